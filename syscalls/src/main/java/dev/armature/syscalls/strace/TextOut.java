package dev.armature.syscalls.strace;

import dev.armature.syscalls.strace.Style.Constants;
import dev.armature.syscalls.strace.Style.HexStrings;
import java.nio.charset.StandardCharsets;

/** Prints as strace does. */
final class TextOut extends Out {
  /** What the kernel puts behind the name of a file without a name. */
  private static final String DELETED = " (deleted)";

  /** Nothing was written since the last opening bracket, so no comma is due. */
  private boolean fresh = true;

  TextOut(Text text, Style style) {
    super(text, style);
  }

  /** Starts a new call. */
  void reset() {
    fresh = true;
  }

  private void comma() {
    if (!fresh) {
      text.add(", ");
    }
    fresh = false;
  }

  @Override
  void argument(String name) {
    comma();
    if (style.argumentNames()) {
      text.add(name).add('=');
    }
  }

  @Override
  void separate() {
    if (!fresh) {
      text.add(", ");
      fresh = true;
    }
  }

  @Override
  void label(String name) {
    if (!style.argumentNames()) {
      text.add(name).add('=');
    }
  }

  @Override
  void decimal(long value) {
    text.decimal(value);
  }

  @Override
  void unsigned(long value) {
    text.unsigned(value);
  }

  @Override
  void hex(long value) {
    text.hex(value);
  }

  @Override
  void octal(long value) {
    text.octal(value);
  }

  @Override
  void permissions(int value) {
    if (value < 0100 && value >= 0) {
      text.add('0');
      if (value < 010) {
        text.add('0');
      }
      text.add(Integer.toOctalString(value));
    } else {
      text.octal(value & 0xffff_ffffL);
    }
  }

  @Override
  void address(int value) {
    if (value == 0) {
      text.add("NULL");
    } else {
      text.add("0x").hexDigits(value & 0xffff_ffffL);
    }
  }

  @Override
  void named(Xlat table, long value) {
    String name = style.constants() == Constants.RAW ? null : table.name(value);
    if (style.constants() == Constants.ABBREV && name != null) {
      text.add(name);
      return;
    }
    text.hex(value);
    if (style.constants() != Constants.RAW) {
      text.add(" /* ").add(name == null ? table.unknown() : name).add(" */");
    }
  }

  @Override
  void flagsAfter(Xlat kinds, long kind, Xlat table, long value) {
    boolean apart = !table.unknown().isEmpty() && table != ProcessFlags.MAP;
    if (style.constants() == Constants.RAW) {
      if (apart && value != 0) {
        text.hex(kind).add('|').hex(value);
      } else {
        text.hex(kind | value);
      }
      return;
    }
    if (style.constants() == Constants.VERBOSE && apart) {
      named(kinds, kind);
      if (value != 0) {
        text.add('|');
        flags(table, value);
      }
      return;
    }
    boolean verbose = style.constants() == Constants.VERBOSE;
    if (verbose) {
      text.hex(kind | value).add(" /* ");
    }
    String name = kinds.name(kind);
    if (name != null) {
      text.add(name);
    } else {
      text.hex(kind);
    }
    if (value != 0) {
      text.add('|');
      names(table, value, !verbose);
    }
    if (verbose) {
      text.add(" */");
    }
  }

  @Override
  void flagsBefore(Xlat table, long value, String name, long low) {
    if (style.constants() == Constants.RAW) {
      text.hex(value | low);
      return;
    }
    flags(table, value);
    if (name != null) {
      text.add('|').add(name);
    } else if (low != 0) {
      text.add('|').decimal(low);
    }
  }

