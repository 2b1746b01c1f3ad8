package dev.armature.decode;

/** How the operand fields of a row are put together. */
public enum Form {
  /** Nothing beyond plain register fields. */
  NONE,
  /** Field i, zero-extended and shifted left by K. */
  IMMEDIATE,
  /** A32 modified immediate: i is rotation and eight bits. */
  A32_IMMEDIATE,
  /** T32 modified immediate: i is i:imm3:imm8 (ARM ARM A6.3.2). */
  T32_IMMEDIATE,
  /** Register m. */
  REGISTER,
  /** Register m shifted by h in the way y. */
  SHIFT_IMMEDIATE,
  /** Register m shifted by register s in the way y. */
  SHIFT_REGISTER,
  /** Register m rotated right by 8 * o: the extend instructions. */
  ROTATE,
  /** Register m shifted by h, left when y is 0 and else arithmetically right: SSAT and USAT. */
  SAT,
  /** T32 MOVW and MOVT: j above i. */
  T32_MOVW,
  /** Base n, offset i shifted left by K, with P, U, W. */
  MEM_IMMEDIATE,
  /** Base n, offset m shifted by h in the way y, with P, U, W. */
  MEM_REGISTER,
  /** Branch displacement: i, signed, shifted left by K. */
  BRANCH,
  /** A32 BLX: i, signed, times 4, plus 2 * H. */
  BRANCH_BLX,
  /** T32 conditional branch: S:B:A:i (J2 is B, J1 is A), times 2. */
  BRANCH_T20,
  /** T32 branch and BL: S:I1:I2:i with I = NOT(J EOR S) (J1 is A, J2 is B), shifted left by K. */
  BRANCH_T24
}
