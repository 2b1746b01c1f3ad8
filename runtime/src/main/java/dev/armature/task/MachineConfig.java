package dev.armature.task;

import dev.armature.decode.CpuModel;
import dev.armature.decode.Feature;

/**
 * What does not change while a machine runs.
 *
 * @param release kernel release that uname tells
 * @param cpu the processor that guests see
 * @param libraryPrefix host directory that overlays absolute guest paths (-L), or null
 * @param stackSize bytes, RLIMIT_STACK of the first process
 * @param threadStackSize bytes of Java stack for a guest thread
 */
public record MachineConfig(
    String release, CpuModel cpu, String libraryPrefix, long stackSize, long threadStackSize) {

  /** uname's version. */
  public static final String VERSION = "#1 SMP Armature";

  /** Whether signal frames have a VFP block. */
  public boolean vfp() {
    return cpu.features().has(Feature.VFP2);
  }
}
