package dev.armature.ptrace;

import dev.armature.abi.Errno;
import dev.armature.machine.CpuState;
import dev.armature.task.Task;

/**
 * {@code struct pt_regs}: r0..r15, cpsr and ORIG_r0, as words. Whoever uses it holds the task in a
 * stop.
 */
public final class UserRegisters {
  /** Words of {@code struct pt_regs}. */
  public static final int COUNT = 18;

  private static final int PC = 15;
  private static final int CPSR = 16;
  private static final int ORIG_R0 = 17;

  private static final int MODE_MASK = 0x1f;
  private static final int PSR_I = 0x80;

  private UserRegisters() {}

  /** All registers. */
  public static int[] get(Task task) {
    CpuState cpu = task.cpu;
    int[] words = new int[COUNT];
    for (int i = 0; i < PC; i++) {
      words[i] = cpu.r(i);
    }
    words[PC] = cpu.pc;
    words[CPSR] = cpu.cpsr();
    words[ORIG_R0] = task.origR0;
    return words;
  }

  /**
   * Replaces all registers.
   *
   * @return 0, or -EINVAL for a cpsr that is not user mode's ({@code valid_user_regs})
   */
  public static int set(Task task, int[] words) {
    if ((words[CPSR] & MODE_MASK) != CpuState.CPSR_MODE_USER || (words[CPSR] & PSR_I) != 0) {
      return -Errno.EINVAL;
    }
    CpuState cpu = task.cpu;
    for (int i = 0; i < PC; i++) {
      cpu.setR(i, words[i]);
    }
    cpu.setCpsr(words[CPSR]);
    cpu.pc = words[PC] & (cpu.thumb != 0 ? ~1 : ~3);
    task.origR0 = words[ORIG_R0];
    return 0;
  }
}
