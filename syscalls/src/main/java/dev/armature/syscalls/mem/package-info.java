/** System calls on memory. */
package dev.armature.syscalls.mem;
