/** System calls on processes. */
package dev.armature.syscalls.proc;
