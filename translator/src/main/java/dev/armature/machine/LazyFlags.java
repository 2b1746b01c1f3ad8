package dev.armature.machine;

/**
 * N, Z, C and V as translated code keeps them: not the flags but the operands they come from, since
 * most are overwritten before anyone looks. A form says how to get them. The methods are small
 * enough for HotSpot to inline and, where the form is known, to fold.
 *
 * <p>Arguments named as the flags are the values kept for the forms that need them; conventions are
 * those of {@link CpuState}.
 */
public final class LazyFlags {
  /** {@link CpuState} has them. */
  public static final int CLEAN = 0;

  /** C and V are given. Always with {@link #NZ_GIVEN}. */
  public static final int EAGER = 1;

  /** Those of a - b. */
  public static final int SUB = 2;

  /** Those of a + b. */
  public static final int ADD = 3;

  /** Added to a form: N and Z are given, the form is that of C and V only. */
  public static final int NZ_GIVEN = 4;

  private static final int FORM = 3;

  private LazyFlags() {}

  /** N: negative when set. */
  public static int negative(CpuState cpu, int form, int a, int b, int n) {
    return switch (form) {
      case SUB -> a - b;
      case ADD -> a + b;
      case CLEAN -> settled(cpu).n;
      default -> n;
    };
  }

  private static CpuState settled(CpuState cpu) {
    cpu.settleFlags();
    return cpu;
  }

  /** Z: zero when set. */
  public static int zero(CpuState cpu, int form, int a, int b, int z) {
    return switch (form) {
      case SUB -> a - b;
      case ADD -> a + b;
      case CLEAN -> settled(cpu).z;
      default -> z;
    };
  }

  /** C: 0 or 1. */
  public static int carry(CpuState cpu, int form, int a, int b, int c) {
    return switch (form & FORM) {
      case SUB -> carrySub(a, b);
      case ADD -> carryAdd(a, b);
      case EAGER -> c;
      default -> settled(cpu).c;
    };
  }

  private static int carrySub(int a, int b) {
    return Integer.compareUnsigned(a, b) >= 0 ? 1 : 0;
  }

  private static int carryAdd(int a, int b) {
    return Integer.compareUnsigned(a + b, a) < 0 ? 1 : 0;
  }

  /** V: negative when set. */
  public static int overflow(CpuState cpu, int form, int a, int b, int v) {
    return switch (form & FORM) {
      case SUB -> overflowSub(a, b, a - b);
      case ADD -> overflowAdd(a, b, a + b);
      case EAGER -> v;
      default -> settled(cpu).v;
    };
  }

  /**
   * Leaves flags in {@code cpu} in whatever form they are in: a few stores, since most are never
   * looked at again.
   */
  public static void park(CpuState cpu, int form, int a, int b, int n, int z, int c, int v) {
    switch (form) {
      case SUB, ADD -> parkOperands(cpu, form, a, b);
      case SUB | NZ_GIVEN, ADD | NZ_GIVEN -> {
        parkOperands(cpu, form, a, b);
        cpu.n = n;
        cpu.z = z;
      }
      case EAGER | NZ_GIVEN -> {
        cpu.flagForm = CLEAN;
        cpu.n = n;
        cpu.z = z;
        cpu.c = c;
        cpu.v = v;
      }
      case CLEAN | NZ_GIVEN -> {
        // C and V stay as they are there, parked or not.
        cpu.flagForm |= NZ_GIVEN;
        cpu.n = n;
        cpu.z = z;
      }
      default -> {}
    }
  }

  /** Leaves the flags of a - b ({@link #SUB}) or a + b ({@link #ADD}) in {@code cpu}. */
  public static void parkOperands(CpuState cpu, int form, int a, int b) {
    cpu.flagForm = form;
    cpu.flagA = a;
    cpu.flagB = b;
  }

  /** Makes the flags of {@code cpu} exact. */
  static void settle(CpuState cpu) {
    int form = cpu.flagForm;
    int a = cpu.flagA;
    int b = cpu.flagB;
    if ((form & FORM) != CLEAN) {
      cpu.c = carry(cpu, form, a, b, 0);
      cpu.v = overflow(cpu, form, a, b, 0);
      cpu.n = negative(cpu, form, a, b, cpu.n);
      cpu.z = zero(cpu, form, a, b, cpu.z);
    }
    cpu.flagForm = CLEAN;
  }

  /** Carry out of r = a + b with or without carry in: 0 or 1. */
  public static int carryOut(int a, int b, int r) {
    return ((a & b) | ((a | b) & ~r)) >>> 31;
  }

  /** Overflow of r = a + b with or without carry in: negative when set. */
  public static int overflowAdd(int a, int b, int r) {
    return (a ^ r) & (b ^ r);
  }

  /** Overflow of r = a - b with or without borrow in: negative when set. */
  public static int overflowSub(int a, int b, int r) {
    return (a ^ b) & (a ^ r);
  }

  /** 1 when a &lt; b unsigned. */
  public static int below(int a, int b) {
    return Integer.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  /** 1 when a &lt; b. */
  public static int less(int a, int b) {
    return a < b ? 1 : 0;
  }

  /** 1 when a == b. */
  public static int equal(int a, int b) {
    return a == b ? 1 : 0;
  }

  /** 1 when a == b. */
  public static int equal(long a, long b) {
    return a == b ? 1 : 0;
  }
}
