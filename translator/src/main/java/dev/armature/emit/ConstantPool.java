package dev.armature.emit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/** Reads the constant pool of a unit's class file. */
final class ConstantPool {
  private static final int MAGIC = 0xcafe_babe;
  private static final int FIRST = 10;

  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int FLOAT = 4;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  /** What units use besides {@code dev.armature.machine}: no way to anything outside the JVM. */
  private static final Set<String> CLASSES =
      Set.of(
          "java/lang/Double",
          "java/lang/Float",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Math",
          "java/lang/Object",
          "[Ljava/lang/Object;",
          "java/lang/invoke/MethodHandles",
          "java/lang/invoke/MethodHandles$Lookup",
          Host.UNSAFE_CLASS);

  private static final String OURS = "dev/armature/machine/";

  private final ByteBuffer bytes;
  private final int[] offsets;
  private final BitSet classes = new BitSet();
  private int[] base = new int[16];
  private int bases;

  /** Throws a RuntimeException when it is no constant pool, or has constants that units lack. */
  private ConstantPool(byte[] file) {
    bytes = ByteBuffer.wrap(file);
    if (bytes.getInt(0) != MAGIC) {
      throw new IllegalArgumentException("no class file");
    }
    offsets = new int[bytes.getShort(8) & 0xffff];
    int at = FIRST;
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = at;
      switch (file[at]) {
        case UTF8 -> at += 3 + (bytes.getShort(at + 1) & 0xffff);
        case LONG -> {
          if ((bytes.getLong(at + 1) & Code.BASE_MARK_MASK) == Code.BASE_MARK) {
            addBase(at + 1);
          }
          at += 9;
          i++; // it takes two entries
        }
        case DOUBLE -> {
          at += 9;
          i++;
        }
        case CLASS -> {
          classes.set(i);
          at += 3;
        }
        case STRING -> at += 3;
        case INTEGER, FLOAT, FIELD, METHOD, NAME_AND_TYPE -> at += 5;
        default -> throw new IllegalArgumentException("constant of kind " + file[at]);
      }
    }
  }

  private void addBase(int at) {
    if (bases == base.length) {
      base = Arrays.copyOf(base, bases * 2);
    }
    base[bases++] = at;
  }

  private boolean isAllowed(int index, String self) {
    int name = offsets[bytes.getShort(offsets[index] + 1) & 0xffff];
    int length = bytes.getShort(name + 1) & 0xffff;
    var text = new String(bytes.array(), name + 3, length, StandardCharsets.ISO_8859_1);
    return text.startsWith(OURS) || text.equals(self) || CLASSES.contains(text);
  }

  /** Where the constants are that are relative to the guest's base. */
  static int[] baseOffsets(byte[] file) {
    var pool = new ConstantPool(file);
    return Arrays.copyOf(pool.base, pool.bases);
  }

  /**
   * Whether it is the class {@code self} and refers to no class but those that units use, and
   * whether the constants relative to the base are the given ones.
   */
  static boolean isUnit(byte[] file, String self, int[] baseOffsets) {
    try {
      var pool = new ConstantPool(file);
      for (int i = pool.classes.nextSetBit(0); i >= 0; i = pool.classes.nextSetBit(i + 1)) {
        if (!pool.isAllowed(i, self)) {
          return false;
        }
      }
      return Arrays.equals(baseOffsets, 0, baseOffsets.length, pool.base, 0, pool.bases);
    } catch (RuntimeException damaged) {
      return false;
    }
  }
}
