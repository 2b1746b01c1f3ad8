package dev.armature.machine;

/** The kernel as translated code sees it: where SVC goes. */
@FunctionalInterface
public interface KernelEntry {
  /**
   * Handles SVC. On entry {@code cpu} is exact and its pc is the address after the instruction.
   *
   * @param immediate the SVC's immediate (24 bits in ARM state, 8 in Thumb)
   * @return {@code cpu.location()} as it was on entry when execution simply goes on there, or
   *     {@link Unit#EXIT} with {@link CpuState#pc} exact and {@link CpuState#exit} {@link
   *     Exit#KERNEL} (or another reason) when it does not
   */
  int supervisorCall(CpuState cpu, int immediate);

  /**
   * The same for an EABI call whose handler {@link KernelCall.Table} gave when the SVC was
   * translated: r7 is {@code number}.
   */
  default int boundCall(CpuState cpu, KernelCall call, int number) {
    return supervisorCall(cpu, 0);
  }
}
