package dev.armature.emit;

import org.objectweb.asm.Opcodes;

/**
 * How translated code touches host memory.
 *
 * <p>Inline {@code jdk.internal.misc.Unsafe} where java.base exports it to this module; calls of
 * {@code RawMemory} elsewhere, which mean the same and are slower in large methods, where HotSpot
 * stops inlining them.
 */
public enum Host {
  UNSAFE,
  SEGMENT;

  static final String UNSAFE_FIELD = "UNSAFE";
  static final String UNSAFE_CLASS = "jdk/internal/misc/Unsafe";
  static final String UNSAFE_TYPE = "L" + UNSAFE_CLASS + ";";
  private static final String RAW_MEMORY = "dev/armature/machine/RawMemory";

  /** What this JVM allows. */
  public static Host available() {
    return Object.class.getModule().isExported("jdk.internal.misc", Host.class.getModule())
        ? UNSAFE
        : SEGMENT;
  }

  /** Pushes what goes below the address. */
  void begin(Code code, String self) {
    if (this == UNSAFE) {
      // Not in a local: it would be one more value to keep, and no constant after OSR.
      code.field(new Code.Field(Opcodes.GETSTATIC, self, UNSAFE_FIELD, UNSAFE_TYPE));
      code.op(Opcodes.ACONST_NULL);
    }
  }

  /** Loads {@code what} ("Byte", "Char", "Short", "Int", "Long") from the address on the stack. */
  void load(Code code, String what) {
    code.method(
        this == UNSAFE
            ? new Code.Method(
                Opcodes.INVOKEVIRTUAL,
                UNSAFE_CLASS,
                "get" + what,
                "(Ljava/lang/Object;J)" + type(what))
            : new Code.Method(Opcodes.INVOKESTATIC, RAW_MEMORY, "get" + what, "(J)" + type(what)));
  }

  /** Stores the value on the stack to the address below it. */
  void store(Code code, String what) {
    code.method(
        this == UNSAFE
            ? new Code.Method(
                Opcodes.INVOKEVIRTUAL,
                UNSAFE_CLASS,
                "put" + what,
                "(Ljava/lang/Object;J" + type(what) + ")V")
            : new Code.Method(
                Opcodes.INVOKESTATIC, RAW_MEMORY, "put" + what, "(J" + type(what) + ")V"));
  }

  private static char type(String what) {
    return what.equals("Long") ? 'J' : what.charAt(0);
  }
}
