/** Seccomp filters. */
package dev.armature.seccomp;
