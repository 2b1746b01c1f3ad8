package dev.armature.syscalls.strace;

/**
 * What formats print to: text as strace writes it, or JSON. A format says what a value is, the
 * output how it looks.
 */
abstract class Out {
  final Text text;
  final Style style;

  Out(Text text, Style style) {
    this.text = text;
    this.style = style;
  }

  /** Begins an argument of the call. */
  abstract void argument(String name);

  /** The call's arguments go on after the call itself: what separates them is written now. */
  abstract void separate();

  /** A name that strace prints before an argument even when names are not asked for. */
  abstract void label(String name);

  abstract void decimal(long value);

  /** A 64-bit value without sign. */
  abstract void unsigned(long value);

  /** Hexadecimal, a bare 0 for zero. */
  abstract void hex(long value);

  /** Octal, a bare 0 for zero. */
  abstract void octal(long value);

  /** Permission bits: at least three octal digits. */
  abstract void permissions(int value);

  /** A pointer: NULL for zero. */
  abstract void address(int value);

  /** One of the names of {@code table}. */
  abstract void named(Xlat table, long value);

  /** A set of names of {@code table}. */
  abstract void flags(Xlat table, long value);

  /** A name of {@code kinds}, always there, and the names of {@code table} that are set. */
  abstract void flagsAfter(Xlat kinds, long kind, Xlat table, long value);

  /** The names of {@code table} that are set, and one more for {@code low} unless it is null. */
  abstract void flagsBefore(Xlat table, long value, String name, long low);

  /** Names already found, and those of {@code table} that are set in {@code rest}. */
  abstract void flagsBehind(String names, Xlat table, long rest, long value);

  /** Names of {@code table}, and permission bits. */
  abstract void flagsAndMode(Xlat table, long value, int mode);

  /** A constant as part of an expression, as {@code style} wants it. */
  final String part(String name, String unknown, long value) {
    String known = name == null ? unknown : name;
    return switch (style.constants()) {
      case RAW -> new Text().hex(value).toString();
      case ABBREV ->
          name != null ? name : new Text().hex(value).add(" /* ").add(known).add(" */").toString();
      case VERBOSE -> new Text().hex(value).add(" /* ").add(known).add(" */").toString();
    };
  }

  final String part(Xlat table, long value) {
    return part(table.name(value), table.unknown(), value);
  }

  /** A set of capabilities: the names of {@code table} are numbers of bits. */
  final void capabilities(Xlat table, long set) {
    Text names = new Text();
    for (int bit = 0; bit < 64; bit++) {
      if ((set >>> bit & 1) != 0) {
        String name = table.name(bit);
        names.add(names.length() == 0 ? "" : "|");
        // Each half of the set is a number of its own.
        names.add(part("1<<" + (name == null ? bit : name), "", 1L << (bit & 31)));
      }
    }
    if (names.length() == 0) {
      decimal(0);
    } else {
      expression(names.toString(), set);
    }
  }

  /** An element of an array, with the name of its index. */
  abstract void indexed(String index, long value);

  /** What follows is what became of the value just printed. */
  abstract void becomes();

  /** A name that stands for {@code value}. */
  abstract void symbol(String name, long value);

  /** A name that stands for {@code value}, whose plain form is decimal: a signal. */
  abstract void numbered(String name, long value);

  /** An expression of C that stands for {@code value}. */
  abstract void expression(String c, long value);

  /**
   * An expression of C that stands for {@code value}, unless constants are to be printed as
   * numbers.
   *
   * @param base of those numbers: 8, 10 or 16
   */
  abstract void constant(String c, long value, int base);

  /** An expression of C around a string, such as {@code inet_addr("127.0.0.1")}. */
  abstract void wrapped(String before, String string, String after);

  /** A set of signals, or all but those. */
  abstract void signalSet(boolean inverted, long set);

  /** A string of bytes; {@code more} says that there are others behind. */
  abstract void string(byte[] bytes, int from, int length, boolean more);

  /** Bytes that are no text, in hexadecimal. */
  abstract void hexString(byte[] bytes, int from, int length);

  /** Like {@link #string}, always in the form for file names: hex escapes only when asked for. */
  abstract void name(String bytes);

  /** A set of bits in hexadecimal, eight characters at least. */
  abstract void symbolHex8(long value);

  /** What follows is the name of a socket that is no file. */
  abstract void at();

  /** Begins a member that has no name of its own. */
  abstract void member();

  abstract void beginStruct();

  abstract void field(String name);

  /** The fields that are not shown. */
  abstract void moreFields();

  abstract void endStruct();

  abstract void beginArray();

  abstract void element();

  /** An element of a set, which is separated by a blank only. */
  abstract void item();

  /** The elements that are not shown. */
  abstract void moreElements();

  abstract void endArray();

  /** Stands for the elements that are not shown, where an element was begun. */
  abstract void cut();

  /** Stands for the elements from an address that can't be read, where one was begun. */
  abstract void cutAt(int address);

  /** Extra words for people, {@code /* ... *}{@code /}; not part of JSON. */
  abstract void comment(String words);

  /** Words of their own, such as {@code ???}. */
  abstract void words(String words);

  /** A descriptor, with what it stands for when asked. */
  abstract void descriptor(int fd, String what);

  /** What the descriptor just printed stands for. */
  abstract void explain(String what);

  // Compositions that look the same everywhere.

  final void field(String name, long value) {
    field(name);
    decimal(value);
  }

  final void fieldHex(String name, long value) {
    field(name);
    hex(value);
  }

  final void field(String name, Xlat table, long value) {
    field(name);
    named(table, value);
  }

  final void fieldFlags(String name, Xlat table, long value) {
    field(name);
    flags(table, value);
  }

  final void fieldAddress(String name, int value) {
    field(name);
    address(value);
  }
}
