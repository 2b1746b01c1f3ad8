package dev.armature.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Where plain arithmetic ends: at results that may be tiny, infinite or no numbers. */
class FpPlainTest {
  private final CpuState cpu = new CpuState();

  FpPlainTest() {
    cpu.fpscr = Fpscr.IXC;
  }

  private void doubles(boolean plain, double r) {
    assertEquals(plain, FpPlain.product(cpu, r, 1, r), () -> "product " + r);
    assertEquals(plain, FpPlain.product(cpu, -r, 1, -r), () -> "product -" + r);
    assertEquals(plain, FpPlain.quotient(cpu, r, 1, r), () -> "quotient " + r);
    assertEquals(plain, FpPlain.fused(cpu, -r), () -> "fused " + r);
  }

  private void floats(boolean plain, float r) {
    assertEquals(plain, FpPlain.product(cpu, r, 1, r), () -> "product " + r);
    assertEquals(plain, FpPlain.product(cpu, -r, 1, -r), () -> "product -" + r);
    assertEquals(plain, FpPlain.quotient(cpu, r, 1, r), () -> "quotient " + r);
    assertEquals(plain, FpPlain.fused(cpu, -r), () -> "fused " + r);
  }

  @Test
  void normalNumbersArePlain() {
    doubles(true, 1);
    doubles(true, 1.5 * Double.MIN_NORMAL);
    doubles(true, Double.MAX_VALUE);
    floats(true, 1);
    floats(true, Math.nextUp(Float.MIN_NORMAL));
    floats(true, Float.MAX_VALUE);
  }

  @Test
  void othersAreNot() {
    doubles(false, Double.MIN_NORMAL);
    doubles(false, Math.nextDown(Double.MIN_NORMAL));
    doubles(false, Double.MIN_VALUE);
    doubles(false, Double.POSITIVE_INFINITY);
    doubles(false, Double.NaN);
    floats(false, Float.MIN_NORMAL);
    floats(false, Math.nextDown(Float.MIN_NORMAL));
    floats(false, Float.MIN_VALUE);
    floats(false, Float.POSITIVE_INFINITY);
    floats(false, Float.NaN);
  }

  @Test
  void zeroIsPlainWhenAFactorIs() {
    assertEquals(true, FpPlain.product(cpu, 0.0, 3, 0.0));
    assertEquals(false, FpPlain.product(cpu, 1e-300, 1e-300, 0.0));
    assertEquals(true, FpPlain.product(cpu, 0f, 3, 0f));
    assertEquals(false, FpPlain.product(cpu, 1e-30f, 1e-30f, 0f));
    assertEquals(true, FpPlain.quotient(cpu, 0.0, 3, 0.0));
    assertEquals(false, FpPlain.quotient(cpu, 1.0, Double.POSITIVE_INFINITY, 0.0));
  }
}
