package dev.armature.machine;

/** Integer division as ARMv7-A does it: by zero gives 0, and nothing traps (ARM ARM A4.4.3). */
public final class Divide {
  private Divide() {}

  /** SDIV; the JVM's division of MIN_VALUE by -1 is MIN_VALUE, as ARM's. */
  public static int signed(int n, int m) {
    return m == 0 ? 0 : n / m;
  }

  /** UDIV. */
  public static int unsigned(int n, int m) {
    return m == 0 ? 0 : Integer.divideUnsigned(n, m);
  }
}
