package dev.armature.interp;

/**
 * The interpreter's own code: two {@code int} per operation. The first one: bits 7:0 operation,
 * 15:8 {@code d}, 23:16 {@code b}, 31:24 {@code a}. The second is {@code imm}. {@code d}, {@code
 * a}, {@code b} are slots: 0..21 are the guest registers in {@link dev.armature.ir.Reg} order, the
 * rest temporaries. 64-bit values live in slots of their own.
 *
 * <p>Not one {@code long}: to shift that by 32 takes HotSpot's first compiler four instructions and
 * the one register that shifts go by.
 *
 * <p>The numbers are in the order of how often operations are executed, in groups: HotSpot's first
 * compiler, whose code runs most of a short program, tries the cases of a switch one after the
 * other.
 *
 * <p>Operations with {@code _I} take {@code imm} in the place of {@code b}. Loads and stores access
 * a + imm; stores take the value from b. Ends of blocks name an index into the block's targets, as
 * {@code imm}, with {@code _I} as {@code b}; the exit of a branch that is not taken follows it.
 */
final class Code {
  private Code() {}

  static final int LOAD32 = 0;
  static final int MOV_I = 1;
  static final int MOV = 2;
  static final int STORE32 = 3;
  static final int ADD_I = 4;
  static final int FLAGS_SUB_I = 5;
  static final int ADD = 6;
  static final int AND_I = 7;

  /** The operations below are seven in ten of all that are executed. */
  static final int OFTEN = 8;

  static final int BRANCH_EQ_I = 8;
  static final int BRANCH_NE_I = 9;
  static final int SHL_I = 10;

  /** N and Z of a. */
  static final int FLAGS_NZ = 11;

  static final int SHR_I = 12;

  /** N, Z, C, V of d = a - b (CMP, SUBS). */
  static final int FLAGS_SUB = 13;

  static final int SUB_I = 14;
  static final int LOAD8 = 15;
  static final int JUMP_CALL = 16;
  static final int JUMP = 17;
  static final int RETURN = 18;

  /** d = a != 0 ? b : slot imm. */
  static final int SELECT = 19;

  /** Those from {@link #OFTEN} on, below this, are two in ten. */
  static final int SOMETIMES = 20;

  static final int FLAGS_ADD_I = 20;
  static final int BRANCH_LT_I = 21;
  static final int XOR = 22;
  static final int OR = 23;
  static final int BRANCH_EQ = 24;
  static final int BRANCH_NE = 25;
  static final int JUMP_INDIRECT = 26;
  static final int BRANCH_LE = 27;
  static final int BRANCH_ULT = 28;
  static final int HIGH = 29;
  static final int LOW = 30;
  static final int SUB = 31;

  /** Goes to the operation at imm, inside the block, when a is 0. */
  static final int GOTO_IF_ZERO = 32;

  static final int NE = 33;
  static final int LOAD16 = 34;
  static final int ZEXT64 = 35;

  /** Those from {@link #SOMETIMES} on, below this, are six in a hundred. */
  static final int SELDOM = 36;

  static final int BRANCH_IF = 36;
  static final int ULE = 37;
  static final int OVERFLOW_SUB = 38;
  static final int BRANCH_LT = 39;
  static final int ULT = 40;
  static final int SHL64 = 41;
  static final int OR64 = 42;
  static final int BRANCH_LE_I = 43;
  static final int STORE8 = 44;
  static final int EQ = 45;
  static final int AND = 46;
  static final int OR_I = 47;

  /** targets[imm + slot a] when slot a is below b unsigned, else the next operation. */
  static final int TABLE = 48;

  static final int LT = 49;
  static final int OVERFLOW_ADD = 50;
  static final int MUL = 51;
  static final int BRANCH_ULE_I = 52;
  static final int STORE16 = 53;
  static final int LE = 54;
  static final int SAR_I = 55;

  /** N, Z, C, V of d = a + b (CMN, ADDS). */
  static final int FLAGS_ADD = 56;

  static final int BRANCH_ULE = 57;
  static final int XOR_I = 58;
  static final int BRANCH_ULT_I = 59;

  /**
   * From here on operations are not in the interpreter's inner loop: rare, or they call something.
   */
  static final int RARELY = 60;

  /** d = whether condition imm holds. */
  static final int COND = 60;

  static final int LOAD64 = 61;

  /** Calls the routine at imm in the block's call table; the result goes to d. */
  static final int CALL = 62;

  static final int STORE64 = 63;

  // VFP registers: imm is the index.
  static final int GET_X = 64;
  static final int PUT_X = 65;
  static final int GET_W = 66;
  static final int PUT_W = 67;
  static final int LOAD8S = 68;
  static final int LOAD16S = 69;
  static final int SHL = 70;
  static final int SHR = 71;
  static final int SAR = 72;
  static final int ROR = 73;
  static final int ROR_I = 74;
  static final int NEG = 75;
  static final int NOT = 76;
  static final int CLZ = 77;
  static final int REV = 78;
  static final int RBIT = 79;
  static final int SEXT8 = 80;
  static final int SEXT16 = 81;
  static final int ZEXT8 = 82;
  static final int ZEXT16 = 83;

  /** d = carry of a + b, where slot imm is the sum. */
  static final int CARRY = 84;

  static final int MOV64 = 85;

  /** d = the constant in the pool at imm. */
  static final int CONST64 = 86;

  static final int ADD64 = 87;
  static final int SUB64 = 88;
  static final int MUL64 = 89;
  static final int AND64 = 90;
  static final int XOR64 = 91;
  static final int NOT64 = 92;
  static final int SHR64 = 93;
  static final int SAR64 = 94;
  static final int SEXT64 = 95;
  static final int EQ64 = 96;

  /** SVC imm; goes on at target a, in the middle of an IT block when d, ITSTATE there, is not 0. */
  static final int SVC = 97;

  static final int UNDEFINED = 98;
  static final int BREAKPOINT = 99;

  /** Leaves for the location imm with ITSTATE d. */
  static final int LEAVE = 100;

  /** Values of an operation's code. */
  static final int SIZE = 2;

  /** The first value of an operation. */
  static int pack(int operation, int d, int a, int b) {
    return operation | d << 8 | b << 16 | a << 24;
  }

  static int d(int word) {
    return word >>> 8 & 0xff;
  }

  static int a(int word) {
    return word >>> 24;
  }

  static int b(int word) {
    return word >>> 16 & 0xff;
  }
}
