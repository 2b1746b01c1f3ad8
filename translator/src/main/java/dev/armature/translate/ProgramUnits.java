package dev.armature.translate;

import dev.armature.cache.TranslationDirectory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The compiled units of one program by location: what one process has compiled others need only
 * define, and with a file so do later runs.
 */
final class ProgramUnits {
  private static final int FILTER_BITS = 14;

  private final TranslationDirectory.Kept kept;
  private final UnitFile file;
  private final Map<Integer, KeptUnit> units = new ConcurrentHashMap<>();

  /**
   * Bits of the hashes of all locations that have a unit: every block that is met asks, nearly all
   * in vain. Races only make a unit be asked for late.
   */
  private final long[] filter = new long[1 << FILTER_BITS - 6];

  private long bytes;
  private int fresh;

  /**
   * @param kept where units are kept between runs, or null
   */
  ProgramUnits(TranslationDirectory.Kept kept) {
    this.kept = kept;
    this.file = kept == null ? null : UnitFile.of(kept.read(2L * UnitFile.MAX_BYTES));
    if (file != null) {
      file.forEach(this::mark);
    }
  }

  private static int hash(int location) {
    return location * 0x9e37_79b9 >>> 32 - FILTER_BITS;
  }

  private void mark(int location) {
    int hash = hash(location);
    filter[hash >> 6] |= 1L << hash;
  }

  /** Whether there is a unit of {@code location}. */
  boolean has(int location) {
    int hash = hash(location);
    return (filter[hash >> 6] & 1L << hash) != 0
        && (units.containsKey(location) || file != null && file.has(location));
  }

  /** The unit of {@code location}, or null. */
  KeptUnit find(int location) {
    KeptUnit unit = units.get(location);
    if (unit != null || file == null) {
      return unit;
    }
    try {
      return file.find(location);
    } catch (RuntimeException damaged) {
      // Its checksum is right, so somebody wrote it so.
      return null;
    }
  }

  /** Keeps {@code unit} as the newest one of its location. */
  synchronized void put(KeptUnit unit) {
    KeptUnit before = units.put(unit.entry().location(), unit);
    bytes += unit.size() - (before == null ? 0 : before.size());
    if (bytes > UnitFile.MAX_BYTES) {
      units.clear();
      bytes = 0;
    }
    fresh++;
    mark(unit.entry().location());
  }

  /** Writes down what is new, if there is a place for it. */
  synchronized void save() {
    if (kept != null && fresh > 0) {
      fresh = 0;
      kept.write(UnitFile.write(file, units));
    }
  }
}
