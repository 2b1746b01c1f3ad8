/** Files, pipes, sockets, procfs, devices. */
package dev.armature.vfs;