  /**
   * The names of what is set, joined.
   *
   * @param comment whether the value is still to be told when nothing has a name
   */
  private void names(Xlat table, long value, boolean comment) {
    int start = text.length();
    long left = value;
    for (int i = 0; i < table.size(); i++) {
      long bits = table.valueAt(i);
      if (value == 0 ? bits == 0 : bits != 0 && (left & bits) == bits) {
        if (text.length() != start) {
          text.add('|');
        }
        text.add(table.nameAt(i));
        left &= ~bits;
        if (left == 0) {
          break;
        }
      }
    }
    if (text.length() == start) {
      if (left == 0) {
        text.add('0');
      } else if (!comment) {
        text.add(table.unknown());
      } else {
        text.hex(left);
        if (!table.unknown().isEmpty()) {
          text.add(" /* ").add(table.unknown()).add(" */");
        }
      }
    } else if (left != 0) {
      text.add('|').hex(left);
    }
  }

  @Override
  void flagsBehind(String names, Xlat table, long rest, long value) {
    if (style.constants() == Constants.RAW) {
      text.hex(value);
      return;
    }
    text.add(names);
    if (!names.isEmpty()) {
      text.add('|');
    }
    if (rest != 0) {
      names(table, rest, true);
    }
  }

  @Override
  void flagsAndMode(Xlat table, long value, int mode) {
    if (value != 0) {
      flags(table, value);
      text.add('|');
    }
    permissions(mode);
  }

  @Override
  void indexed(String index, long value) {
    text.add('[').add(index).add("]=").hex(value);
  }

  @Override
  void becomes() {
    text.add(" => ");
  }

  @Override
  void flags(Xlat table, long value) {
    if (style.constants() == Constants.RAW) {
      text.hex(value);
      return;
    }
    boolean verbose = style.constants() == Constants.VERBOSE;
    if (verbose) {
      text.hex(value);
      if (value == 0 && table.name(0) == null) {
        return;
      }
      text.add(" /* ");
    }
    names(table, value, !verbose);
    if (verbose) {
      text.add(" */");
    }
  }

  @Override
  void symbol(String name, long value) {
    switch (style.constants()) {
      case ABBREV -> text.add(name);
      case RAW -> raw(value);
      case VERBOSE -> {
        raw(value);
        text.add(" /* ").add(name).add(" */");
      }
    }
  }

  private void raw(long value) {
    if (value < 0) {
      text.decimal(value);
    } else {
      text.hex(value);
    }
  }

  @Override
  void numbered(String name, long value) {
    switch (style.constants()) {
      case ABBREV -> text.add(name);
      case RAW -> text.decimal(value);
      case VERBOSE -> text.decimal(value).add(" /* ").add(name).add(" */");
    }
  }

  @Override
  void expression(String c, long value) {
    text.add(c);
  }

  @Override
  void wrapped(String before, String string, String after) {
    text.add(before).add('"').add(string).add('"').add(after);
  }

  @Override
  void signalSet(boolean inverted, long set) {
    text.add(inverted ? "~[" : "[");
    boolean first = true;
    for (int signal = 1; signal <= 64; signal++) {
      if ((set >>> signal - 1 & 1) != 0) {
        if (!first) {
          text.add(' ');
        }
        first = false;
        numbered(SignalNames.of(signal).substring(3), signal);
      }
    }
    text.add(']');
  }

  @Override
  void string(byte[] bytes, int from, int length, boolean more) {
    quote(bytes, from, length);
    if (more) {
      text.add("...");
    }
  }

  @Override
  void hexString(byte[] bytes, int from, int length) {
    text.add('"');
    escape(text, HexStrings.ALL, bytes, from, length, '"');
    text.add('"');
  }

  @Override
  void name(String bytes) {
    byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
    quote(raw, 0, raw.length);
  }

  private void quote(byte[] bytes, int from, int length) {
    text.add('"');
    escape(text, style.hexStrings(), bytes, from, length, '"');
    text.add('"');
  }

