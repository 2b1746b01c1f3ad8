package dev.armature.decode;

/** The flexible second operand of data processing and the offset of loads and stores. */
public sealed interface Operand {
  /**
   * A constant.
   *
   * @param value the value, expanded
   * @param carry carry out of the expansion: 0 or 1, -1 when C is left as it was
   */
  record Immediate(int value, int carry) implements Operand {}

  /**
   * A register shifted by a constant.
   *
   * @param amount 0..31 for LSL, 1..32 for LSR and ASR, 1..31 for ROR, 1 for RRX
   */
  record Register(int rm, ShiftType type, int amount) implements Operand {}

  /** A register shifted by the bottom byte of another. */
  record ShiftedByRegister(int rm, ShiftType type, int rs) implements Operand {}
}
