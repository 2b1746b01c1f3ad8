/** System calls on signals. */
package dev.armature.syscalls.sig;
