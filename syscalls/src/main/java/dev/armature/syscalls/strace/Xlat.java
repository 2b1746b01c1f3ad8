package dev.armature.syscalls.strace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of the values, or of the bits, of one kind of argument.
 *
 * <p>Written as text: a name and its value per entry, in the order in which flags are printed. A
 * flag may have several bits; it then stands before those it contains.
 */
final class Xlat {
  private final String unknown;
  private final String[] names;
  private final long[] values;
  private final Map<Long, String> byValue = new HashMap<>();

  private Xlat(String unknown, List<String> names, long[] values) {
    this.unknown = unknown;
    this.names = names.toArray(String[]::new);
    this.values = values;
    for (int i = 0; i < values.length; i++) {
      byValue.putIfAbsent(values[i], this.names[i]);
    }
  }

  /**
   * @param unknown what stands for a value without a name, e.g. {@code O_???}
   * @param entries names and values (0x and 0 prefixes as in C) separated by white space
   */
  static Xlat of(String unknown, String entries) {
    String[] words = entries.strip().split("\\s+");
    List<String> names = new ArrayList<>();
    long[] values = new long[words.length / 2];
    for (int i = 0; i < values.length; i++) {
      names.add(words[2 * i]);
      values[i] = Long.decode(words[2 * i + 1]);
    }
    return new Xlat(unknown, names, values);
  }

  /** Names for 0, 1, 2 and so on; a {@code -} leaves a number out. */
  static Xlat sequence(String unknown, int first, String entries) {
    List<String> names = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    long value = first;
    for (String name : entries.strip().split("\\s+")) {
      if (!name.equals("-")) {
        names.add(name);
        values.add(value);
      }
      value++;
    }
    return new Xlat(unknown, names, values.stream().mapToLong(v -> v).toArray());
  }

  /** Names for bit 0, 1, 2 and so on. */
  static Xlat bits(String unknown, String entries) {
    List<String> names = List.of(entries.strip().split("\\s+"));
    long[] values = new long[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1L << i;
    }
    return new Xlat(unknown, names, values);
  }

  /** The same names with other words for what has none. */
  Xlat withUnknown(String words) {
    return new Xlat(words, List.of(names), values);
  }

  /** The name of exactly this value, or null. */
  String name(long value) {
    return byValue.get(value);
  }

  /** The value of a name, or -1. */
  long value(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return -1;
  }

  String unknown() {
    return unknown;
  }

  int size() {
    return names.length;
  }

  String nameAt(int index) {
    return names[index];
  }

  long valueAt(int index) {
    return values[index];
  }
}
