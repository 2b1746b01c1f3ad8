package dev.armature.machine;

/** Why guest execution came back to the kernel's user loop. */
public enum Exit {
  /** Nothing happened. */
  NONE,
  /** A load or store was refused: {@link CpuState#fault}; pc is the faulting instruction. */
  DATA_ABORT,
  /** The instruction at pc can't be fetched: {@link CpuState#fault}. */
  PREFETCH_ABORT,
  /** The instruction at pc is undefined; {@link CpuState#exitInfo} is its word. */
  UNDEFINED,
  /** A BKPT at pc; {@link CpuState#exitInfo} is its immediate. */
  BREAKPOINT,
  /** {@link CpuState#pending} was set; pc is the next instruction. */
  PENDING,
  /**
   * The IT or E bits are, or were, not those that units are made for: the code at pc must be lifted
   * for {@link CpuState#itstate} and {@link CpuState#bigEndian}.
   */
  STATE,
  /** The kernel entry asked to leave: it changed pc, memory or the thread's fate. */
  KERNEL
}