  /**
   * The bytes with C's escapes.
   *
   * @param delimiter the character that has to be escaped besides the backslash
   */
  static void escape(
      Text text, HexStrings mode, byte[] bytes, int from, int length, char delimiter) {
    boolean hex = mode == HexStrings.ALL;
    if (mode == HexStrings.NON_ASCII) {
      for (int i = 0; i < length && !hex; i++) {
        int c = bytes[from + i];
        hex = !(c >= ' ' && c < 0x7f || c >= '\t' && c <= '\r');
      }
    }
    for (int i = 0; i < length; i++) {
      int c = bytes[from + i] & 0xff;
      if (hex) {
        text.add("\\x").hexDigits(c, 2);
        continue;
      }
      switch (c) {
        case '\\' -> text.add("\\\\");
        case '\f' -> text.add("\\f");
        case '\n' -> text.add("\\n");
        case '\r' -> text.add("\\r");
        case '\t' -> text.add("\\t");
        case 0x0b -> text.add("\\v");
        default -> {
          if (c == delimiter) {
            text.add('\\').add((char) c);
          } else if (c >= ' ' && c < 0x7f) {
            text.add((char) c);
          } else if (mode == HexStrings.ESCAPES) {
            text.add("\\x").hexDigits(c, 2);
          } else {
            boolean digitNext =
                i + 1 < length && bytes[from + i + 1] >= '0' && bytes[from + i + 1] <= '9';
            text.add('\\');
            if (digitNext || c >= 0100) {
              text.add((char) ('0' + (c >> 6)));
            }
            if (digitNext || c >= 010) {
              text.add((char) ('0' + (c >> 3 & 7)));
            }
            text.add((char) ('0' + (c & 7)));
          }
        }
      }
    }
  }

  @Override
  void symbolHex8(long value) {
    // printf's %#08x
    if (value == 0) {
      text.hexDigits(0, 8);
    } else {
      text.add("0x").hexDigits(value, Math.max(6, (67 - Long.numberOfLeadingZeros(value)) / 4));
    }
  }

  @Override
  void at() {
    text.add('@');
  }

  @Override
  void member() {
    comma();
  }

  @Override
  void beginStruct() {
    text.add('{');
    fresh = true;
  }

  @Override
  void field(String name) {
    comma();
    text.add(name).add('=');
  }

  @Override
  void moreFields() {
    comma();
    text.add("...");
  }

  @Override
  void endStruct() {
    text.add('}');
    fresh = false;
  }

  @Override
  void beginArray() {
    text.add('[');
    fresh = true;
  }

  @Override
  void element() {
    comma();
  }

  @Override
  void item() {
    if (!fresh) {
      text.add(' ');
    }
    fresh = false;
  }

  @Override
  void moreElements() {
    comma();
    text.add("...");
  }

  @Override
  void endArray() {
    text.add(']');
    fresh = false;
  }

  @Override
  void cut() {
    text.add("...");
  }

  @Override
  void cutAt(int address) {
    text.add("... /* ");
    address(address);
    text.add(" */");
  }

  @Override
  void comment(String words) {
    text.add(" /* ").add(words).add(" */");
  }

  @Override
  void words(String words) {
    text.add(words);
  }

  @Override
  void descriptor(int fd, String what) {
    text.decimal(fd);
    if (what != null) {
      explain(what);
    }
  }

  @Override
  void explain(String what) {
    boolean deleted = what.endsWith(DELETED);
    text.add('<').add(deleted ? what.substring(0, what.length() - DELETED.length()) : what);
    text.add(deleted ? ">(deleted)" : ">");
  }

  @Override
  void constant(String c, long value, int base) {
    if (style.constants() != Constants.ABBREV) {
      switch (base) {
        case 8 -> text.octal(value);
        case 10 -> text.unsigned(value);
        default -> text.hex(value);
      }
    }
    switch (style.constants()) {
      case ABBREV -> text.add(c);
      case VERBOSE -> text.add(" /* ").add(c).add(" */");
      case RAW -> {}
    }
  }
}
