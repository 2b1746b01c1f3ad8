/** System calls on the whole system: uname, sysinfo, limits. */
package dev.armature.syscalls.sys;
