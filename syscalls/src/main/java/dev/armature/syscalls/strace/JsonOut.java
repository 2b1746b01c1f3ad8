package dev.armature.syscalls.strace;

import dev.armature.syscalls.strace.Style.Constants;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Prints values as JSON: numbers as numbers, names as strings, sets of flags as arrays of strings,
 * structures as objects. The schema is in docs/strace.md.
 */
final class JsonOut extends Out {
  private boolean fresh = true;

  /** How many arrays are open. */
  private int arrays;

  /** The member whose value was printed last. */
  private String valueName = "";

  JsonOut(Text text, Style style) {
    super(text, style);
  }

  /** Starts a new object. */
  void reset() {
    fresh = true;
    arrays = 0;
  }

  private void comma() {
    if (!fresh) {
      text.add(',');
    }
    fresh = false;
  }

  /** A member of the object that is being written. */
  JsonOut key(String name) {
    comma();
    text.add('"').add(name).add("\":");
    return this;
  }

  void bool(boolean value) {
    text.add(value ? "true" : "false");
  }

  @Override
  void argument(String name) {
    valueName = name;
    key(name);
  }

  @Override
  void separate() {
    // Every member writes its own comma.
  }

  @Override
  void label(String name) {
    // Every argument has its name.
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
    text.unsigned(value);
  }

  @Override
  void octal(long value) {
    text.decimal(value);
  }

  @Override
  void permissions(int value) {
    text.decimal(value & 0xffff_ffffL);
  }

  @Override
  void address(int value) {
    if (value == 0) {
      text.add("null");
    } else {
      text.decimal(value & 0xffff_ffffL);
    }
  }

  @Override
  void named(Xlat table, long value) {
    String name = style.constants() == Constants.RAW ? null : table.name(value);
    if (name == null) {
      text.decimal(value);
    } else {
      quoted(name);
    }
  }

  @Override
  void flagsAfter(Xlat kinds, long kind, Xlat table, long value) {
    if (style.constants() == Constants.RAW) {
      text.unsigned(kind | value);
      return;
    }
    text.add('[');
    named(kinds, kind);
    long left = value;
    for (int i = 0; i < table.size() && left != 0; i++) {
      long bits = table.valueAt(i);
      if (bits != 0 && (left & bits) == bits) {
        text.add(',');
        quoted(table.nameAt(i));
        left &= ~bits;
      }
    }
    if (left != 0) {
      text.add(',').unsigned(left);
    }
    text.add(']');
  }

  @Override
  void flagsBefore(Xlat table, long value, String name, long low) {
    if (style.constants() == Constants.RAW || name == null) {
      flags(table, value | low);
      return;
    }
    flags(table, value);
    text.chop();
    text.add(',');
    quoted(name);
    text.add(']');
  }

  @Override
  void flagsBehind(String names, Xlat table, long rest, long value) {
    if (style.constants() == Constants.RAW) {
      text.unsigned(value);
      return;
    }
    text.add('[');
    boolean first = true;
    for (String name : names.isEmpty() ? new String[0] : names.split("\\|", -1)) {
      text.add(first ? "" : ",");
      quoted(name);
      first = false;
    }
    for (int i = 0; i < table.size(); i++) {
      if ((rest & table.valueAt(i)) == table.valueAt(i) && table.valueAt(i) != 0) {
        text.add(first ? "" : ",");
        quoted(table.nameAt(i));
        first = false;
      }
    }
    text.add(']');
  }

  @Override
  void flagsAndMode(Xlat table, long value, int mode) {
    text.unsigned(value | mode);
  }

  @Override
  void indexed(String index, long value) {
    text.decimal(value);
  }

  @Override
  void becomes() {
    if (arrays > 0) {
      comma();
      return;
    }
    // The value after the call is a member of its own.
    key(valueName + "_after");
  }

