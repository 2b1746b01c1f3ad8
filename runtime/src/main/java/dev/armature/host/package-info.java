/** The host's system calls; nothing else calls the host. */
package dev.armature.host;
