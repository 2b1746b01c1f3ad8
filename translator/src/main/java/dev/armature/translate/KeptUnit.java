package dev.armature.translate;

import dev.armature.cache.UnitEntry;
import dev.armature.emit.CompiledUnit;
import dev.armature.machine.GuestMemory;
import dev.armature.region.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * A compiled unit with all that it was made from, so that other processes that run the program can
 * use it, and later runs.
 *
 * @param entry what was compiled
 * @param instructions guest instructions in it
 * @param ranges the code it was made from: start, end, start, end, ...
 * @param code the bytes of these ranges. They could be executed but not written: the entries of
 *     jump tables are in the bytecode
 * @param needs for each range of memory that the unit relies on, what could be done everywhere in
 *     it: permission bits
 * @param leftOut see {@link Region#leftOut}
 * @param rest see {@link Region#rest}
 * @param blocks locations of its blocks
 * @param accesses pairs: an instruction, an address it accessed
 */
record KeptUnit(
    UnitEntry entry,
    int instructions,
    int[] ranges,
    byte[] code,
    int[] needs,
    int[] leftOut,
    int[] rest,
    int[] blocks,
    int[] accesses,
    CompiledUnit unit) {
  private static final int SCALARS = 5;
  private static final int ARRAYS = 11;

  /**
   * The unit as it may be kept, null when it may not be: code that the guest can write is made for
   * the moment. To be called while nothing has been invalidated since it was compiled.
   */
  static KeptUnit of(
      GuestMemory memory, UnitEntry entry, Region region, CompiledUnit unit, int[] accesses) {
    int[] ranges = region.ranges();
    int length = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      if (!isConstant(memory, ranges[i], ranges[i + 1])) {
        return null;
      }
      length += ranges[i + 1] - ranges[i];
    }
    var code = ByteBuffer.allocate(length);
    for (int i = 0; i < ranges.length; i += 2) {
      code.put(memory.codeBytes(ranges[i], ranges[i + 1]));
    }
    int[] data = unit.ranges();
    int[] needs = new int[data.length / 2];
    for (int i = 0; i < needs.length; i++) {
      for (int bit : new int[] {GuestMemory.READ, GuestMemory.WRITE}) {
        if (memory.allows(data[2 * i], data[2 * i + 1] - data[2 * i], bit)) {
          needs[i] |= bit;
        }
      }
      if (needs[i] == 0) {
        return null;
      }
    }
    return new KeptUnit(
        entry,
        region.instructions(),
        ranges,
        code.array(),
        needs,
        ints(region.leftOut()),
        ints(region.rest()),
        ints(region.positions().keySet()),
        accesses,
        unit);
  }

  private static int[] ints(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isConstant(GuestMemory memory, int start, int end) {
    if (!memory.allows(start, end - start, GuestMemory.EXECUTE)) {
      return false;
    }
    int last = end - 1 >>> GuestMemory.PAGE_SHIFT;
    for (int page = start >>> GuestMemory.PAGE_SHIFT; page <= last; page++) {
      if ((memory.permissions(page << GuestMemory.PAGE_SHIFT) & GuestMemory.WRITE) != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether {@code memory} holds the code it was made from and allows what it relies on.
   *
   * @param unstable pages that are not to be relied on
   */
  boolean fits(GuestMemory memory, BitSet unstable) {
    int at = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      int length = ranges[i + 1] - ranges[i];
      if (!isConstant(memory, ranges[i], ranges[i + 1])
          || !memory.isCode(ranges[i], Arrays.copyOfRange(code, at, at + length))) {
        return false;
      }
      at += length;
    }
    int[] data = unit.ranges();
    for (int i = 0; i < needs.length; i++) {
      int start = data[2 * i];
      int end = data[2 * i + 1];
      int bad = unstable.nextSetBit(start >>> GuestMemory.PAGE_SHIFT);
      if (bad >= 0 && bad <= end - 1 >>> GuestMemory.PAGE_SHIFT
          || !memory.allows(start, end - start, needs[i])) {
        return false;
      }
    }
    return true;
  }

  /** Bytes it takes, roughly. */
  int size() {
    return code.length + unit.bytes().length + 8 * (blocks.length + accesses.length);
  }

  /** As bytes: the scalars, the lengths of the arrays, the arrays, the code, the class. */
  byte[] encoded() {
    int[][] arrays = {
      ranges,
      needs,
      leftOut,
      rest,
      blocks,
      accesses,
      unit.baseOffsets(),
      ints(unit.links()),
      ints(unit.systemCalls()),
      unit.ranges(),
      new int[] {code.length, unit.bytes().length}
    };
    int length = 4 * (SCALARS + ARRAYS) + code.length + unit.bytes().length;
    for (int[] array : arrays) {
      length += 4 * array.length;
    }
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(entry.location()).putInt(entry.loop() ? 1 : 0).putInt(instructions);
    out.putInt(unit.indirectLinks()).putInt(unit.codeSize());
    for (int[] array : arrays) {
      out.putInt(array.length);
    }
    for (int[] array : arrays) {
      for (int value : array) {
        out.putInt(value);
      }
    }
    return out.put(code).put(unit.bytes()).array();
  }

  /** The unit in {@code in}; a RuntimeException when that is not the form of one. */
  static KeptUnit decoded(ByteBuffer in) {
    int[] scalars = ints(in, SCALARS);
    int[] lengths = ints(in, ARRAYS);
    int[][] arrays = new int[ARRAYS][];
    for (int i = 0; i < ARRAYS; i++) {
      arrays[i] = ints(in, lengths[i]);
    }
    int[] sizes = arrays[10];
    byte[] code = bytes(in, sizes[0]);
    byte[] file = bytes(in, sizes[1]);
    var unit =
        new CompiledUnit(
            scalars[0],
            file,
            arrays[6],
            list(arrays[7]),
            list(arrays[8]),
            scalars[3],
            arrays[9],
            scalars[4]);
    var kept =
        new KeptUnit(
            new UnitEntry(scalars[0], scalars[1] != 0),
            scalars[2],
            arrays[0],
            code,
            arrays[1],
            arrays[2],
            arrays[3],
            arrays[4],
            arrays[5],
            unit);
    if (!kept.isSound()) {
      throw new IllegalArgumentException("no unit");
    }
    return kept;
  }

  private boolean isSound() {
    long length = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      length += Integer.toUnsignedLong(ranges[i + 1] - ranges[i]);
    }
    return length == code.length
        && 2 * needs.length == unit.ranges().length
        && accesses.length % 2 == 0
        && unit.indirectLinks() >= 0
        && unit.indirectLinks() < unit.bytes().length
        && unit.isSound();
  }

  private static int[] ints(ByteBuffer in, int count) {
    if (count < 0 || count > in.remaining() / 4) {
      throw new IllegalArgumentException("a length of " + count);
    }
    int[] all = new int[count];
    in.asIntBuffer().get(all);
    in.position(in.position() + 4 * count);
    return all;
  }

  private static byte[] bytes(ByteBuffer in, int count) {
    if (count < 0 || count > in.remaining()) {
      throw new IllegalArgumentException("a length of " + count);
    }
    byte[] all = new byte[count];
    in.get(all);
    return all;
  }

  private static List<Integer> list(int... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
