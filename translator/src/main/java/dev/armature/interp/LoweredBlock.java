package dev.armature.interp;

import dev.armature.machine.GuestMemory;
import dev.armature.machine.Routine;

/**
 * A block in the interpreter's code. Immutable, so processes that run the same program share it.
 *
 * <p>Most blocks of a {@link BlockFile} run a few times only. What it takes to run them is taken
 * from the file at once, the rest when somebody asks.
 */
final class LoweredBlock {
  /** A routine call: argument slots, wide where the routine's signature says so. */
  record Call(Routine routine, int[] slots) {}

  /**
   * What is seldom asked for.
   *
   * @param bytes the code bytes that the block was made from
   * @param constants pool of 64-bit constants
   * @param insnStarts index of each guest instruction's first operation, ascending
   * @param insnMarks pc and ITSTATE of each guest instruction, as INSN markers hold them
   */
  record Details(byte[] bytes, long[] constants, int[] insnStarts, long[] insnMarks) {}

  private final int location;
  private final int end;
  private final int length;
  private final int[] code;
  private final int[] targets;
  private final Call[] calls;

  /** Where the details are, else null. */
  private final BlockFile file;

  private final int place;

  /** Races only make them twice. */
  private Details details;

  /**
   * @param location where it starts
   * @param end address after its last code byte
   * @param code operations, see {@link Code}
   * @param targets locations that ends go to
   * @param calls routine calls
   */
  LoweredBlock(int location, int end, int[] code, int[] targets, Call[] calls, Details details) {
    this(location, end, details.insnStarts.length, code, targets, calls, null, 0);
    this.details = details;
  }

  /**
   * A block of a file.
   *
   * @param length how many guest instructions it has
   * @param place where it is in the file
   */
  LoweredBlock(
      int location,
      int end,
      int length,
      int[] code,
      int[] targets,
      Call[] calls,
      BlockFile file,
      int place) {
    this.location = location;
    this.end = end;
    this.length = length;
    this.code = code;
    this.targets = targets;
    this.calls = calls;
    this.file = file;
    this.place = place;
  }

  int location() {
    return location;
  }

  int end() {
    return end;
  }

  /** How many guest instructions it has. */
  int length() {
    return length;
  }

  int[] code() {
    return code;
  }

  int[] targets() {
    return targets;
  }

  Call[] calls() {
    return calls;
  }

  byte[] bytes() {
    return details().bytes;
  }

  long[] constants() {
    return details().constants;
  }

  int[] insnStarts() {
    return details().insnStarts;
  }

  long[] insnMarks() {
    return details().insnMarks;
  }

  private Details details() {
    Details known = details;
    if (known == null) {
      known = file.details(place);
      details = known;
    }
    return known;
  }

  /** Whether {@code memory} holds this block's code and may execute it. */
  boolean isSameIn(GuestMemory memory) {
    return file != null
        ? file.isSameIn(memory, place)
        : memory.isCode(location & ~1, details.bytes);
  }

  /** The mark (pc | itstate << 32) of the guest instruction that operation {@code index} is in. */
  long mark(int index) {
    int[] starts = insnStarts();
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return insnMarks()[low];
  }
}
