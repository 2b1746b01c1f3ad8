package dev.armature.translate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;

/**
 * Compiled units of a program as they are kept between runs, found by location.
 *
 * <p>Little-endian: magic, checksum of all that follows, length and text of the key that says who
 * may use it, number of units, their locations in ascending order, where each begins and after the
 * last the end, the units.
 */
final class UnitFile {
  private static final int MAGIC = 0x554d_5241;
  private static final int CHECKED_FROM = 8;
  private static final int KEY = 12;

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
  static UnitFile of(byte[] content, byte[] key) {
    if (content == null || content.length < KEY + key.length + 8) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt(0) != MAGIC
        || bytes.getInt(4) != checksum(content)
        || bytes.getInt(8) != key.length
        || !Arrays.equals(content, KEY, KEY + key.length, key, 0, key.length)) {
      return null;
    }
    bytes.position(KEY + key.length);
    int count = bytes.getInt();
    if (count < 0 || count > bytes.remaining() / 8) {
      return null;
    }
    int[] locations = new int[count];
    int[] starts = new int[count + 1];
    bytes.asIntBuffer().get(locations).get(starts);
    return new UnitFile(bytes, locations, starts);
  }

  private static int checksum(byte[] content) {
    var crc = new CRC32C();
    crc.update(content, CHECKED_FROM, content.length - CHECKED_FROM);
    return (int) crc.getValue();
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
  static byte[] write(byte[] key, UnitFile earlier, Map<Integer, KeptUnit> units) {
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
    int start = KEY + key.length + 4 + 4 * all.size() + 4 * (all.size() + 1);
    ByteBuffer out = ByteBuffer.allocate((int) (start + length)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(0).putInt(key.length).put(key).putInt(all.size());
    all.keySet().forEach(out::putInt);
    int at = start;
    for (ByteBuffer unit : all.values()) {
      out.putInt(at);
      at += unit.remaining();
    }
    out.putInt(at);
    all.values().forEach(out::put);
    out.putInt(4, checksum(out.array()));
    return out.array();
  }
}
