package dev.armature.interp;

import dev.armature.machine.Routine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Lowered blocks of a program as they are kept between runs, found by location.
 *
 * <p>Little-endian: number of blocks, bits of the table, the table (open addressing, offsets of
 * blocks in units of eight bytes, 0 for none), the blocks. A block: location, end, lengths of its
 * arrays (16 bits each), then the arrays, the widest elements first.
 */
final class BlockFile {
  private static final int TABLE = 8;
  private static final int BLOCK_HEADER = 20;

  /** More bytes than this are not kept. */
  static final int MAX_BYTES = 48 << 20;

  private final ByteBuffer bytes;
  private final LongBuffer longs;
  private final IntBuffer ints;
  private final int size;
  private final int shift;

  /** By slot of the table: what was asked for. Races only make a block twice. */
  private final LoweredBlock[] found;

  private int made;

  private BlockFile(ByteBuffer bytes, int size, int bits) {
    this.bytes = bytes;
    // Elements one by one would go through a dozen of calls each, most of them not compiled yet.
    this.longs = bytes.asLongBuffer();
    this.ints = bytes.asIntBuffer();
    this.found = new LoweredBlock[1 << bits];
    this.size = size;
    this.shift = 32 - bits;
  }

  /** The blocks in {@code content}, or null when there is none or it is not what it should be. */
  static BlockFile of(ByteBuffer content) {
    if (content == null || content.limit() < TABLE) {
      return null;
    }
    int bits = content.getInt(4);
    boolean good = bits >= 1 && bits <= 24 && TABLE + (4L << bits) <= content.limit();
    return good ? new BlockFile(content, content.getInt(0), bits) : null;
  }

  private static int aligned(int length) {
    return length + 7 & -8;
  }

  /** How many blocks it has. */
  int size() {
    return size;
  }

  /** How many blocks were made of it; only roughly when several threads ask. */
  int made() {
    return made;
  }

  /** Drops the blocks that were made. */
  void forget() {
    Arrays.fill(found, null);
  }

  /** The block at {@code location}, or null. */
  LoweredBlock find(int location) {
    int mask = (1 << 32 - shift) - 1;
    int i = slot(location, shift);
    for (int tries = 0; tries <= mask; tries++, i = i + 1 & mask) {
      LoweredBlock known = found[i];
      if (known == null) {
        int at = ints.get((TABLE >> 2) + i) << 3;
        if (at == 0) {
          return null;
        }
        if (ints.get(at >> 2) == location) {
          known = block(at);
          found[i] = known;
          made++;
          return known;
        }
      } else if (known.location() == location) {
        return known;
      }
    }
    return null;
  }

  private static int slot(int location, int shift) {
    return location * 0x9e37_79b9 >>> shift;
  }

  private LoweredBlock block(int start) {
    ByteBuffer in = bytes;
    int location = in.getInt(start);
    int end = in.getInt(start + 4);
    int first = location & ~1;
    int at = start + BLOCK_HEADER + 4;
    long[] code = new long[in.getShort(start + 8) & 0xffff];
    longs.get(at >> 3, code);
    at += 8 * code.length;
    long[] constants = new long[in.getShort(start + 10) & 0xffff];
    longs.get(at >> 3, constants);
    at += 8 * constants.length;
    int[] targets = new int[in.getShort(start + 12) & 0xffff];
    ints.get(at >> 2, targets);
    at += 4 * targets.length;
    int insns = in.getShort(start + 14) & 0xffff;
    int[] insnStarts = new int[insns];
    ints.get(at >> 2, insnStarts);
    at += 4 * insns;
    long[] insnMarks = new long[insns];
    for (int i = 0; i < insns; i++) {
      int word = insnStarts[i];
      insnStarts[i] = word & 0xffff;
      insnMarks[i] = (first + (word >>> 16 & 0xff) * 2) & 0xffff_ffffL | (long) (word >>> 24) << 32;
    }
    var calls = new LoweredBlock.Call[in.getShort(start + 16) & 0xffff];
    for (int i = 0; i < calls.length; i++) {
      Routine routine = Routines.ALL[in.getShort(at) & 0xffff];
      int[] slots = new int[in.getShort(at + 2) & 0xffff];
      at += 4;
      for (int k = 0; k < slots.length; k++, at += 2) {
        slots[k] = in.getShort(at) & 0xffff;
      }
      calls[i] = new LoweredBlock.Call(routine, slots);
    }
    byte[] armCode = new byte[end - first];
    in.get(at, armCode);
    return new LoweredBlock(
        location, end, armCode, code, constants, calls, targets, insnStarts, insnMarks);
  }

