package dev.armature.decode;

/** How immediate and shift fields expand (ARM ARM A5.2.4, A6.3.2, A8.4.3). */
final class Operands {
  private Operands() {}

  /** Eight bits rotated right by twice the top four: carry is bit 31 unless the rotation is 0. */
  static Operand.Immediate a32Immediate(int imm12) {
    int rotation = imm12 >>> 8 << 1;
    int value = Integer.rotateRight(imm12 & 0xff, rotation);
    return new Operand.Immediate(value, rotation == 0 ? -1 : value >>> 31);
  }

  /** ThumbExpandImm_C. */
  static Operand.Immediate t32Immediate(int imm12) {
    int b = imm12 & 0xff;
    return switch (imm12 >>> 8) {
      case 0 -> new Operand.Immediate(b, -1);
      case 1 -> new Operand.Immediate(b << 16 | b, -1);
      case 2 -> new Operand.Immediate(b << 24 | b << 8, -1);
      case 3 -> new Operand.Immediate(b * 0x0101_0101, -1);
      default -> {
        int value = Integer.rotateRight(b | 0x80, imm12 >>> 7);
        yield new Operand.Immediate(value, value >>> 31);
      }
    };
  }

  /** DecodeImmShift: LSR and ASR #0 mean 32, ROR #0 means RRX. */
  static Operand.Register shifted(int rm, int type, int amount) {
    ShiftType shift = ShiftType.of(type);
    if (amount == 0) {
      return switch (shift) {
        case LSL -> new Operand.Register(rm, shift, 0);
        case LSR, ASR -> new Operand.Register(rm, shift, 32);
        case ROR, RRX -> new Operand.Register(rm, ShiftType.RRX, 1);
      };
    }
    return new Operand.Register(rm, shift, amount);
  }

  /** Displacement of T32 B.W and BL: {@code low} is imm10:imm11 as bytes. */
  static int thumbBranch(int s, int j1, int j2, int low) {
    int i1 = 1 ^ j1 ^ s;
    int i2 = 1 ^ j2 ^ s;
    return (-s << 24) + (i1 << 23) + (i2 << 22) + low;
  }
}
