package dev.armature.task;

/**
 * What does not change while a machine runs.
 *
 * @param release kernel release that uname tells
 * @param cpuName model name, decides HWCAP
 * @param platform AT_PLATFORM, v7l and the like
 * @param hwcap AT_HWCAP
 * @param hwcap2 AT_HWCAP2
 * @param libraryPrefix host directory that overlays absolute guest paths (-L), or null
 * @param stackSize bytes, RLIMIT_STACK of the first process
 * @param threadStackSize bytes of Java stack for a guest thread
 */
public record MachineConfig(
    String release,
    String cpuName,
    String platform,
    int hwcap,
    int hwcap2,
    String libraryPrefix,
    long stackSize,
    long threadStackSize) {
  /** uname's version. */
  public static final String VERSION = "#1 SMP Armature";

  private static final int HWCAP_VFP = 1 << 6;

  /** Whether frames have a VFP block. */
  public boolean vfp() {
    return (hwcap & HWCAP_VFP) != 0;
  }
}
