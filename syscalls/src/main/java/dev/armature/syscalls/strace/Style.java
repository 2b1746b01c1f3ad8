package dev.armature.syscalls.strace;

/**
 * How values look.
 *
 * @param stringLimit bytes shown of a string ({@code -s})
 * @param hexStrings when strings are written in hexadecimal ({@code -x}, {@code -xx})
 * @param constants how constants are written ({@code -X})
 * @param argumentNames whether arguments have names ({@code -N})
 */
record Style(int stringLimit, HexStrings hexStrings, Constants constants, boolean argumentNames) {
  /** When strings are written in hexadecimal. */
  enum HexStrings {
    NEVER,
    /** Hexadecimal instead of octal escapes. */
    ESCAPES,
    /** Strings with a byte that is not ASCII. */
    NON_ASCII,
    ALL
  }

  /** How named constants are written. */
  enum Constants {
    RAW,
    ABBREV,
    VERBOSE
  }

  /** The same with constants by their names. */
  Style abbreviated() {
    return constants == Constants.ABBREV
        ? this
        : new Style(stringLimit, hexStrings, Constants.ABBREV, argumentNames);
  }
}
