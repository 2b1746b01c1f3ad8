/** System calls on files. */
package dev.armature.syscalls.fs;
