package dev.armature.machine;

import dev.armature.machine.GuestFault.Access;
import java.lang.invoke.VarHandle;

/** Memory barriers and the ordered accesses of ARMv8. */
public final class Barriers {
  private Barriers() {}

  /** DMB, DSB: orders all accesses before it with all after it. */
  public static void full(CpuState cpu) {
    VarHandle.fullFence();
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
