package dev.armature.task;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The page at 0xffff0000 with the helpers that user code may call ({@code
 * Documentation/arch/arm/kernel_user_helpers.rst}). They are ordinary ARM code, translated as all
 * other: atomic by LDREX and STREX, so no signal can catch them half done.
 */
final class VectorsPage {
  static final int ADDRESS = 0xffff_0000;
  static final int SIZE = 4096;

  private static final int[] CMPXCHG64 = {
    0xe92d_00f0, // push {r4, r5, r6, r7}
    0xe1c0_40d0, // ldrd r4, r5, [r0]
    0xe1c1_60d0, // ldrd r6, r7, [r1]
    0xf57f_f05f, // dmb sy
    0xe1b2_0f9f, // 1: ldrexd r0, r1, [r2]
    0xe030_3004, // eors r3, r0, r4
    0x0031_3005, // eorseq r3, r1, r5
    0x01a2_3f96, // strexdeq r3, r6, r7, [r2]
    0x0333_0001, // teqeq r3, #1
    0x0aff_fff9, // beq 1b
    0xf57f_f05f, // dmb sy
    0xe273_0000, // rsbs r0, r3, #0
    0xe8bd_00f0, // pop {r4, r5, r6, r7}
    0xe12f_ff1e, // bx lr
  };

  private static final int[] MEMORY_BARRIER = {
    0xf57f_f05f, // dmb sy
    0xe12f_ff1e, // bx lr
  };

  private static final int[] CMPXCHG = {
    0xf57f_f05f, // dmb sy
    0xe192_3f9f, // 1: ldrex r3, [r2]
    0xe053_3000, // subs r3, r3, r0
    0x0182_3f91, // strexeq r3, r1, [r2]
    0x0333_0001, // teqeq r3, #1
    0x0aff_fffa, // beq 1b
    0xe273_0000, // rsbs r0, r3, #0
    0xeaff_ffef, // b __kuser_memory_barrier
  };

  private static final int[] GET_TLS = {
    0xee1d_0f70, // mrc p15, 0, r0, c13, c0, 3
    0xe12f_ff1e, // bx lr
  };

  /** __kuser_helper_version: five helpers. */
  private static final int VERSION = 5;

  /** An undefined instruction where there is no helper. */
  private static final int POISON = 0xe7fd_def1;

  private VectorsPage() {}

  static byte[] bytes() {
    ByteBuffer page = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    while (page.hasRemaining()) {
      page.putInt(POISON);
    }
    put(page, 0xf60, CMPXCHG64);
    put(page, 0xfa0, MEMORY_BARRIER);
    put(page, 0xfc0, CMPXCHG);
    put(page, 0xfe0, GET_TLS);
    page.putInt(0xffc, VERSION);
    return page.array();
  }

  private static void put(ByteBuffer page, int offset, int[] words) {
    for (int i = 0; i < words.length; i++) {
      page.putInt(offset + 4 * i, words[i]);
    }
  }
}
