package dev.armature.decode;

/** How a register operand is shifted (ARM ARM A8.4.1). The first four are in encoding order. */
public enum ShiftType {
  LSL,
  LSR,
  ASR,
  ROR,
  /** Rotate right by one through the carry flag: the encoding of ROR #0. */
  RRX;

  private static final ShiftType[] BY_BITS = values();

  /** The type for the two-bit {@code type} field, before ROR #0 is told apart. */
  static ShiftType of(int bits) {
    return BY_BITS[bits & 3];
  }
}
