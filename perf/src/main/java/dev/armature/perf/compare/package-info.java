/** {@code armature perf compare}: whole processes here, under qemu-arm and on the host itself. */
package dev.armature.perf.compare;
