package dev.armature.machine;

/**
 * Advanced SIMD arithmetic that saturates; it sets QC when it did. {@code h} and {@code s} as in
 * {@link Lanes}.
 */
public final class LaneSaturation {
  private LaneSaturation() {}

  /** Where {@code overflow} has a lane's top bit: the limit on the side of a's sign. */
  private static long limit(CpuState cpu, long sum, long a, long overflow, long h, int s) {
    if (overflow == 0) {
      return sum;
    }
    cpu.fpscr |= Fpscr.QC;
    long limit = Lanes.spread(a & h, s) ^ ~h;
    return sum ^ ((sum ^ limit) & Lanes.spread(overflow, s));
  }

  /** VQADD.S. */
  public static long addSigned(CpuState cpu, long a, long b, long h, int s) {
    long sum = Lanes.add(a, b, h);
    return limit(cpu, sum, a, (a ^ sum) & (b ^ sum) & h, h, s);
  }

  /** VQSUB.S. */
  public static long subtractSigned(CpuState cpu, long a, long b, long h, int s) {
    long difference = Lanes.subtract(a, b, h);
    return limit(cpu, difference, a, (a ^ b) & (a ^ difference) & h, h, s);
  }

  /** VQADD.U. */
  public static long addUnsigned(CpuState cpu, long a, long b, long h, int s) {
    long sum = Lanes.add(a, b, h);
    long carry = ((a & b) | ((a | b) & ~sum)) & h;
    return noted(cpu, carry, sum | Lanes.spread(carry, s));
  }

  /** VQSUB.U. */
  public static long subtractUnsigned(CpuState cpu, long a, long b, long h, int s) {
    long borrow = Lanes.borrow(a, b, h);
    return noted(cpu, borrow, Lanes.subtract(a, b, h) & ~Lanes.spread(borrow, s));
  }

  private static long noted(CpuState cpu, long saturated, long result) {
    if (saturated != 0) {
      cpu.fpscr |= Fpscr.QC;
    }
    return result;
  }

  /** VQABS: the lowest number has no counterpart. */
  public static long absolute(CpuState cpu, long a, long h, int s) {
    long result = Lanes.absolute(a, h, s);
    long overflow = result & h;
    return noted(cpu, overflow, result ^ Lanes.spread(overflow, s));
  }

  /** VQNEG. */
  public static long negate(CpuState cpu, long a, long h, int s) {
    long result = Lanes.subtract(0, a, h);
    long overflow = a & result & h;
    return noted(cpu, overflow, result ^ Lanes.spread(overflow, s));
  }

  /** Flags of {@link #narrow}: the source and the result are unsigned, the shift rounds. */
  public static final int FROM_UNSIGNED = 0x10000;

  public static final int TO_UNSIGNED = 0x20000;
  public static final int ROUND = 0x40000;

  /**
   * VQMOVN, VQMOVUN, VQSHRN, VQRSHRN, VQSHRUN, VQRSHRUN: the lanes of a, then those of b, shifted
   * right and saturated to half their width.
   *
   * @param packed bits of a result lane, the shift times 256, flags
   */
  public static long narrow(CpuState cpu, long a, long b, int packed) {
    int bits = packed & 0xff;
    long result = 0;
    for (int i = 0; i < 64; i += 2 * bits) {
      result |= narrowed(cpu, a, i, packed) << (i >> 1);
      result |= narrowed(cpu, b, i, packed) << (32 + (i >> 1));
    }
    return result;
  }

  private static long narrowed(CpuState cpu, long a, int i, int packed) {
    int bits = packed & 0xff;
    int shift = packed >>> 8 & 0xff;
    boolean unsigned = (packed & FROM_UNSIGNED) != 0;
    long lane = LaneShifts.lane(a, i, 2 * bits, unsigned);
    if (shift != 0) {
      lane = LaneShifts.right(lane, shift, (packed & ROUND) != 0, unsigned);
    }
    long ones = (1L << bits) - 1;
    long result;
    if (unsigned) {
      result = lane >>> bits == 0 ? lane : ones;
    } else if ((packed & TO_UNSIGNED) != 0) {
      result = lane < 0 ? 0 : Math.min(lane, ones);
    } else {
      result = Math.max(Math.min(lane, ones >> 1), ~(ones >> 1));
    }
    if (result != lane) {
      cpu.fpscr |= Fpscr.QC;
    }
    return result & ones;
  }

  /** VQDMULH and VQRDMULH: the high half of twice the product; {@code round} is 0 or 1. */
  public static long doublingMultiplyHigh(CpuState cpu, long a, long b, int bits, int round) {
    long result = 0;
    long least = -1L << (bits - 1);
    long half = (long) round << (bits - 1);
    for (int i = 0; i < 64; i += bits) {
      long x = LaneShifts.lane(a, i, bits, false);
      long y = LaneShifts.lane(b, i, bits, false);
      long high = ((x * y << 1) + half) >> bits;
      if (x == least && y == least) {
        cpu.fpscr |= Fpscr.QC;
        high = ~least;
      }
      result |= high << (64 - bits) >>> (64 - bits) << i;
    }
    return result;
  }

  /** VQDMULL: twice the products of the lanes of two words, each twice as wide. */
  public static long doublingMultiplyLong(CpuState cpu, int a, int b, int bits) {
    long result = 0;
    for (int i = 0; i < 32; i += bits) {
      int x = a << (32 - bits - i) >> (32 - bits);
      int y = b << (32 - bits - i) >> (32 - bits);
      long product = ((long) x * y) << 1;
      if (x == -1 << (bits - 1) && y == x) {
        cpu.fpscr |= Fpscr.QC;
        product = (1L << (2 * bits - 1)) - 1;
      }
      result |= product << (64 - 2 * bits) >>> (64 - 2 * bits) << (2 * i);
    }
    return result;
  }
}
