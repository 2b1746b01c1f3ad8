package dev.armature.decode;

import java.util.Arrays;

/**
 * One row of the encoding tables: a bit pattern, what it means and how it is written.
 *
 * <p>A row is a line of text with four columns separated by {@code |}:
 *
 * <pre>
 * cccc 0010 100S nnnn dddd iiii iiii iiii | ADD A32_IMMEDIATE | add&lt;S&gt;&lt;c&gt; &lt;d&gt;, &lt;n&gt;, &lt;op&gt; | V4
 * </pre>
 *
 * <p>Pattern: 0 and 1 must match; - and + should be 0 and 1 but are ignored, as cores do; a letter
 * is a bit of the field of that name, whose bits are put together from left to right even when they
 * lie apart. Second column: {@link Operation}, {@link Form} (default NONE), then constants ({@code
 * n=13}: field n has this value without having bits; {@code n=d}: n is the same as d; {@code
 * i=7:0}: i is these bits, fixed ones included) and guards ({@code z!=3}, {@code i>0}: words that
 * fail one are not this encoding; {@code Q:dm}: when Q is set registers d and m must be even,
 * {@code *:dm}: always; {@code w^l}: w is at least l; {@code w+l}: together below 32; {@code i@d}:
 * the register list is possible). Third column: UAL syntax, see {@link Disassembler}. Fourth: the
 * {@link Feature} that brought it.
 *
 * <p>Letters: c condition; d n m s a t u (Rt2) core registers, L and H RdLo and RdHi; S sets flags
 * (2: outside IT blocks); i immediate and K its left shift; y and h shift type and amount; o
 * rotation; l lsb; w width minus 1 or msb; r register list; P U W of loads and stores. VFP and
 * Advanced SIMD: D:d, N:n, M:m.
 */
public final class Encoding {
  private static final int CONSTANT = 1 << 31;

  private final int mask;
  private final int value;
  private final int shouldBeZero;
  private final int shouldBeOne;
  private final int width;
  private final Operation operation;
  private final Form form;
  private final String syntax;
  private final Feature feature;
  private final String pattern;
  private final int[] fields;
  private final Guard[] guards;

  /** A condition on a field that a word must meet to be this encoding. */
  private record Guard(char field, char relation, int value) {
    boolean holds(Encoding row, int bits) {
      int actual = row.field(bits, field);
      return switch (relation) {
        case ':' ->
            actual == 0
                || ((row.field(bits, 'd') & value & 1) == 0
                    && (row.field(bits, 'n') & value >> 1 & 1) == 0
                    && (row.field(bits, 'm') & value >> 2 & 1) == 0);
        case '@' -> row.listFits(bits, field);
        case '^' -> actual >= row.field(bits, (char) value);
        case '+' -> actual + row.field(bits, (char) value) < 32;
        case '!' -> actual != value;
        case '<' -> actual < value;
        case '>' -> actual > value;
        default -> throw new IllegalStateException("relation " + relation);
      };
    }
  }

