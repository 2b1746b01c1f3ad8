package dev.armature.decode;

/**
 * A decoded instruction: an encoding, the word it was found in, and its fields by name.
 *
 * <p>Fields the encoding does not have read as 0.
 */
public final class Insn {
  private final Encoding encoding;
  private final int word;
  private final int bits;
  private final int address;
  private final int condition;
  private final boolean thumb;
  private final int length;

  /**
   * @param bits the word the fields are taken from: {@code word}, except for Advanced SIMD in
   *     Thumb, where it is the A32 form
   */
  Insn(
      Encoding encoding,
      int word,
      int bits,
      int address,
      int condition,
      boolean thumb,
      int length) {
    this.encoding = encoding;
    this.word = word;
    this.bits = bits;
    this.address = address;
    this.condition = condition;
    this.thumb = thumb;
    this.length = length;
  }

  /** What it does. */
  public Operation operation() {
    return encoding.operation();
  }

  /** The row it matched. */
  public Encoding encoding() {
    return encoding;
  }

  /** As fetched: a word, a halfword, or hw1:hw2. */
  public int word() {
    return word;
  }

  public int address() {
    return address;
  }

  public boolean thumb() {
    return thumb;
  }

  /** The word the fields are taken from. */
  int bits() {
    return bits;
  }

  /** Bytes: 2 or 4. */
  public int length() {
    return length;
  }

  /** Address of the next instruction. */
  public int next() {
    return address + length;
  }

  /** What reading the PC gives: address + 8 in A32, + 4 in Thumb. */
  public int pc() {
    return address + (thumb ? 4 : 8);
  }

  /** The condition of the encoding itself, 0..14; 14 (always) where IT decides. */
  public int condition() {
    return condition;
  }

  public int rd() {
    return field('d');
  }

  public int rn() {
    return field('n');
  }

  public int rm() {
    return field('m');
  }

  public int rs() {
    return field('s');
  }

  public int ra() {
    return field('a');
  }

  public int rt() {
    return field('t');
  }

  /** Second transfer register; in A32 the one after Rt. */
  public int rt2() {
    return encoding.has('u') ? field('u') : field('t') + 1 & 15;
  }

  /** Destination of the low word of a long multiplication. */
  public int rdLo() {
    return field('L');
  }

  /** Destination of the high word of a long multiplication. */
  public int rdHi() {
    return field('H');
  }

  /** Whether the flags are set, given whether it stands in an IT block. */
  public boolean setsFlags(boolean inItBlock) {
    int s = field('S');
    return s == 1 || (s == 2 && !inItBlock);
  }

  /** Registers of LDM, STM, PUSH and POP as a mask of 16 bits. */
  public int registerList() {
    return field('r') | field('J') << 14 | field('G') << 15;
  }

  /** Whether LDM or STM writes its base back: T16 LDM does unless it loads the base. */
  public boolean writesBack() {
    int w = field('W');
    return w == 1 || (w == 2 && (registerList() >>> rn() & 1) == 0);
  }

  /** A field of the row by its letter; 0 when the row has no such field. */
  public int field(char letter) {
    return encoding.field(bits, letter);
  }

  /** Whether a one-bit field is set. */
  public boolean flag(char letter) {
    return field(letter) != 0;
  }

  /** Whether the scalar floating-point operation is in double precision. */
  public boolean isDouble() {
    return flag('F');
  }

  /** Destination as a VFP register number: s0..s31 or d0..d31 as the precision of the result is. */
  public int fd() {
    return encoding.has('e') ? single(field('e')) : isDouble() ? dd() : sd();
  }

  /** First operand as a VFP register number, see {@link #fd}. */
  public int fn() {
    return isDouble() ? dn() : field('n') << 1 | field('N');
  }

  /** Second operand as a VFP register number, see {@link #fd}. */
  public int fm() {
    return encoding.has('f') ? single(field('f')) : isDouble() ? dm() : sm();
  }

  private static int single(int topBitThenRest) {
    return (topBitThenRest & 15) << 1 | topBitThenRest >>> 4;
  }

  private int sd() {
    return field('d') << 1 | field('D');
  }

  private int sm() {
    return field('m') << 1 | field('M');
  }

  /** D:Vd, a doubleword register; of a quadword the number of its low half. */
  public int dd() {
    return field('D') << 4 | field('d');
  }

  /** N:Vn. */
  public int dn() {
    return field('N') << 4 | field('n');
  }

  /** M:Vm. */
  public int dm() {
    return field('M') << 4 | field('m');
  }

  /** The same scalar floating-point instruction with other registers, see {@link #fd}. */
  public Insn withRegisters(int d, int n, int m) {
    int other = bits;
    if (encoding.has('D')) {
      other = withRegister(other, d, 12, 22);
    }
    if (encoding.has('N')) {
      other = withRegister(other, n, 16, 7);
    }
    if (encoding.has('M')) {
      other = withRegister(other, m, 0, 5);
    }
    return new Insn(encoding, word, other, address, condition, thumb, length);
  }