  @Override
  void flags(Xlat table, long value) {
    if (style.constants() == Constants.RAW) {
      text.unsigned(value);
      return;
    }
    text.add('[');
    boolean first = true;
    long left = value;
    for (int i = 0; i < table.size() && (left != 0 || first); i++) {
      long bits = table.valueAt(i);
      if (value == 0 ? bits == 0 : bits != 0 && (left & bits) == bits) {
        if (!first) {
          text.add(',');
        }
        quoted(table.nameAt(i));
        first = false;
        left &= ~bits;
      }
    }
    if (left != 0) {
      if (!first) {
        text.add(',');
      }
      text.unsigned(left);
    }
    text.add(']');
  }

  @Override
  void symbol(String name, long value) {
    if (style.constants() == Constants.RAW) {
      text.decimal(value);
    } else {
      quoted(name);
    }
  }

  @Override
  void numbered(String name, long value) {
    symbol(name, value);
  }

  @Override
  void expression(String c, long value) {
    text.decimal(value);
  }

  @Override
  void wrapped(String before, String string, String after) {
    quoted(string);
  }

  @Override
  void signalSet(boolean inverted, long set) {
    long all = inverted ? ~set : set;
    text.add('[');
    boolean first = true;
    for (int signal = 1; signal <= 64; signal++) {
      if ((all >>> signal - 1 & 1) != 0) {
        if (!first) {
          text.add(',');
        }
        first = false;
        numbered(SignalNames.of(signal), signal);
      }
    }
    text.add(']');
  }

  @Override
  void string(byte[] bytes, int from, int length, boolean more) {
    if (!more) {
      bytes(bytes, from, length);
      return;
    }
    text.add("{\"start\":");
    bytes(bytes, from, length);
    text.add('}');
  }

  private void bytes(byte[] bytes, int from, int length) {
    String string;
    try {
      string =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, length))
              .toString();
    } catch (CharacterCodingException notText) {
      text.add("{\"hex\":\"");
      for (int i = 0; i < length; i++) {
        text.hexDigits(bytes[from + i], 2);
      }
      text.add("\"}");
      return;
    }
    quoted(string);
  }

  @Override
  void hexString(byte[] bytes, int from, int length) {
    string(bytes, from, length, false);
  }

  @Override
  void name(String bytes) {
    byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
    bytes(raw, 0, raw.length);
  }

  /** A JSON string, ASCII only. */
  void quoted(String string) {
    text.add('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.add("\\\"");
        case '\\' -> text.add("\\\\");
        case '\n' -> text.add("\\n");
        case '\t' -> text.add("\\t");
        case '\r' -> text.add("\\r");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            text.add(c);
          } else {
            text.add("\\u").hexDigits(c, 4);
          }
        }
      }
    }
    text.add('"');
  }

  @Override
  void symbolHex8(long value) {
    text.decimal(value);
  }

  @Override
  void at() {
    // The NUL that makes the name abstract is left out of the string, too.
  }

  @Override
  void member() {
    throw new IllegalStateException("a member without a name");
  }

  @Override
  void beginStruct() {
    text.add('{');
    fresh = true;
  }

  @Override
  void field(String name) {
    valueName = name;
    key(name);
  }

  @Override
  void moreFields() {
    // Absent members say it.
  }

  @Override
  void endStruct() {
    text.add('}');
    fresh = false;
  }

  @Override
  void beginArray() {
    text.add('[');
    arrays++;
    fresh = true;
  }

  @Override
  void element() {
    comma();
  }

  @Override
  void item() {
    comma();
  }

  @Override
  void moreElements() {
    comma();
    text.add("\"...\"");
  }

  @Override
  void endArray() {
    text.add(']');
    arrays--;
    fresh = false;
  }

  @Override
  void cut() {
    text.add("\"...\"");
  }

  @Override
  void cutAt(int address) {
    cut();
  }

  @Override
  void comment(String words) {
    // For people only.
  }

  @Override
  void words(String words) {
    quoted(words);
  }

  @Override
  void descriptor(int fd, String what) {
    if (what == null) {
      text.decimal(fd);
      return;
    }
    text.add("{\"fd\":").decimal(fd).add(",\"path\":");
    quoted(what);
    text.add('}');
  }

  @Override
  void explain(String what) {
    // The name of the descriptor is the value.
  }

  @Override
  void constant(String c, long value, int base) {
    text.unsigned(value);
  }
}
