/** Inter-process communication that no file stands for: System V IPC and POSIX message queues. */
package dev.armature.ipc;
