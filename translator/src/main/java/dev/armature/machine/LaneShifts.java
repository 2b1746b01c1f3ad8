package dev.armature.machine;

/** Advanced SIMD shifts. Those by a register take the amount of a lane from its low byte. */
public final class LaneShifts {
  /** Flags next to the lane's bits in a packed argument. */
  public static final int ROUND = 0x80;

  public static final int UNSIGNED = 0x100;

  /** The source is signed, the result unsigned (VQSHLU). */
  public static final int TO_UNSIGNED = 0x200;

  private LaneShifts() {}

  /**
   * VSHR.S by an immediate, for lanes below 64 bits.
   *
   * @param n 1 .. bits of a lane
   * @param h the top bit of each lane
   * @param mask the bits of each lane that hold shifted bits
   */
  public static long rightSigned(long a, int n, long h, long mask) {
    long signs = a & h;
    return ((a >>> n) & mask) | ((signs << 1) - (signs >>> (n - 1)));
  }

  /** VSHL and VRSHL by a register; {@code packed}: bits of a lane and flags. */
  public static long byRegister(long a, long amounts, int packed) {
    int bits = packed & 0x7f;
    long result = 0;
    for (int i = 0; i < 64; i += bits) {
      int n = (byte) (amounts >>> i);
      long lane = lane(a, i, bits, (packed & UNSIGNED) != 0);
      long shifted =
          n >= 64
              ? 0
              : n >= 0
                  ? lane << n
                  : right(lane, -n, (packed & ROUND) != 0, (packed & UNSIGNED) != 0);
      result |= shifted << (64 - bits) >>> (64 - bits) << i;
    }
    return result;
  }

  static long lane(long a, int i, int bits, boolean unsigned) {
    long top = a << (64 - bits - i);
    return unsigned ? top >>> (64 - bits) : top >> (64 - bits);
  }

  /** A lane as a long shifted right by 1 or more, perhaps rounded. */
  static long right(long lane, int n, boolean round, boolean unsigned) {
    long shifted = n > 63 ? (unsigned ? 0 : lane >> 63) : unsigned ? lane >>> n : lane >> n;
    if (!round) {
      return shifted;
    }
    long last =
        n > 64 ? (unsigned ? 0 : lane >>> 63) : unsigned ? lane >>> (n - 1) : lane >> (n - 1);
    return shifted + (last & 1);
  }

  /** VQSHL, VQRSHL and VQSHLU: saturates, and sets QC when it did. */
  public static long saturating(CpuState cpu, long a, long amounts, int packed) {
    int bits = packed & 0x7f;
    boolean unsigned = (packed & UNSIGNED) != 0;
    long result = 0;
    for (int i = 0; i < 64; i += bits) {
      int n = (byte) (amounts >>> i);
      long lane = lane(a, i, bits, unsigned);
      long shifted;
      if (n < 0) {
        shifted = right(lane, -n, (packed & ROUND) != 0, unsigned);
      } else if ((packed & (UNSIGNED | TO_UNSIGNED)) != 0) {
        shifted = leftUnsigned(cpu, lane, n, bits, !unsigned && lane < 0);
      } else {
        shifted = leftSigned(cpu, lane, n, bits);
      }
      result |= shifted << (64 - bits) >>> (64 - bits) << i;
    }
    return result;
  }

  private static long leftUnsigned(CpuState cpu, long lane, int n, int bits, boolean negative) {
    if (negative) {
      cpu.fpscr |= Fpscr.QC;
      return 0;
    }
    if (lane == 0 || n <= Long.numberOfLeadingZeros(lane) - (64 - bits)) {
      return n > 63 ? 0 : lane << n;
    }
    cpu.fpscr |= Fpscr.QC;
    return -1;
  }

  private static long leftSigned(CpuState cpu, long lane, int n, int bits) {
    int room = Long.numberOfLeadingZeros(lane ^ (lane >> 63)) - (65 - bits);
    if (lane == 0 || n <= room) {
      return n > 63 ? 0 : lane << n;
    }
    cpu.fpscr |= Fpscr.QC;
    return lane < 0 ? -1L << (bits - 1) : (1L << (bits - 1)) - 1;
  }
}
