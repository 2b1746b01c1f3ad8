/** Benchmarks and their driver. */
package dev.armature.perf;
