/** System calls on time. */
package dev.armature.syscalls.time;
