package dev.armature.interp;

import dev.armature.machine.GuestMemory;
import dev.armature.machine.Routine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Lowered blocks of a program as they are kept between runs, found by location.
 *
 * <p>Little-endian: number of blocks, bits of the table, the table (open addressing, offsets of
 * blocks in units of eight bytes, 0 for none), the blocks. A block: location, end, lengths of its
 * arrays (16 bits each) and of the calls, filled up to three words of eight bytes; then the arrays,
 * the widest elements first.
 */
final class BlockFile {
  private static final int TABLE = 8;

  /** Words before the arrays of a block. */
  private static final int HEADER = 3;

  /** More bytes than this are not kept. */
  static final int MAX_BYTES = 48 << 20;

  private static final LoweredBlock.Call[] NO_CALLS = {};

  /**
   * The file. An array, as HotSpot's first compiler makes one instruction of an access to it: a
   * buffer's element goes through a dozen of calls, and blocks are what a start is made of.
   */
  private final long[] words;

  private final int size;
  private final int shift;

  /** By slot of the table: what was asked for. Races only make a block twice. */
  private final LoweredBlock[] found;

  private int made;

  private BlockFile(long[] words, int size, int bits) {
    this.words = words;
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
    if (!good) {
      return null;
    }
    long[] words = new long[content.limit() >> 3];
    content.asLongBuffer().get(words);
    return new BlockFile(words, content.getInt(0), bits);
  }

  private static int aligned(int length) {
    return length + 7 & -8;
  }

  /** The 32 bits at index {@code i}, counted in units of four bytes. */
  private int half(int i) {
    return (int) (words[i >> 1] >>> ((i & 1) << 5));
  }

  /** The 16 bits at index {@code i}, counted in units of two bytes. */
  private int quarter(int i) {
    return (int) (words[i >> 2] >>> ((i & 3) << 4)) & 0xffff;
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
        int at = half((TABLE >> 2) + i);
        if (at == 0) {
          return null;
        }
        if ((int) words[at] == location) {
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

  /** The block at word {@code place}; whatever is wrong with it is found here. */
  private LoweredBlock block(int place) {
    long lengths = words[place + 1];
    long[] code = new long[(int) lengths & 0xffff];
    System.arraycopy(words, place + HEADER, code, 0, code.length);
    int at = targets(place) << 1;
    int[] targets = new int[(int) (lengths >>> 32) & 0xffff];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = half(at + i);
    }
    int calls = (int) words[place + 2] & 0xffff;
    if (byteCount(place) <= 0 || length(place) > words.length - place) {
      throw new IllegalStateException("a damaged block");
    }
    return new LoweredBlock(
        (int) words[place],
        (int) (words[place] >>> 32),
        (int) (lengths >>> 48),
        code,
        targets,
        calls == 0 ? NO_CALLS : calls(place, calls),
        this,
        place);
  }

  private LoweredBlock.Call[] calls(int place, int count) {
    var calls = new LoweredBlock.Call[count];
    int at = instructions(place) + (int) (words[place + 1] >>> 48) << 1;
    for (int i = 0; i < count; i++) {
      Routine routine = Routines.ALL[quarter(at)];
      int[] slots = new int[quarter(at + 1)];
      at += 2;
      for (int k = 0; k < slots.length; k++, at++) {
        slots[k] = quarter(at);
      }
      calls[i] = new LoweredBlock.Call(routine, slots);
    }
    return calls;
  }

  private static final class Routines {
    static final Routine[] ALL = Routine.values();
  }

  /** Word at which the targets of the block at word {@code place} begin. */
  private int targets(int place) {
    int lengths = (int) words[place + 1];
    return place + HEADER + (lengths & 0xffff) + (lengths >>> 16);
  }

  /** Index of its instructions, in units of four bytes. */
  private int instructions(int place) {
    return (targets(place) << 1) + ((int) (words[place + 1] >>> 32) & 0xffff);
  }

  /** Offset of its code bytes. */
  private int bytes(int place) {
    int instructions = instructions(place) + (int) (words[place + 1] >>> 48);
    return (instructions << 2) + ((int) words[place + 2] >>> 16);
  }

  /** How many code bytes it has. */
  private int byteCount(int place) {
    return (int) (words[place] >>> 32) - ((int) words[place] & ~1);
  }

  /** How many words it takes. */
  private int length(int place) {
    return (aligned(bytes(place) + byteCount(place)) >> 3) - place;
  }

  /** Whether {@code memory} holds the code of the block at word {@code place}. */
  boolean isSameIn(GuestMemory memory, int place) {
    return memory.isCode((int) words[place] & ~1, words, bytes(place), byteCount(place));
  }

  /** What is not needed to run the block at word {@code place}. */
  LoweredBlock.Details details(int place) {
    int targets = targets(place);
    int constants = (int) words[place + 1] >>> 16;
    int first = (int) words[place] & ~1;
    int at = instructions(place);
    int[] starts = new int[(int) (words[place + 1] >>> 48)];
    long[] marks = new long[starts.length];
    for (int i = 0; i < starts.length; i++) {
      int word = half(at + i);
      starts[i] = word & 0xffff;
      marks[i] = (first + (word >>> 16 & 0xff) * 2) & 0xffff_ffffL | (long) (word >>> 24) << 32;
    }
    byte[] code = new byte[byteCount(place)];
    int from = bytes(place);
    for (int i = 0; i < code.length; i++) {
      code[i] = (byte) (quarter(from + i >> 1) >>> ((from + i & 1) << 3));
    }
    return new LoweredBlock.Details(
        code, Arrays.copyOfRange(words, targets - constants, targets), starts, marks);
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
        int place = earlier.half((TABLE >> 2) + i);
        if (place != 0 && !all.containsKey((int) earlier.words[place])) {
          byte[] raw = new byte[earlier.length(place) << 3];
          ByteBuffer.wrap(raw)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asLongBuffer()
              .put(earlier.words, place, raw.length >> 3);
          all.put((int) earlier.words[place], raw);
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
        8 * HEADER
            + 8 * (block.code().length + block.constants().length)
            + 4 * (block.targets().length + insns)
            + calls.position()
            + block.bytes().length;
    ByteBuffer out = ByteBuffer.allocate(aligned(length)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(block.location()).putInt(block.end());
    out.putShort((short) block.code().length).putShort((short) block.constants().length);
    out.putShort((short) block.targets().length).putShort((short) insns);
    out.putShort((short) block.calls().length).putShort((short) calls.position());
    out.position(8 * HEADER);
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
