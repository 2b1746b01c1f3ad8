package dev.armature.machine;

/**
 * C and V as translated code keeps them: not the flags but the operands they come from, since most
 * are overwritten before anyone looks. A form says how to get them; small enough for HotSpot to
 * inline and, where the form is known, to fold.
 */
public final class LazyFlags {
  /** {@link CpuState#c} and {@link CpuState#v} are right. */
  public static final int CLEAN = 0;

  /** The values are given. */
  public static final int EAGER = 1;

  /** Those of a - b. */
  public static final int SUB = 2;

  /** Those of a + b. */
  public static final int ADD = 3;

  private LazyFlags() {}

  /** C: 0 or 1. */
  public static int carry(CpuState cpu, int form, int a, int b, int c) {
    if (form == SUB) {
      return Integer.compareUnsigned(a, b) >= 0 ? 1 : 0;
    }
    if (form == ADD) {
      return Integer.compareUnsigned(a + b, a) < 0 ? 1 : 0;
    }
    return form == EAGER ? c : cpu.c;
  }

  /** V: negative when set. */
  public static int overflow(CpuState cpu, int form, int a, int b, int v) {
    if (form == SUB) {
      return (a ^ b) & (a ^ (a - b));
    }
    if (form == ADD) {
      int sum = a + b;
      return (a ^ sum) & (b ^ sum);
    }
    return form == EAGER ? v : cpu.v;
  }

  /** Makes C and V of {@code cpu} exact. */
  public static void restore(CpuState cpu, int form, int a, int b, int c, int v) {
    if (form != CLEAN) {
      cpu.c = carry(cpu, form, a, b, c);
      cpu.v = overflow(cpu, form, a, b, v);
    }
  }

  /** Carry out of r = a + b with or without carry in: 0 or 1. */
  public static int carryOut(int a, int b, int r) {
    return (a & b | (a | b) & ~r) >>> 31;
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
