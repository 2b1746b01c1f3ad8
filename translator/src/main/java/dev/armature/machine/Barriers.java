package dev.armature.machine;

import dev.armature.machine.GuestFault.Access;
import java.lang.invoke.VarHandle;

/** Memory barriers and the ordered accesses of ARMv8. */
public final class Barriers {
  private Barriers() {}

  /**
   * DMB, DSB: orders all accesses before it with all after it. While nobody else sees the memory
   * there is nothing to be seen in another order.
   */
  public static void full(CpuState cpu) {
    if (cpu.memory.shared) {
      VarHandle.fullFence();
    }
  }

  /** LDA, STL and their like must be aligned: raises the fault if {@code address} is not. */
  public static void alignRead(CpuState cpu, int address, int size) {
    Exclusive.align(address, size, Access.READ);
  }

  /** As {@link #alignRead}, for stores. */
  public static void alignWrite(CpuState cpu, int address, int size) {
    Exclusive.align(address, size, Access.WRITE);
  }
}
