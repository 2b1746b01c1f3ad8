/** One row per system call: number, name, handler, argument formats, support level, note. */
package dev.armature.syscalls.table;
