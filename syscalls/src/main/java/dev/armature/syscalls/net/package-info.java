/** System calls on sockets. */
package dev.armature.syscalls.net;
