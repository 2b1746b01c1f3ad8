package dev.armature.emit;

import dev.armature.machine.LazyFlags;

/**
 * Sets of the forms ({@link LazyFlags}) that a unit's flags may be in at a place, one bit for each:
 * what is known about them there. Where it is one form only, what is done with the flags is known
 * when the unit is made.
 */
final class FlagForms {
  /** Only in the CPU state. */
  static final int CLEAN = 1 << LazyFlags.CLEAN;

  /** Only those of a subtraction whose operands are kept. */
  static final int SUB = 1 << LazyFlags.SUB;

  /** Only those of an addition whose operands are kept. */
  static final int ADD = 1 << LazyFlags.ADD;

  /** Only four values. */
  static final int VALUES = 1 << (LazyFlags.EAGER | LazyFlags.NZ_GIVEN);

  /** The bits of the forms without given N and Z; theirs are this many to the left. */
  private static final int WITHOUT_NZ = (1 << LazyFlags.NZ_GIVEN) - 1;

  private FlagForms() {}

  /** The forms once N and Z are given and C and V are as before. */
  static int withNz(int forms) {
    return (forms & WITHOUT_NZ) << LazyFlags.NZ_GIVEN | forms & ~WITHOUT_NZ;
  }

  /** Whether the flags are those of an addition or subtraction in any case. */
  static boolean areOperands(int forms) {
    return (forms & ~(SUB | ADD)) == 0;
  }
}
