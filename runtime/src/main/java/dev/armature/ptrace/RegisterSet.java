package dev.armature.ptrace;

import dev.armature.abi.Errno;
import dev.armature.machine.CpuState;
import dev.armature.task.Task;
import java.util.Arrays;

/**
 * Register sets by note type, for GETREGSET and SETREGSET ({@code arm_regsets} of
 * arch/arm/kernel/ptrace.c; the last two are what arm64 gives its 32-bit tasks' debuggers).
 */
public enum RegisterSet {
  PRSTATUS(1, UserRegisters.COUNT),
  /** {@code struct user_fp}: the FPA, which no processor here has. */
  FPREGS(2, 29),
  /** d0..d31 and the FPSCR. */
  VFP(0x400, 65),
  /** TPIDRURO. */
  TLS(0x401, 1),
  /** The number of the call at a system call stop. */
  SYSTEM_CALL(0x404, 1);

  private static final int DOUBLES = 32;

  /** NT_*. */
  private final int type;

  /** Words it has. */
  public final int words;

  RegisterSet(int type, int words) {
    this.type = type;
    this.words = words;
  }

  /** The set of a note type, or null. */
  public static RegisterSet of(int type) {
    for (RegisterSet set : values()) {
      if (set.type == type) {
        return set;
      }
    }
    return null;
  }

  /** The registers of a task in a stop. */
  public int[] get(Task task) {
    CpuState cpu = task.cpu;
    return switch (this) {
      case PRSTATUS -> UserRegisters.get(task);
      case FPREGS -> task.trace.fpa == null ? new int[words] : task.trace.fpa.clone();
      case VFP -> {
        int[] values = new int[words];
        for (int i = 0; i < DOUBLES; i++) {
          values[2 * i] = (int) cpu.d(i);
          values[2 * i + 1] = (int) (cpu.d(i) >>> 32);
        }
        values[2 * DOUBLES] = cpu.fullFpscr();
        yield values;
      }
      case TLS -> new int[] {cpu.tpidruro};
      case SYSTEM_CALL -> new int[] {task.syscallNumber};
    };
  }

  /**
   * Sets the first {@code values.length} words; the others stay.
   *
   * @return 0 or -errno
   */
  public int set(Task task, int[] values) {
    if (values.length > words) {
      return -Errno.EINVAL;
    }
    int[] all = get(task);
    System.arraycopy(values, 0, all, 0, values.length);
    CpuState cpu = task.cpu;
    switch (this) {
      case PRSTATUS -> {
        return UserRegisters.set(task, all);
      }
      case FPREGS -> task.trace.fpa = all;
      case VFP -> {
        for (int i = 0; i < DOUBLES; i++) {
          cpu.setD(i, all[2 * i] & 0xffff_ffffL | (long) all[2 * i + 1] << 32);
        }
        cpu.setFullFpscr(all[2 * DOUBLES]);
      }
      case TLS -> cpu.tpidruro = all[0];
      case SYSTEM_CALL -> task.syscallNumber = all[0];
    }
    return 0;
  }

  /** The first {@code count} words. */
  public int[] get(Task task, int count) {
    return Arrays.copyOf(get(task), count);
  }
}
