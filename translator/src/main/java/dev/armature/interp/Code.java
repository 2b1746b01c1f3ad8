package dev.armature.interp;

/**
 * The interpreter's own code: one {@code long} per operation, so that an operation is one array
 * load. Bits 7:0 operation, 15:8 {@code d}, 23:16 {@code a}, 31:24 {@code b}, 63:32 {@code imm}.
 * {@code d}, {@code a}, {@code b} are slots: 0..21 are the guest registers in {@link
 * dev.armature.ir.Reg} order, the rest temporaries. 64-bit values live in slots of their own.
 *
 * <p>The numbers are in the order of how often operations are executed: HotSpot's first compiler,
 * whose code runs most of a short program, tries the cases of a switch one after the other.
 *
 * <p>Operations with {@code _I} take {@code imm} in the place of {@code b}.
 */
final class Code {
  private Code() {}

  // Memory: address a + imm; stores take the value from b.
  static final int LOAD32 = 0;
  static final int MOV = 1;
  static final int MOV_I = 2;
  static final int STORE32 = 3;
  static final int ADD = 4;
  static final int ADD_I = 5;

  /** N, Z, C, V of d = a - b (CMP, SUBS). */
  static final int FLAGS_SUB = 6;

  static final int FLAGS_SUB_I = 7;

  /** N and Z of a. */
  static final int FLAGS_NZ = 8;

  // Ends with a constant: b is the target index; the exit of a branch that is not taken follows.
  static final int BRANCH_EQ_I = 9;
  static final int BRANCH_NE_I = 10;
  static final int SUB = 11;
  static final int SUB_I = 12;
  static final int AND = 13;
  static final int AND_I = 14;
  static final int SHL = 15;
  static final int SHL_I = 16;
  static final int SHR = 17;
  static final int SHR_I = 18;
  static final int LOAD8 = 19;

  // Inside the block: imm is the code index to go to.
  static final int GOTO_IF_ZERO = 20;
  static final int RETURN = 21;

  // Ends. imm is an index into the block's targets.
  static final int JUMP = 22;
  static final int JUMP_CALL = 23;
  static final int BRANCH_IF = 24;
  static final int BRANCH_LT_I = 25;
  static final int BRANCH_LE_I = 26;
  static final int ULE = 27;
  static final int NE = 28;

  /** d = a != 0 ? b : slot imm. */
  static final int SELECT = 29;

  /** N, Z, C, V of d = a + b (CMN, ADDS). */
  static final int FLAGS_ADD = 30;

  static final int FLAGS_ADD_I = 31;
  static final int OR = 32;
  static final int OR_I = 33;
  static final int XOR = 34;
  static final int XOR_I = 35;
  static final int BRANCH_ULT = 36;
  static final int BRANCH_EQ = 37;
  static final int BRANCH_NE = 38;
  static final int BRANCH_LE = 39;
  static final int BRANCH_LT = 40;
  static final int JUMP_INDIRECT = 41;
  static final int LOAD16 = 42;

  /** targets[imm + slot a] when slot a is below b unsigned, else the next operation. */
  static final int TABLE = 43;

  static final int STORE8 = 44;
  static final int ULT = 45;
  static final int EQ = 46;
  static final int LT = 47;
  static final int LE = 48;

  /** d = whether condition imm holds. */
  static final int COND = 49;

  static final int LOAD64 = 50;

  /** Calls the routine at imm in the block's call table; the result goes to d. */
  static final int CALL = 51;

  static final int OVERFLOW_SUB = 52;
  static final int STORE64 = 53;

  // VFP registers: imm is the index.
  static final int GET_X = 54;
  static final int PUT_X = 55;
  static final int ZEXT64 = 56;
  static final int HIGH = 57;
  static final int LOW = 58;
  static final int LOAD16S = 59;
  static final int MUL = 60;
  static final int SAR = 61;
  static final int SAR_I = 62;
  static final int ROR = 63;
  static final int ROR_I = 64;
  static final int NEG = 65;
  static final int NOT = 66;
  static final int CLZ = 67;
  static final int REV = 68;
  static final int RBIT = 69;
  static final int SEXT8 = 70;
  static final int SEXT16 = 71;
  static final int ZEXT8 = 72;
  static final int ZEXT16 = 73;

  /** d = carry of a + b, where slot imm is the sum. */
  static final int CARRY = 74;

  static final int OVERFLOW_ADD = 75;
  static final int MOV64 = 76;

  /** d = the constant in the pool at imm. */
  static final int CONST64 = 77;

  static final int ADD64 = 78;
  static final int SUB64 = 79;
  static final int MUL64 = 80;
  static final int AND64 = 81;
  static final int OR64 = 82;
  static final int XOR64 = 83;
  static final int NOT64 = 84;
  static final int SHL64 = 85;
  static final int SHR64 = 86;
  static final int SAR64 = 87;
  static final int SEXT64 = 88;
  static final int EQ64 = 89;
  static final int GET_W = 90;
  static final int PUT_W = 91;
  static final int LOAD8S = 92;
  static final int STORE16 = 93;
  static final int BRANCH_ULE = 94;

  /** SVC imm; goes on at target a, in the middle of an IT block when d, ITSTATE there, is not 0. */
  static final int SVC = 95;

  static final int UNDEFINED = 96;
  static final int BREAKPOINT = 97;
  static final int BRANCH_ULT_I = 98;
  static final int BRANCH_ULE_I = 99;

  /** Leaves for the location imm with ITSTATE d. */
  static final int LEAVE = 100;

  static long pack(int operation, int d, int a, int b, int imm) {
    return operation | (long) d << 8 | (long) a << 16 | (long) b << 24 | (long) imm << 32;
  }
}
