/** System calls on System V and POSIX IPC. */
package dev.armature.syscalls.ipc;
