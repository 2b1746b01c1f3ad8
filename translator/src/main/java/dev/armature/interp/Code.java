package dev.armature.interp;

/**
 * The interpreter's own code: one {@code long} per operation, so that an operation is one array
 * load. Bits 7:0 operation, 15:8 {@code d}, 23:16 {@code a}, 31:24 {@code b}, 63:32 {@code imm}.
 * {@code d}, {@code a}, {@code b} are slots: 0..21 are the guest registers in {@link
 * dev.armature.ir.Reg} order, the rest temporaries. 64-bit values live in slots of their own.
 *
 * <p>Operations with {@code _I} take {@code imm} in the place of {@code b}.
 */
final class Code {
  private Code() {}

  static final int MOV = 0;
  static final int MOV_I = 1;
  static final int ADD = 2;
  static final int ADD_I = 3;
  static final int SUB = 4;
  static final int SUB_I = 5;
  static final int MUL = 6;
  static final int AND = 7;
  static final int AND_I = 8;
  static final int OR = 9;
  static final int OR_I = 10;
  static final int XOR = 11;
  static final int XOR_I = 12;
  static final int SHL = 13;
  static final int SHL_I = 14;
  static final int SHR = 15;
  static final int SHR_I = 16;
  static final int SAR = 17;
  static final int SAR_I = 18;
  static final int ROR = 19;
  static final int ROR_I = 20;
  static final int NEG = 21;
  static final int NOT = 22;
  static final int CLZ = 23;
  static final int REV = 24;
  static final int RBIT = 25;
  static final int SEXT8 = 26;
  static final int SEXT16 = 27;
  static final int ZEXT8 = 28;
  static final int ZEXT16 = 29;
  static final int EQ = 30;
  static final int NE = 31;
  static final int LT = 32;
  static final int LE = 33;
  static final int ULT = 34;
  static final int ULE = 35;

  /** d = a != 0 ? b : slot imm. */
  static final int SELECT = 36;

  /** d = carry of a + b, where slot imm is the sum. */
  static final int CARRY = 37;

  static final int OVERFLOW_ADD = 38;
  static final int OVERFLOW_SUB = 39;

  /** d = whether condition imm holds. */
  static final int COND = 40;

  /** N, Z, C, V of d = a - b (CMP, SUBS). */
  static final int FLAGS_SUB = 41;

  static final int FLAGS_SUB_I = 42;

  /** N, Z, C, V of d = a + b (CMN, ADDS). */
  static final int FLAGS_ADD = 43;

  static final int FLAGS_ADD_I = 44;

  /** N and Z of a. */
  static final int FLAGS_NZ = 45;

  // 64-bit: operands are wide slots where the IR type is wide.
  static final int MOV64 = 46;

  /** d = the constant in the pool at imm. */
  static final int CONST64 = 47;

  static final int ADD64 = 48;
  static final int SUB64 = 49;
  static final int MUL64 = 50;
  static final int AND64 = 51;
  static final int OR64 = 52;
  static final int XOR64 = 53;
  static final int NOT64 = 54;
  static final int SHL64 = 55;
  static final int SHR64 = 56;
  static final int SAR64 = 57;
  static final int SEXT64 = 58;
  static final int ZEXT64 = 59;
  static final int LOW = 60;
  static final int HIGH = 61;
  static final int EQ64 = 62;

  // VFP registers: imm is the index.
  static final int GET_W = 63;
  static final int PUT_W = 64;
  static final int GET_X = 65;
  static final int PUT_X = 66;

  // Memory: address a + imm; stores take the value from b.
  static final int LOAD8 = 67;
  static final int LOAD8S = 68;
  static final int LOAD16 = 69;
  static final int LOAD16S = 70;
  static final int LOAD32 = 71;
  static final int LOAD64 = 72;
  static final int STORE8 = 73;
  static final int STORE16 = 74;
  static final int STORE32 = 75;
  static final int STORE64 = 76;

  /** Calls the routine at imm in the block's call table; the result goes to d. */
  static final int CALL = 77;

  // Inside the block: imm is the code index to go to.
  static final int GOTO_IF_ZERO = 78;

  // Ends. imm is an index into the block's targets; the exit of a branch that is not taken follows.
  static final int JUMP = 79;
  static final int BRANCH_IF = 80;
  static final int BRANCH_EQ = 81;
  static final int BRANCH_NE = 82;
  static final int BRANCH_LT = 83;
  static final int BRANCH_LE = 84;
  static final int BRANCH_ULT = 85;
  static final int BRANCH_ULE = 86;
  static final int JUMP_CALL = 87;
  static final int JUMP_INDIRECT = 88;
  static final int RETURN = 89;

  /** targets[imm + slot a] when slot a is below b unsigned, else the next operation. */
  static final int TABLE = 90;

  /** SVC imm; goes on at target a, in the middle of an IT block when d, ITSTATE there, is not 0. */
  static final int SVC = 91;

  static final int UNDEFINED = 92;
  static final int BREAKPOINT = 93;

  /** CMP + branch on equal to a constant: b is the target index. */
  static final int BRANCH_EQ_I = 94;

  static final int BRANCH_NE_I = 95;
  static final int BRANCH_LT_I = 96;
  static final int BRANCH_LE_I = 97;
  static final int BRANCH_ULT_I = 98;
  static final int BRANCH_ULE_I = 99;

  /** Leaves for the location imm with ITSTATE d. */
  static final int LEAVE = 100;

  static long pack(int operation, int d, int a, int b, int imm) {
    return operation | (long) d << 8 | (long) a << 16 | (long) b << 24 | (long) imm << 32;
  }
}
