package dev.armature.signal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The code that returns from a handler ({@code arch/arm/kernel/sigreturn_codes.S}) and the page
 * that holds it in every process.
 */
public final class SigReturnCode {
  /** Where the codes start in the page. */
  public static final int OFFSET = 0x200;

  /** What fills the rest of the page: an undefined instruction in both states. */
  private static final int POISON = 0xe7fd_def1;

  // ARM sigreturn, Thumb sigreturn, ARM rt_sigreturn, Thumb rt_sigreturn: the words that a frame
  // shows are two from the start of each, so the Thumb ones overlap their neighbour.
  private static final int[] CODES = {
    0xe3a0_7077, 0xef90_0077, 0xdf00_2777, 0xe3a0_70ad, 0xef90_00ad, 0xdf00_27ad, 0
  };

  private SigReturnCode() {}

  /** Index of the first word for a handler of this kind. */
  public static int index(boolean thumb, boolean siginfo) {
    return (thumb ? 2 : 0) + (siginfo ? 3 : 0);
  }

  /** Word {@code index} of the codes. */
  public static int word(int index) {
    return CODES[index];
  }

  /** The bytes of the page. */
  public static byte[] page() {
    ByteBuffer page = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    while (page.hasRemaining()) {
      page.putInt(POISON);
    }
    for (int i = 0; i < CODES.length; i++) {
      page.putInt(OFFSET + 4 * i, CODES[i]);
    }
    return page.array();
  }
}
