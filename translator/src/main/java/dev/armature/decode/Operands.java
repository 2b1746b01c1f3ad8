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

  /** VFPExpandImm for single precision. */
  static int fpImmediate32(int imm8) {
    int exponent = (imm8 & 0x40) != 0 ? 0x1f << 25 : 1 << 30;
    return imm8 >>> 7 << 31 | exponent | (imm8 & 0x3f) << 19;
  }

  /** VFPExpandImm for double precision. */
  static long fpImmediate64(int imm8) {
    long exponent = (imm8 & 0x40) != 0 ? 0xffL << 54 : 1L << 62;
    return (long) (imm8 >>> 7) << 63 | exponent | (imm8 & 0x3fL) << 48;
  }

  /** AdvSIMDExpandImm (ARM ARM A7.4.6) without the inversion of VMVN and VBIC. */
  static long vectorImmediate(int cmode, int op, int imm8) {
    long b = imm8;
    return switch (cmode >>> 1) {
      case 0, 1, 2, 3 -> (b << (8 * (cmode >>> 1))) * 0x0000_0001_0000_0001L;
      case 4, 5 -> (b << (8 * (cmode >>> 1 & 1))) * 0x0001_0001_0001_0001L;
      case 6 -> ((cmode & 1) == 0 ? b << 8 | 0xff : b << 16 | 0xffff) * 0x0000_0001_0000_0001L;
      default -> {
        if ((cmode & 1) != 0) {
          yield (fpImmediate32(imm8) & 0xffff_ffffL) * 0x0000_0001_0000_0001L;
        }
        yield op == 0 ? b * 0x0101_0101_0101_0101L : bytesOfBits(imm8);
      }
    };
  }

  private static long bytesOfBits(int imm8) {
    long result = 0;
    for (int i = 0; i < 8; i++) {
      if ((imm8 >>> i & 1) != 0) {
        result |= 0xffL << (8 * i);
      }
    }
    return result;
  }
}