  private static final class Routines {
    static final Routine[] ALL = Routine.values();
  }

  private int length(int start) {
    ByteBuffer in = bytes;
    int length = BLOCK_HEADER + 4;
    length += 8 * ((in.getShort(start + 8) & 0xffff) + (in.getShort(start + 10) & 0xffff));
    length += 4 * ((in.getShort(start + 12) & 0xffff) + (in.getShort(start + 14) & 0xffff));
    length += in.getShort(start + 18) & 0xffff;
    length += in.getInt(start + 4) - (in.getInt(start) & ~1);
    return aligned(length);
  }

  /**
   * The file with the given blocks, and with those of an earlier one that are not replaced.
   *
   * @param earlier may be null
   */
  static byte[] write(BlockFile earlier, Collection<LoweredBlock> blocks) {
    Map<Integer, byte[]> all = new HashMap<>();
    long length = 0;
    for (LoweredBlock block : blocks) {
      if (fits(block)) {
        byte[] encoded = encode(block);
        all.put(block.location(), encoded);
        length += encoded.length;
      }
    }
    if (earlier != null) {
      for (int i = 0; i < 1 << 32 - earlier.shift && length < MAX_BYTES; i++) {
        int at = earlier.bytes.getInt(TABLE + 4 * i) << 3;
        if (at != 0 && !all.containsKey(earlier.bytes.getInt(at))) {
          byte[] raw = new byte[earlier.length(at)];
          earlier.bytes.get(at, raw);
          all.put(earlier.bytes.getInt(at), raw);
          length += raw.length;
        }
      }
    }
    int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, all.size()));
    int start = aligned(TABLE + (4 << bits));
    ByteBuffer out = ByteBuffer.allocate((int) (start + length)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0, all.size()).putInt(4, bits).position(start);
    all.forEach((location, encoded) -> {
      int i = slot(location, 32 - bits);
      while (out.getInt(TABLE + 4 * i) != 0) {
        i = i + 1 & (1 << bits) - 1;
      }
      out.putInt(TABLE + 4 * i, out.position() >> 3);
      out.put(encoded);
    });
    return out.array();
  }

  /** Whether the lengths and offsets of a block fit their fields: all but artificial ones do. */
  private static boolean fits(LoweredBlock block) {
    return block.code().length < 1 << 16
        && block.targets().length < 1 << 16
        && block.end() - (block.location() & ~1) <= 512
        && block.end() - (block.location() & ~1) > 0;
  }

  private static byte[] encode(LoweredBlock block) {
    int first = block.location() & ~1;
    ByteBuffer calls =
        ByteBuffer.allocate(block.calls().length * 32).order(ByteOrder.LITTLE_ENDIAN);
    for (LoweredBlock.Call call : block.calls()) {
      calls.putShort((short) call.routine().ordinal()).putShort((short) call.slots().length);
      for (int slot : call.slots()) {
        calls.putShort((short) slot);
      }
    }
    int insns = block.insnStarts().length;
    int length =
        BLOCK_HEADER
            + 4
            + 8 * (block.code().length + block.constants().length)
            + 4 * (block.targets().length + insns)
            + calls.position()
            + block.bytes().length;
    ByteBuffer out = ByteBuffer.allocate(aligned(length)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(block.location()).putInt(block.end());
    out.putShort((short) block.code().length).putShort((short) block.constants().length);
    out.putShort((short) block.targets().length).putShort((short) insns);
    out.putShort((short) block.calls().length).putShort((short) calls.position());
    out.position(BLOCK_HEADER + 4);
    for (long word : block.code()) {
      out.putLong(word);
    }
    for (long constant : block.constants()) {
      out.putLong(constant);
    }
    for (int target : block.targets()) {
      out.putInt(target);
    }
    for (int i = 0; i < insns; i++) {
      long mark = block.insnMarks()[i];
      out.putInt(
          block.insnStarts()[i] | ((int) mark - first) / 2 << 16 | (int) (mark >>> 32) << 24);
    }
    out.put(calls.array(), 0, calls.position());
    out.put(block.bytes());
    return out.array();
  }
}
