package dev.armature.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Parked flags are the same flags, in whatever form they were left and on top of whatever. */
class LazyFlagsTest {
  private static final int NZCV = 0xf000_0000;
  private static final int[] OPERANDS = {
    0, 1, 2, -1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x1234_5678
  };

  private final CpuState cpu = new CpuState();

  private int flags() {
    return cpu.cpsr() & NZCV;
  }

  private static int nz(int result) {
    return (result & 0x8000_0000) | (result == 0 ? 0x4000_0000 : 0);
  }

  private static int cv(long signed, boolean carry) {
    return (carry ? 0x2000_0000 : 0) | (signed != (int) signed ? 0x1000_0000 : 0);
  }

  private static int sub(int a, int b) {
    return nz(a - b) | cv((long) a - b, Integer.compareUnsigned(a, b) >= 0);
  }

  private static int add(int a, int b) {
    long sum = (a & 0xffff_ffffL) + (b & 0xffff_ffffL);
    return nz(a + b) | cv((long) a + b, sum > 0xffff_ffffL);
  }

  private void park(int form, int a, int b, int n, int z, int c, int v) {
    LazyFlags.park(cpu, form, a, b, n, z, c, v);
  }

  @Test
  void operandsGiveTheirFlags() {
    for (int a : OPERANDS) {
      for (int b : OPERANDS) {
        park(LazyFlags.SUB, a, b, 0, 0, 0, 0);
        assertEquals(sub(a, b), flags(), "%x - %x".formatted(a, b));
        park(LazyFlags.ADD, a, b, 0, 0, 0, 0);
        assertEquals(add(a, b), flags(), "%x + %x".formatted(a, b));
      }
    }
  }

  @Test
  void givenNAndZStandOnTopOfOperands() {
    park(LazyFlags.SUB | LazyFlags.NZ_GIVEN, 5, 3, -1, 7, 0, 0);
    assertEquals(0x8000_0000 | sub(5, 3) & 0x3000_0000, flags());
    park(LazyFlags.ADD | LazyFlags.NZ_GIVEN, -1, 1, 3, 0, 0, 0);
    assertEquals(0x4000_0000 | add(-1, 1) & 0x3000_0000, flags());
  }

  @Test
  void givenNAndZLeaveTheParkedRest() {
    for (int a : OPERANDS) {
      park(LazyFlags.SUB, a, 2, 0, 0, 0, 0);
      park(LazyFlags.CLEAN | LazyFlags.NZ_GIVEN, 0, 0, -1, 1, 0, 0);
      assertEquals(0x8000_0000 | sub(a, 2) & 0x3000_0000, flags());
      assertEquals(0x8000_0000 | sub(a, 2) & 0x3000_0000, flags(), "once settled");
    }
  }

  @Test
  void valuesAreTheFlags() {
    park(LazyFlags.SUB, 1, 2, 0, 0, 0, 0);
    park(LazyFlags.EAGER | LazyFlags.NZ_GIVEN, 9, 9, 1, 0, 1, -1);
    assertEquals(0x7000_0000, flags());
  }

  @Test
  void cleanFlagsStayParked() {
    park(LazyFlags.SUB, 1, 2, 0, 0, 0, 0);
    park(LazyFlags.CLEAN, 7, 8, 0, 0, 0, 0);
    assertEquals(sub(1, 2), flags());
  }

  @Test
  void whoReadsFlagsOfTheCpuStateGetsParkedOnes() {
    park(LazyFlags.SUB, 3, 3, 0, 0, 0, 0);
    assertEquals(0, LazyFlags.zero(cpu, LazyFlags.CLEAN, 0, 0, 1));
    park(LazyFlags.SUB, 3, 3, 0, 0, 0, 0);
    assertEquals(1, LazyFlags.carry(cpu, LazyFlags.CLEAN | LazyFlags.NZ_GIVEN, 0, 0, 0));
  }

  @Test
  void forkCopiesParkedFlagsAndSettingFlagsForgetsThem() {
    park(LazyFlags.SUB, 1, 2, 0, 0, 0, 0);
    var child = new CpuState();
    child.copyFrom(cpu);
    assertEquals(sub(1, 2), child.cpsr() & NZCV);
    cpu.setFlags(0x2000_0000);
    assertEquals(0x2000_0000, flags());
  }
}
