package dev.armature.lift;

import java.nio.ByteBuffer;

/**
 * The state a piece of code ended in: {@code struct result} of step.c.
 *
 * @param memory a hash of the data
 * @param tpidrurw the thread register that user mode may write
 */
record StepResult(
    int signal, int address, int[] r, int cpsr, int fpscr, int memory, int tpidrurw, long[] d) {
  static final int BYTES = 4 * (2 + 16 + 4) + 8 * 32;

  private static final int CPSR_SEEN = 0xff0f_fe20;

  /** Half-precision arithmetic, which is not there on this side. */
  private static final int FZ16 = 1 << 19;

  void write(ByteBuffer out) {
    out.putInt(signal).putInt(address);
    for (int value : r) {
      out.putInt(value);
    }
    out.putInt(cpsr).putInt(fpscr).putInt(memory).putInt(tpidrurw);
    for (long value : d) {
      out.putLong(value);
    }
  }

  static StepResult read(ByteBuffer in) {
    int signal = in.getInt();
    int address = in.getInt();
    int[] r = new int[16];
    for (int i = 0; i < 16; i++) {
      r[i] = in.getInt();
    }
    int cpsr = in.getInt();
    int fpscr = in.getInt();
    int memory = in.getInt();
    int tpidrurw = in.getInt();
    long[] d = new long[32];
    for (int i = 0; i < 32; i++) {
      d[i] = in.getLong();
    }
    return new StepResult(signal, address, r, cpsr, fpscr, memory, tpidrurw, d);
  }

  /**
   * Whether there is nothing to compare: qemu-arm does not stand in for the kernel's fix-up of
   * unaligned LDRD, STRD, LDM and STM, and has memory of its own where here is none.
   */
  boolean isBeyond(StepResult there) {
    boolean theirs =
        address >= 0x1000 && address < 0x0100_0000
            || address >= 0x3f00_0000 && address < 0x4100_0000 // its stack and what lies above
            || address >>> 16 == 0xffff;
    return there.signal == 7 && signal != 7
        || there.signal == 7 && there.r[15] != r[15]
        || signal == 11 && theirs;
  }

  /** How this differs from {@code wanted}; empty when it does not. */
  String difference(StepResult wanted) {
    var text = new StringBuilder();
    if (isBeyond(wanted)) {
      return "";
    }
    compare(text, "signal", signal, wanted.signal);
    compare(text, "address", address, wanted.address);
    for (int i = 0; i < 16; i++) {
      compare(text, "r" + i, r[i], wanted.r[i]);
    }
    compare(text, "cpsr", cpsr & CPSR_SEEN, wanted.cpsr & CPSR_SEEN);
    compare(text, "fpscr", fpscr & ~FZ16, wanted.fpscr & ~FZ16);
    compare(text, "memory", memory, wanted.memory);
    compare(text, "tpidrurw", tpidrurw, wanted.tpidrurw);
    for (int i = 0; i < 32; i++) {
      if (d[i] != wanted.d[i]) {
        text.append(" d%d=%016x wanted %016x".formatted(i, d[i], wanted.d[i]));
      }
    }
    return text.toString();
  }

  private static void compare(StringBuilder text, String name, int got, int wanted) {
    if (got != wanted) {
      text.append(" %s=%08x wanted %08x".formatted(name, got, wanted));
    }
  }
}