  private Encoding(String pattern, String meaning, String syntax, String feature) {
    this.pattern = pattern;
    this.syntax = syntax;
    this.feature = Feature.valueOf(feature);
    fields = new int[64];
    int m = 0;
    int v = 0;
    int zero = 0;
    int one = 0;
    int bits = 0;
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) != ' ') {
        bits++;
      }
    }
    int bit = bits;
    char open = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == ' ') {
        continue;
      }
      bit--;
      if (c == '0' || c == '1') {
        m |= 1 << bit;
        v |= (c - '0') << bit;
      } else if (c == '-') {
        zero |= 1 << bit;
      } else if (c == '+') {
        one |= 1 << bit;
      } else {
        addBit(c, bit, c == open);
      }
      open = c;
    }
    shouldBeZero = zero;
    shouldBeOne = one;
    mask = m;
    value = v;
    width = bits;
    int at = meaning.indexOf(' ');
    operation = Operation.valueOf(at < 0 ? meaning : meaning.substring(0, at));
    Form parsedForm = Form.NONE;
    Guard[] parsedGuards = NO_GUARDS;
    while (at >= 0) {
      int end = meaning.indexOf(' ', at + 1);
      String token = meaning.substring(at + 1, end < 0 ? meaning.length() : end);
      at = end;
      if (token.length() > 2 && "=!<>:^+@".indexOf(token.charAt(1)) >= 0) {
        char letter = token.charAt(0);
        char relation = token.charAt(1);
        char first = token.charAt(2);
        if (relation == '=' && Character.isLetter(first)) {
          fields[index(letter)] = fields[index(first)];
          continue;
        }
        if (relation == '^' || relation == '+' || relation == '@') {
          parsedGuards = with(parsedGuards, new Guard(letter, relation, first));
          continue;
        }
        if (relation == ':') {
          parsedGuards = with(parsedGuards, new Guard(letter, relation, registers(token)));
          continue;
        }
        int colon = token.indexOf(':');
        if (colon > 0) {
          int low = Integer.parseInt(token, colon + 1, token.length(), 10);
          int high = Integer.parseInt(token, 2, colon, 10);
          fields[index(letter)] = ((high - low + 1) << 5) | low;
          continue;
        }
        int number = Integer.parseInt(token, relation == '!' ? 3 : 2, token.length(), 10);
        if (relation == '=') {
          fields[index(letter)] = CONSTANT | number;
        } else {
          parsedGuards = with(parsedGuards, new Guard(letter, relation, number));
        }
      } else if (!token.isEmpty()) {
        parsedForm = Form.valueOf(token);
      }
    }
    form = parsedForm;
    guards = parsedGuards;
  }

  private static final Guard[] NO_GUARDS = {};

  /** What a word is that no row matches. */
  public static final Encoding UNDEFINED =
      new Encoding("wwww wwww wwww wwww wwww wwww wwww wwww", "UNDEFINED", "undefined", "V4");

  /** Parses a row. */
  static Encoding parse(String line) {
    int a = line.indexOf('|');
    int b = line.indexOf('|', a + 1);
    int c = line.indexOf('|', b + 1);
    if (c < 0) {
      throw new IllegalArgumentException("row without four columns: " + line);
    }
    return new Encoding(
        line.substring(0, a).strip(),
        line.substring(a + 1, b).strip(),
        line.substring(b + 1, c).strip(),
        line.substring(c + 1).strip());
  }

  private static Guard[] with(Guard[] guards, Guard guard) {
    Guard[] longer = Arrays.copyOf(guards, guards.length + 1);
    longer[guards.length] = guard;
    return longer;
  }

  private static int registers(String token) {
    return (token.indexOf('d') > 0 ? 1 : 0)
        | (token.indexOf('n') > 0 ? 2 : 0)
        | (token.indexOf('m') > 0 ? 4 : 0);
  }

  // A field is up to three runs of bits, most significant first, ten bits each: width and position.
  private void addBit(char letter, int bit, boolean continues) {
    int at = index(letter);
    int packed = fields[at];
    if (continues) {
      fields[at] = ((packed & ~31) | bit) + 32;
    } else {
      if (packed >>> 20 != 0) {
        throw new IllegalArgumentException("field " + letter + " in more than 3 parts: " + pattern);
      }
      fields[at] = packed << 10 | 1 << 5 | bit;
    }
  }

  private static int index(char letter) {
    return letter - 'A';
  }

  /** Whether {@code bits} is this encoding. */
  boolean matches(int bits) {
    if ((bits & mask) != value) {
      return false;
    }
    for (Guard guard : guards) {
      if (!guard.holds(this, bits)) {
        return false;
      }
    }
    return true;
  }

  // Register lists of VLDM and VSTM, structures, and tables of VTBL: an empty list, one of more
  // than 16 doublewords or over the end is UNPREDICTABLE
  // and taken as undefined, so that no register number can be out of range.
  private boolean listFits(int bits, char counter) {
    int first = field(bits, 'd');
    int top = field(bits, 'D');
    if (counter == 'l') {
      return (field(bits, 'N') << 4 | field(bits, 'n')) + field(bits, 'l') < 32;
    }
    if (counter == 'r') {
      boolean pairs = operation == Operation.VLD2_MULTIPLE || operation == Operation.VST2_MULTIPLE;
      int registers = field(bits, 'r');
      int step = field(bits, 's');
      int last = pairs && registers == 4 ? 3 : (registers - 1) * step;
      return (top << 4 | first) + last < 32;
    }
    int count = field(bits, 'i');
    return field(bits, 'F') == 0
        ? count > 0 && (first << 1 | top) + count <= 32
        : count > 1 && count < 34 && (top << 4 | first) + (count >>> 1) <= 32;
  }

  /** Value of a field in {@code bits}; 0 when the row has no such field. */
  int field(int bits, char letter) {
    if (letter == '*') {
      return 1;
    }
    int packed = fields[index(letter)];
    if (packed < 0) {
      return packed & ~CONSTANT;
    }
    int result = 0;
    for (int part = 20; part >= 0; part -= 10) {
      int run = packed >>> part;
      int size = run >>> 5 & 31;
      result = (result << size) | ((bits >>> (run & 31)) & ((1 << size) - 1));
    }
    return result;
  }

  /** Bits of a field; 0 for a constant or a field the row does not have. */
  int fieldWidth(char letter) {
    int packed = fields[index(letter)];
    return packed < 0 ? 0 : (packed >>> 25 & 31) + (packed >>> 15 & 31) + (packed >>> 5 & 31);
  }

  /** Whether the row has a field of this name, as bits or as a constant. */
  public boolean has(char letter) {
    return fields[index(letter)] != 0;
  }

  public Operation operation() {
    return operation;
  }

  public Form form() {
    return form;
  }

  /** UAL syntax, see {@link Disassembler}. */
  public String syntax() {
    return syntax;
  }

  /** What brought this encoding. */
  public Feature feature() {
    return feature;
  }

  /** The pattern as written in the row. */
  public String pattern() {
    return pattern;
  }

  /** Bits that must match. */
  int mask() {
    return mask;
  }

  /** The values of the bits that must match. */
  int value() {
    return value;
  }

  /** {@code bits} with the should-be bits as they should be. */
  int canonical(int bits) {
    return (bits & ~shouldBeZero) | shouldBeOne;
  }

  /** 16 or 32. */
  int width() {
    return width;
  }

  boolean guarded() {
    return guards.length != 0;
  }

  @Override
  public String toString() {
    return pattern + " " + operation;
  }
}
