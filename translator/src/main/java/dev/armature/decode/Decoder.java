package dev.armature.decode;

import java.util.List;

/**
 * Finds the encoding of a word.
 *
 * <p>A word that is unallocated, that the CPU model lacks, or that user mode may not execute has
 * operation {@link Operation#UNDEFINED}. UNPREDICTABLE words decode as cores execute them:
 * should-be bits are ignored and register numbers taken as they are.
 */
public final class Decoder {
  private Decoder() {}

  private static final int ALWAYS = 14;

  /** A32 with a condition, and what Thumb shares with it: VFP and coprocessors. */
  private static final class Conditional {
    static final EncodingTable TABLE =
        new EncodingTable(
            List.of(
                A32DataProcessing.ROWS,
                A32Multiply.ROWS,
                A32LoadStore.ROWS,
                A32Media.ROWS,
                A32Misc.ROWS,
                VfpTable.ROWS),
            20,
            8,
            4,
            4);
  }

  /** A32 with 1111 in the place of the condition: branches, hints, Advanced SIMD. */
  private static final class Unconditional {
    static final EncodingTable TABLE =
        new EncodingTable(
            List.of(
                A32Unconditional.ROWS,
                VfpUnconditional.ROWS,
                NeonThreeSame.ROWS,
                NeonThreeDifferent.ROWS,
                NeonImmediate.ROWS,
                NeonTwoRegisters.ROWS,
                NeonLoadStore.ROWS),
            20,
            8,
            4,
            8);
  }

  private static final class T16 {
    static final EncodingTable TABLE = new EncodingTable(List.of(T16Table.ROWS), 8, 8, 6, 2);
  }

  private static final class T32 {
    static final EncodingTable TABLE =
        new EncodingTable(
            List.of(T32DataProcessing.ROWS, T32Multiply.ROWS, T32LoadStore.ROWS, T32Branches.ROWS),
            20,
            9,
            12,
            4);
  }

  /** Every table, for tests of the rows. */
  static List<EncodingTable> tables() {
    return List.of(Conditional.TABLE, Unconditional.TABLE, T16.TABLE, T32.TABLE);
  }

  /** Decodes an A32 word. */
  public static Insn a32(int word, int address, Features features) {
    int condition = word >>> 28;
    if (condition == 15) {
      Encoding row = allowed(Unconditional.TABLE.find(word), word, features);
      return new Insn(row, word, word, address, ALWAYS, false, 4);
    }
    Encoding row = allowed(Conditional.TABLE.find(word), word, features);
    return new Insn(row, word, word, address, condition, false, 4);
  }

  /**
   * Decodes a Thumb instruction. {@code hw2} is looked at only when {@link #isThumb32} says so. The
   * BL and BLX pairs of ARMv4T and ARMv5T are always taken as one instruction.
   */
  public static Insn thumb(int hw1, int hw2, int address, Features features) {
    if (!isThumb32(hw1)) {
      int half = hw1 & 0xffff;
      Encoding row = allowed(T16.TABLE.find(half), half, features);
      int condition = row.has('c') ? row.field(half, 'c') : ALWAYS;
      return new Insn(row, half, half, address, condition, true, 2);
    }
    int word = (hw1 << 16) | (hw2 & 0xffff);
    int bits = word;
    Encoding row;
    if ((word & 0xef00_0000) == 0xef00_0000) {
      bits = 0xf200_0000 | ((word >>> 4) & 0x0100_0000) | (word & 0x00ff_ffff);
      row = Unconditional.TABLE.find(bits);
    } else if ((word & 0xff10_0000) == 0xf900_0000) {
      bits = 0xf400_0000 | (word & 0x00ff_ffff);
      row = Unconditional.TABLE.find(bits);
    } else if ((word & 0xec00_0000) == 0xec00_0000) {
      row = (word >>> 28 == 15 ? Unconditional.TABLE : Conditional.TABLE).find(word);
    } else {
      row = T32.TABLE.find(word);
      if (row.has('c')) {
        return new Insn(
            allowed(row, word, features), word, word, address, row.field(word, 'c'), true, 4);
      }
    }
    return new Insn(allowed(row, bits, features), word, bits, address, ALWAYS, true, 4);
  }

  /** Whether {@code hw1} is the first half of a 32-bit Thumb instruction. */
  public static boolean isThumb32(int hw1) {
    return (hw1 & 0xffff) >= 0xe800;
  }

  private static Encoding allowed(Encoding row, int bits, Features features) {
    if (!features.has(row.feature())) {
      return Encoding.UNDEFINED;
    }
    boolean missing = row.has('F') && !features.has(Feature.D32) && namesHighRegister(row, bits);
    return missing ? Encoding.UNDEFINED : row;
  }

  // d16 to d31 exist only with 32 double registers.
  private static boolean namesHighRegister(Encoding row, int bits) {
    return row.field(bits, 'F') != 0
        && (row.field(bits, 'D') | row.field(bits, 'N') | row.field(bits, 'M')) != 0;
  }
}
