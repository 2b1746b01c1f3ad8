package dev.armature.perf;

import dev.armature.lift.CodeReader;

/** Guest code as the benchmarks use it: hand-assembled A32. */
final class GuestCode {
  static final int ADDRESS = 0x1_0000;

  /**
   * A checksum over the words from r0, r1 of them, into r2: the mix of loads, shifted operands,
   * flags and branches that compilers make of a plain loop.
   */
  static final int[] CHECKSUM = {
    0xe3a02000, //       mov   r2, #0
    0xe4903004, // loop: ldr   r3, [r0], #4
    0xe0222003, //       eor   r2, r2, r3
    0xe0822182, //       add   r2, r2, r2, lsl #3
    0xe02225a2, //       eor   r2, r2, r2, lsr #11
    0xe2533000, //       subs  r3, r3, #0
    0x42622000, //       rsbmi r2, r2, #0
    0xe2511001, //       subs  r1, r1, #1
    0x1afffff7, //       bne   loop
    0xe12fff1e, //       bx    lr
  };

  /** Instructions of {@link #CHECKSUM} in one turn of its loop. */
  static final int LOOP = 8;

  private GuestCode() {}

  /** Reads {@code words} at {@link #ADDRESS}. */
  static CodeReader reader(int[] words) {
    return new CodeReader() {
      @Override
      public int fetch16(int address) {
        return (fetch32(address & ~3) >>> ((address & 2) * 8)) & 0xffff;
      }

      @Override
      public int fetch32(int address) {
        return words[(address - ADDRESS) >> 2];
      }
    };
  }
}
