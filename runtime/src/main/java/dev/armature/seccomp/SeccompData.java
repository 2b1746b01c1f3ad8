package dev.armature.seccomp;

import dev.armature.ptrace.SyscallInfo;
import dev.armature.task.Task;

/** {@code struct seccomp_data}: what a filter sees of a call, as words. */
final class SeccompData {
  /** Bytes. */
  static final int SIZE = 64;

  private SeccompData() {}

  /** The call that {@code task} is about to make ({@code populate_seccomp_data}). */
  static int[] of(Task task) {
    int[] words = new int[SIZE / 4];
    words[0] = task.syscallNumber;
    words[1] = SyscallInfo.AUDIT_ARCH_ARM;
    words[2] = task.cpu.pc;
    words[4] = task.origR0;
    for (int i = 1; i < 6; i++) {
      words[4 + 2 * i] = task.cpu.r(i);
    }
    return words;
  }
}
