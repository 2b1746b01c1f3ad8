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
 * <p>Little-endian words of four bytes: number of blocks, bits of the table, the table (open
 * addressing, where blocks begin, 0 for none), the blocks. A block: location, end, lengths of its
 * arrays (16 bits each): operations, constants, targets, instructions, calls, bytes of the calls;
 * then the arrays, and the code bytes.
 */
final class BlockFile {
  /** Words before the table. */
  private static final int TABLE = 2;

  /** Words before the arrays of a block. */
  private static final int HEADER = 5;

  /** More bytes than this are not kept. */
  static final int MAX_BYTES = 48 << 20;

  private static final LoweredBlock.Call[] NO_CALLS = {};

  /**
   * The file. An array, as HotSpot's first compiler makes one instruction of an access to it: a
   * buffer's element goes through a dozen of calls, and blocks are what a start is made of.
   */
  private final int[] words;

  private final int size;
  private final int shift;

  /** By slot of the table: what was asked for. Races only make a block twice. */
  private final LoweredBlock[] found;

  private int made;

  private BlockFile(int[] words, int size, int bits) {
    this.words = words;
    this.found = new LoweredBlock[1 << bits];
    this.size = size;
    this.shift = 32 - bits;
  }

  /** The blocks in {@code content}, or null when there is none or it is not what it should be. */
  static BlockFile of(ByteBuffer content) {
    if (content == null || content.limit() < 4 * TABLE) {
      return null;
    }
    int bits = content.getInt(4);
    boolean good = bits >= 1 && bits <= 24 && TABLE + (1 << bits) <= content.limit() >> 2;
    if (!good) {
      return null;
    }
    int[] words = new int[content.limit() >> 2];
    content.asIntBuffer().get(words);
    return new BlockFile(words, content.getInt(0), bits);
  }

  private static int aligned(int length) {
    return length + 3 & -4;
  }

  /** The 16 bits at index {@code i}, counted in units of two bytes. */
  private int half(int i) {
    return words[i >> 1] >>> ((i & 1) << 4) & 0xffff;
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
        int place = words[TABLE + i];
        if (place == 0) {
          return null;
        }
        if (words[place] == location) {
          known = block(place);
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
    if (byteCount(place) <= 0 || length(place) > words.length - place) {
      throw new IllegalStateException("a damaged block");
    }
    int[] code = new int[words[place + 2] & 0xffff];
    System.arraycopy(words, place + HEADER, code, 0, code.length);
    int[] targets = new int[words[place + 3] & 0xffff];
    System.arraycopy(words, targets(place), targets, 0, targets.length);
    int calls = words[place + 4] & 0xffff;
    return new LoweredBlock(
        words[place],
        words[place + 1],
        words[place + 3] >>> 16,
        code,
        targets,
        calls == 0 ? NO_CALLS : calls(place, calls),
        this,
        place);
  }

  private LoweredBlock.Call[] calls(int place, int count) {
    var calls = new LoweredBlock.Call[count];
    int at = instructions(place) + (words[place + 3] >>> 16) << 1;
    for (int i = 0; i < count; i++) {
      Routine routine = Routines.ALL[half(at)];
      int[] slots = new int[half(at + 1)];
      at += 2;
      for (int k = 0; k < slots.length; k++, at++) {
        slots[k] = half(at);
      }
      calls[i] = new LoweredBlock.Call(routine, slots);
    }
    return calls;
  }

  private static final class Routines {
    static final Routine[] ALL = Routine.values();
  }

  /** Where the constants of the block at word {@code place} begin. */
  private int constants(int place) {
    return place + HEADER + (words[place + 2] & 0xffff);
  }

  private int targets(int place) {
    return constants(place) + 2 * (words[place + 2] >>> 16);
  }

  private int instructions(int place) {
    return targets(place) + (words[place + 3] & 0xffff);
  }

  /** Offset of its code bytes. */
  private int bytes(int place) {
    int calls = instructions(place) + (words[place + 3] >>> 16);
    return (calls << 2) + (words[place + 4] >>> 16);
  }

  /** How many code bytes it has. */
  private int byteCount(int place) {
    return words[place + 1] - (words[place] & ~1);
  }

  /** How many words it takes. */
  private int length(int place) {
    return (aligned(bytes(place) + byteCount(place)) >> 2) - place;
  }

  /** Whether {@code memory} holds the code of the block at word {@code place}. */
  boolean isSameIn(GuestMemory memory, int place) {
    return memory.isCode(words[place] & ~1, words, bytes(place), byteCount(place));
  }

  /** What is not needed to run the block at word {@code place}. */
  LoweredBlock.Details details(int place) {
    long[] constants = new long[words[place + 2] >>> 16];
    int at = constants(place);
    for (int i = 0; i < constants.length; i++, at += 2) {
      constants[i] = words[at] & 0xffff_ffffL | (long) words[at + 1] << 32;
    }
    int first = words[place] & ~1;
    at = instructions(place);
    int[] starts = new int[words[place + 3] >>> 16];
    long[] marks = new long[starts.length];
    for (int i = 0; i < starts.length; i++) {
      int word = words[at + i];
      starts[i] = word & 0xffff;
      marks[i] = (first + (word >>> 16 & 0xff) * 2) & 0xffff_ffffL | (long) (word >>> 24) << 32;
    }
    byte[] code = new byte[byteCount(place)];
    int from = bytes(place);
    for (int i = 0; i < code.length; i++) {
      code[i] = (byte) (half(from + i >> 1) >>> ((from + i & 1) << 3));
    }
    return new LoweredBlock.Details(code, constants, starts, marks);
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
        int place = earlier.words[TABLE + i];
        if (place != 0 && !all.containsKey(earlier.words[place])) {
          byte[] raw = new byte[earlier.length(place) << 2];
          ByteBuffer.wrap(raw)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asIntBuffer()
              .put(earlier.words, place, raw.length >> 2);
          all.put(earlier.words[place], raw);
          length += raw.length;
        }
      }
    }
    int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, all.size()));
    int start = 4 * (TABLE + (1 << bits));
    ByteBuffer out = ByteBuffer.allocate((int) (start + length)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0, all.size()).putInt(4, bits).position(start);
    all.forEach((location, encoded) -> {
      int i = slot(location, 32 - bits);
      while (out.getInt(4 * (TABLE + i)) != 0) {
        i = i + 1 & (1 << bits) - 1;
      }
      out.putInt(4 * (TABLE + i), out.position() >> 2);
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
        4 * (HEADER + block.code().length + block.targets().length + insns)
            + 8 * block.constants().length
            + calls.position()
            + block.bytes().length;
    ByteBuffer out = ByteBuffer.allocate(aligned(length)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(block.location()).putInt(block.end());
    out.putShort((short) block.code().length).putShort((short) block.constants().length);
    out.putShort((short) block.targets().length).putShort((short) insns);
    out.putShort((short) block.calls().length).putShort((short) calls.position());
    for (int word : block.code()) {
      out.putInt(word);
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
