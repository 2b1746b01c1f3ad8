/** Prints system calls from the same rows, as text and JSON Lines. */
package dev.armature.syscalls.strace;
