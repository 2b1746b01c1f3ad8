package dev.armature.emit;

import org.objectweb.asm.Opcodes;

/** The JDK's methods that move bits between types; HotSpot knows them all. */
final class Bits {
  static final Code.Method LONG_TO_DOUBLE = method("Double", "longBitsToDouble", "(J)D");
  static final Code.Method DOUBLE_TO_LONG = method("Double", "doubleToRawLongBits", "(D)J");
  static final Code.Method INT_TO_FLOAT = method("Float", "intBitsToFloat", "(I)F");
  static final Code.Method FLOAT_TO_INT = method("Float", "floatToRawIntBits", "(F)I");
  static final Code.Method ROTATE_RIGHT = method("Integer", "rotateRight", "(II)I");
  static final Code.Method LEADING_ZEROS = method("Integer", "numberOfLeadingZeros", "(I)I");
  static final Code.Method REVERSE_BYTES = method("Integer", "reverseBytes", "(I)I");
  static final Code.Method REVERSE = method("Integer", "reverse", "(I)I");
  static final Code.Method COMPARE_UNSIGNED = method("Integer", "compareUnsigned", "(II)I");

  static final Code.Method MAX = method("Math", "max", "(II)I");

  /**
   * Added to both sides it makes a signed comparison an unsigned one. HotSpot's C2 knows that as
   * well as Integer.compareUnsigned, which is a call, and another in it, until C2's code is there.
   * But not where a side is a sum with a constant already.
   */
  static final int FLIP = Integer.MIN_VALUE;

  private Bits() {}

  /** Makes the number on the stack one side of an unsigned comparison. */
  static void flip(Code code) {
    code.push(FLIP);
    code.op(Opcodes.IADD);
  }

  private static Code.Method method(String owner, String name, String descriptor) {
    return new Code.Method(Opcodes.INVOKESTATIC, "java/lang/" + owner, name, descriptor);
  }
}
