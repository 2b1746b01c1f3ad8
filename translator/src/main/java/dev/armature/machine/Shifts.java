package dev.armature.machine;

/**
 * Shifts by a register amount of 0..255 and their carry-out (ARM ARM A2.2.1, Shift_C). The carry
 * routines take the carry-in, which a shift by zero passes through.
 */
public final class Shifts {
  private Shifts() {}

  public static int lsl(int value, int amount) {
    return amount > 31 ? 0 : value << amount;
  }

  public static int lsr(int value, int amount) {
    return amount > 31 ? 0 : value >>> amount;
  }

  public static int asr(int value, int amount) {
    return value >> Math.min(amount, 31);
  }

  public static int lslCarry(int value, int amount, int carry) {
    if (amount == 0) {
      return carry;
    }
    return amount > 32 ? 0 : value >>> (32 - amount) & 1;
  }

  public static int lsrCarry(int value, int amount, int carry) {
    if (amount == 0) {
      return carry;
    }
    return amount > 32 ? 0 : value >>> (amount - 1) & 1;
  }

  public static int asrCarry(int value, int amount, int carry) {
    return amount == 0 ? carry : value >> Math.min(amount - 1, 31) & 1;
  }

  public static int rorCarry(int value, int amount, int carry) {
    return amount == 0 ? carry : value >>> (amount - 1 & 31) & 1;
  }
}
