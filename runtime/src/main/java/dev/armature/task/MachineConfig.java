package dev.armature.task;

/**
 * What does not change while a machine runs.
 *
 * @param release kernel release that uname tells
 * @param cpuName model name, decides HWCAP
 * @param hwcap AT_HWCAP
 * @param hwcap2 AT_HWCAP2
 * @param libraryPrefix host directory that overlays absolute guest paths (-L), or null
 * @param stackSize bytes, RLIMIT_STACK of the first process
 * @param threadStackSize bytes of Java stack for a guest thread
 */
public record MachineConfig(
    String release,
    String cpuName,
    int hwcap,
    int hwcap2,
    String libraryPrefix,
    long stackSize,
    long threadStackSize) {}
