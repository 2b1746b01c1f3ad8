package dev.armature.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The rows of one instruction set with an index over them.
 *
 * <p>Where rows overlap the more specific one, with more fixed bits, wins. The index holds for each
 * value of some distinctive bits the rows that can match.
 *
 * <p>Programs use few of the rows and start-up counts, so that at first only the fixed bits are
 * read. A row is parsed, and an entry of the index filled, when first needed; both are immutable
 * and every thread computes the same.
 */
final class EncodingTable {
  private final String[] lines;
  private final int[] masks;
  private final int[] values;
  private final AtomicReferenceArray<Encoding> rows;
  private final int highShift;
  private final int highBits;
  private final int lowShift;
  private final int lowBits;
  private final AtomicReferenceArray<Encoding[]> index;

  /**
   * @param texts rows, a line each
   * @param highShift position of the first group of index bits
   * @param highBits their number
   * @param lowShift position of the second group
   * @param lowBits their number
   */
  EncodingTable(List<String> texts, int highShift, int highBits, int lowShift, int lowBits) {
    this.highShift = highShift;
    this.highBits = highBits;
    this.lowShift = lowShift;
    this.lowBits = lowBits;
    index = new AtomicReferenceArray<>(1 << (highBits + lowBits));
    String[] unsorted = lines(texts);
    lines = new String[unsorted.length];
    masks = new int[unsorted.length];
    values = new int[unsorted.length];
    sort(unsorted);
    rows = new AtomicReferenceArray<>(lines.length);
  }

  private static String[] lines(List<String> texts) {
    String[] lines = new String[512];
    int count = 0;
    for (String text : texts) {
      int at = 0;
      int end = text.indexOf('\n');
      while (end > 0) {
        if (count == lines.length) {
          lines = Arrays.copyOf(lines, 2 * count);
        }
        lines[count++] = text.substring(at, end);
        at = end + 1;
        end = text.indexOf('\n', at);
      }
    }
    return Arrays.copyOf(lines, count);
  }

  // Most specific first: a counting sort, which is stable and faster cold than the library's.
  private void sort(String[] unsorted) {
    int[] next = new int[34];
    long[] fixed = new long[unsorted.length];
    for (int i = 0; i < unsorted.length; i++) {
      fixed[i] = fixedBits(unsorted[i]);
      next[free(fixed[i]) + 1]++;
    }
    for (int i = 1; i < next.length; i++) {
      next[i] += next[i - 1];
    }
    for (int i = 0; i < unsorted.length; i++) {
      int at = next[free(fixed[i])]++;
      lines[at] = unsorted[i];
      masks[at] = (int) (fixed[i] >>> 32);
      values[at] = (int) fixed[i];
    }
  }

  private static int free(long fixed) {
    return 32 - Integer.bitCount((int) (fixed >>> 32));
  }

  /** The bits of a row that must match, and below those of them that must be 1. */
  private static long fixedBits(String line) {
    int mask = 0;
    int value = 0;
    int i = 0;
    for (char c = line.charAt(0); c != '|'; c = line.charAt(++i)) {
      if (c != ' ') {
        int one = c == '1' ? 1 : 0;
        value = value << 1 | one;
        mask = mask << 1 | (c == '0' ? 1 : one);
      }
    }
    return ((long) mask << 32) | (value & 0xffff_ffffL);
  }

  /** The row that {@code bits} is, or {@link Encoding#UNDEFINED}. */
  Encoding find(int bits) {
    int key =
        (((bits >>> highShift) & ((1 << highBits) - 1)) << lowBits)
            | ((bits >>> lowShift) & ((1 << lowBits) - 1));
    Encoding[] candidates = index.getAcquire(key);
    if (candidates == null) {
      candidates = candidates(key);
      index.setRelease(key, candidates);
    }
    for (Encoding row : candidates) {
      if (row.matches(bits)) {
        return row;
      }
    }
    return Encoding.UNDEFINED;
  }

  private Encoding[] candidates(int key) {
    int keyMask = (((1 << highBits) - 1) << highShift) | (((1 << lowBits) - 1) << lowShift);
    int keyValue = ((key >>> lowBits) << highShift) | ((key & ((1 << lowBits) - 1)) << lowShift);
    Encoding[] result = new Encoding[lines.length];
    int count = 0;
    for (int i = 0; i < lines.length; i++) {
      if (((values[i] ^ keyValue) & masks[i] & keyMask) == 0) {
        result[count++] = row(i);
      }
    }
    return Arrays.copyOf(result, count);
  }

  private Encoding row(int i) {
    Encoding row = rows.getAcquire(i);
    if (row == null) {
      rows.compareAndSet(i, null, Encoding.parse(lines[i]));
      row = rows.getAcquire(i);
    }
    return row;
  }

  /** All rows, most specific first. */
  List<Encoding> rows() {
    List<Encoding> result = new ArrayList<>(lines.length);
    for (int i = 0; i < lines.length; i++) {
      result.add(row(i));
    }
    return result;
  }
}
