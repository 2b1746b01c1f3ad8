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

  /** What is added at once may be infinite or no number: the sum then is one of these as well. */
  @Test
  void addendsAreNotTiny() {
    assertEquals(true, FpPlain.addend(cpu, 3, -1.5, -4.5));
    assertEquals(true, FpPlain.addend(cpu, 1.5, Double.MIN_NORMAL, 1.5 * Double.MIN_NORMAL));
    assertEquals(false, FpPlain.addend(cpu, 1, Double.MIN_NORMAL, Double.MIN_NORMAL));
    assertEquals(false, FpPlain.addend(cpu, 1e-300, 1e-300, 0.0));
    assertEquals(true, FpPlain.addend(cpu, 0.0, 3, 0.0));
    assertEquals(false, FpPlain.addend(cpu, 0.0, Double.NaN, Double.NaN));
    assertEquals(true, FpPlain.addend(cpu, 3f, -1.5f, -4.5f));
    float least = Math.nextUp(Float.MIN_NORMAL);
    assertEquals(true, FpPlain.addend(cpu, 1f, least, least));
    assertEquals(false, FpPlain.addend(cpu, 1f, Float.MIN_NORMAL, Float.MIN_NORMAL));
    assertEquals(false, FpPlain.addend(cpu, 1e-30f, 1e-30f, 0f));
    assertEquals(true, FpPlain.addend(cpu, 0f, 3f, 0f));
    cpu.fpscr = 0;
    assertEquals(true, FpPlain.addend(cpu, 3, -1.5, -4.5));
    assertEquals(false, FpPlain.addend(cpu, 0.1, 0.1, 0.1 * 0.1));
    assertEquals(false, FpPlain.addend(cpu, 1e300, 1e300, Double.POSITIVE_INFINITY));
    assertEquals(true, FpPlain.addend(cpu, 3f, -1.5f, -4.5f));
    assertEquals(false, FpPlain.addend(cpu, 0.1f, 0.1f, 0.1f * 0.1f));
  }

  @Test
  void sumsWithInfinitiesAreNotPlain() {
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(false, FpPlain.sum(cpu, infinity, 1, infinity));
    assertEquals(false, FpPlain.difference(cpu, infinity, infinity, Double.NaN));
    assertEquals(false, FpPlain.sum(cpu, 1f, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY));
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
