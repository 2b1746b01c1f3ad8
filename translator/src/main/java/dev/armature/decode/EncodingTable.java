package dev.armature.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The rows of one instruction set with an index over them.
 *
 * <p>Where rows overlap the more specific one, with more fixed bits, wins. The index holds for each
 * value of some distinctive bits the rows that can match. An entry is filled when first asked for,
 * so that starting costs the parsing only; entries are immutable and every thread computes the
 * same.
 */
final class EncodingTable {
  private final Encoding[] rows;
  private final int highShift;
  private final int highBits;
  private final int lowShift;
  private final int lowBits;
  private final AtomicReferenceArray<Encoding[]> index;

  /**
   * @param texts rows, a line each; empty lines and lines that start with # are skipped
   * @param highShift position of the first group of index bits
   * @param highBits their number
   * @param lowShift position of the second group
   * @param lowBits their number
   */
  EncodingTable(List<String> texts, int highShift, int highBits, int lowShift, int lowBits) {
    this(parse(texts), highShift, highBits, lowShift, lowBits);
  }

  EncodingTable(Encoding[] rows, int highShift, int highBits, int lowShift, int lowBits) {
    this.rows = rows;
    this.highShift = highShift;
    this.highBits = highBits;
    this.lowShift = lowShift;
    this.lowBits = lowBits;
    index = new AtomicReferenceArray<>(1 << highBits + lowBits);
  }

  private static Encoding[] parse(List<String> texts) {
    List<Encoding> parsed = new ArrayList<>(512);
    for (String text : texts) {
      int at = 0;
      while (at < text.length()) {
        int end = text.indexOf('\n', at);
        if (end < 0) {
          end = text.length();
        }
        if (end > at && text.charAt(at) != '#') {
          parsed.add(Encoding.parse(text.substring(at, end)));
        }
        at = end + 1;
      }
    }
    parsed.sort(MOST_SPECIFIC_FIRST);
    return parsed.toArray(new Encoding[0]);
  }

  private static final Comparator<Encoding> MOST_SPECIFIC_FIRST =
      new Comparator<>() {
        @Override
        public int compare(Encoding a, Encoding b) {
          return Integer.bitCount(b.mask()) - Integer.bitCount(a.mask());
        }
      };

  /** The row that {@code bits} is, or {@link Encoding#UNDEFINED}. */
  Encoding find(int bits) {
    int key =
        (bits >>> highShift & (1 << highBits) - 1) << lowBits
            | bits >>> lowShift & (1 << lowBits) - 1;
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
    int keyMask = ((1 << highBits) - 1) << highShift | ((1 << lowBits) - 1) << lowShift;
    int keyValue = key >>> lowBits << highShift | (key & (1 << lowBits) - 1) << lowShift;
    List<Encoding> result = new ArrayList<>();
    for (Encoding row : rows) {
      if (((row.value() ^ keyValue) & row.mask() & keyMask) == 0) {
        result.add(row);
      }
    }
    return result.toArray(new Encoding[0]);
  }

  /** All rows, most specific first. */
  List<Encoding> rows() {
    return List.of(rows);
  }
}
