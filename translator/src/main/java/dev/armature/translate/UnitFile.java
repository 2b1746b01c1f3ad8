package dev.armature.translate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Compiled units of a program as they are kept between runs, found by location.
 *
 * <p>Little-endian: number of units, their locations in ascending order, where each begins and
 * after the last the end, the units.
 */
final class UnitFile {
  /** More bytes than this are not kept. */
  static final int MAX_BYTES = 32 << 20;

  private final ByteBuffer bytes;
  private final int[] locations;
  private final int[] starts;

  private UnitFile(ByteBuffer bytes, int[] locations, int[] starts) {
    this.bytes = bytes;
    this.locations = locations;
    this.starts = starts;
  }

  /** The units in {@code content}, or null when there is none, or it is not what it should be. */
  static UnitFile of(ByteBuffer content) {
    if (content == null || content.limit() < 8) {
      return null;
    }
    int count = content.getInt(0);
    if (count < 0 || count > (content.limit() - 8) / 8) {
      return null;
    }
    int[] locations = new int[count];
    int[] starts = new int[count + 1];
    content.asIntBuffer().position(1).get(locations).get(starts);
    return new UnitFile(content, locations, starts);
  }

  /** How many units it has. */
  int size() {
    return locations.length;
  }

  /** Tells the locations of all units. */
  void forEach(IntConsumer each) {
    for (int location : locations) {
      each.accept(location);
    }
  }

  /** Whether it has a unit of this location. */
  boolean has(int location) {
    return Arrays.binarySearch(locations, location) >= 0;
  }

  /** The unit of this location, or null. Throws a RuntimeException when it is damaged. */
  KeptUnit find(int location) {
    int index = Arrays.binarySearch(locations, location);
    return index < 0 ? null : KeptUnit.decoded(raw(index).order(ByteOrder.LITTLE_ENDIAN));
  }

  private ByteBuffer raw(int index) {
    return bytes.slice(starts[index], starts[index + 1] - starts[index]);
  }

  /**
   * The file with the given units, and with those of an earlier one that are not replaced.
   *
   * @param earlier may be null
   */
  static byte[] write(UnitFile earlier, Map<Integer, KeptUnit> units) {
    var all = new TreeMap<Integer, ByteBuffer>();
    long length = 0;
    for (var unit : units.entrySet()) {
      ByteBuffer encoded = ByteBuffer.wrap(unit.getValue().encoded());
      length += encoded.remaining();
      all.put(unit.getKey(), encoded);
    }
    if (earlier != null) {
      for (int i = 0; i < earlier.locations.length; i++) {
        if (!all.containsKey(earlier.locations[i])) {
          ByteBuffer raw = earlier.raw(i);
          if (length + raw.remaining() <= MAX_BYTES) {
            length += raw.remaining();
            all.put(earlier.locations[i], raw);
          }
        }
      }
    }
    int start = 4 + 4 * all.size() + 4 * (all.size() + 1);
    ByteBuffer out = ByteBuffer.allocate((int) (start + length)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(all.size());
    all.keySet().forEach(out::putInt);
    int at = start;
    for (ByteBuffer unit : all.values()) {
      out.putInt(at);
      at += unit.remaining();
    }
    out.putInt(at);
    all.values().forEach(out::put);
    return out.array();
  }
}
