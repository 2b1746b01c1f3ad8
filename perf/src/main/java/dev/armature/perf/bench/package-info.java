/** The driver of {@code perf bench}: what system calls and kernel entry cost a guest. */
package dev.armature.perf.bench;
