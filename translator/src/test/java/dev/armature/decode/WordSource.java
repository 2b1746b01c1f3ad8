package dev.armature.decode;

import java.util.Random;

/** Words that are a given encoding, chosen at random but the same in every run. */
final class WordSource {
  private static final int TRIES = 20_000;

  private final Random random;

  WordSource(long seed) {
    random = new Random(seed);
  }

  /** Any 32 bits. */
  int next() {
    return random.nextInt();
  }

  /**
   * A word that {@code table} decodes as {@code row}, with should-be bits as they should be and an
   * A32 condition that is allowed.
   *
   * @throws AssertionError when none is found: the row can't be reached
   */
  int next(EncodingTable table, Encoding row) {
    for (int i = 0; i < TRIES; i++) {
      int word = row.canonical((random.nextInt() & ~row.mask()) | row.value());
      if (row.width() == 16) {
        word &= 0xffff;
      } else if (row.pattern().startsWith("cccc") && word >>> 28 == 15) {
        word &= 0xefff_ffff;
      }
      if (table.find(word) == row) {
        return word;
      }
    }
    throw new AssertionError("no word decodes as " + row);
  }
}