  private int withRegister(int from, int register, int four, int one) {
    int rest = from & ~(15 << four | 1 << one);
    return isDouble()
        ? rest | (register & 15) << four | register >>> 4 << one
        : rest | register >>> 1 << four | (register & 1) << one;
  }

  /** Number of registers of VLDM and VSTM. */
  public int registerCount() {
    return isDouble() ? field('i') >>> 1 : field('i');
  }

  /** Fraction bits of a fixed-point conversion. */
  public int fractionBits() {
    int size = flag('x') ? 32 : 16;
    return size - (field('i') << 1 | field('j'));
  }

  /** Lane of a vector register. */
  public int lane() {
    return field('x');
  }

  /** Bits of a vector element. */
  public int elementBits() {
    return 8 << field('z');
  }

  /** Shift amount of an Advanced SIMD right shift by an immediate, or of a conversion. */
  public int rightShift() {
    return elementBits() - field('i');
  }

  /**
   * Alignment in bytes that an Advanced SIMD element or structure access asks for; 0 when it asks
   * for none. An address that lacks it is an alignment fault.
   */
  public int alignment() {
    int a = field('a');
    if (a == 0) {
      return 0;
    }
    return switch (operation()) {
      case VLD1_LANE, VST1_LANE, VLD1_ALL -> 1 << field('z');
      case VLD2_LANE, VST2_LANE, VLD2_ALL -> 2 << field('z');
      case VLD4_LANE, VST4_LANE -> field('z') == 2 ? 4 << a : 4 << field('z');
      case VLD4_ALL -> a == 2 ? 16 : Math.min(4 << field('z'), 8);
      default -> 4 << a;
    };
  }

  /** The constant of VMOV_IMM as bits of a float or double (VFPExpandImm). */
  public long fpImmediate() {
    return isDouble()
        ? Operands.fpImmediate64(field('i'))
        : Operands.fpImmediate32(field('i')) & 0xffff_ffffL;
  }

  /** The constant of an Advanced SIMD modified immediate, for one doubleword, before negation. */
  public long vectorImmediate() {
    return Operands.vectorImmediate(field('k'), field('o'), field('i'));
  }

  /** The flexible operand, or the offset of a load or store. */
  public Operand operand() {
    return switch (encoding.form()) {
      case A32_IMMEDIATE -> Operands.a32Immediate(field('i'));
      case T32_IMMEDIATE -> Operands.t32Immediate(field('i'));
      case IMMEDIATE, MEM_IMMEDIATE -> new Operand.Immediate(field('i') << field('K'), -1);
      case SHIFT_IMMEDIATE, MEM_REGISTER -> Operands.shifted(rm(), field('y'), field('h'));
      case SAT -> Operands.shifted(rm(), field('y') << 1, field('h'));
      case REGISTER -> new Operand.Register(rm(), ShiftType.LSL, 0);
      case ROTATE ->
          field('o') == 0
              ? new Operand.Register(rm(), ShiftType.LSL, 0)
              : new Operand.Register(rm(), ShiftType.ROR, 8 * field('o'));
      case SHIFT_REGISTER ->
          new Operand.ShiftedByRegister(rm(), ShiftType.of(field('y')), field('s'));
      case NONE, T32_MOVW, BRANCH, BRANCH_BLX, BRANCH_T20, BRANCH_T24 ->
          throw new IllegalStateException("no operand: " + encoding);
    };
  }

  /** The address of a load or store. */
  public MemoryOperand memory() {
    boolean preIndexed = flag('P');
    return new MemoryOperand(rn(), operand(), flag('U'), preIndexed, !preIndexed || flag('W'));
  }

  /** The immediate: of a branch its displacement in bytes from {@link #pc()}, else unsigned. */
  public int immediate() {
    int i = field('i');
    return switch (encoding.form()) {
      case BRANCH -> {
        int unused = 32 - encoding.fieldWidth('i');
        yield i << unused >> unused << field('K');
      }
      case BRANCH_BLX -> (i << 8 >> 6) + 2 * field('H');
      case BRANCH_T20 -> (-field('S') << 20) + (field('B') << 19) + (field('A') << 18) + 2 * i;
      case BRANCH_T24 -> Operands.thumbBranch(field('S'), field('A'), field('B'), i << field('K'));
      case A32_IMMEDIATE -> Operands.a32Immediate(i).value();
      case T32_IMMEDIATE -> Operands.t32Immediate(i).value();
      case T32_MOVW -> field('j') << 12 | i;
      case NONE,
          SAT,
          IMMEDIATE,
          REGISTER,
          SHIFT_IMMEDIATE,
          SHIFT_REGISTER,
          ROTATE,
          MEM_IMMEDIATE,
          MEM_REGISTER ->
          i << field('K');
    };
  }

  /** Where a branch goes: its displacement added to the PC, aligned when it changes to A32. */
  public int target() {
    int base = operation() == Operation.BLX_IMM && thumb ? pc() & ~3 : pc();
    return base + immediate();
  }

  @Override
  public String toString() {
    return "%08x: %s".formatted(address, Disassembler.text(this));
  }
}
