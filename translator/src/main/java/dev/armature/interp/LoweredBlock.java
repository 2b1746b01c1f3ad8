package dev.armature.interp;

import dev.armature.machine.GuestMemory;
import dev.armature.machine.Routine;

/**
 * A block in the interpreter's code. Immutable, so processes that run the same program share it.
 *
 * @param location where it starts
 * @param end address after its last code byte
 * @param bytes the code bytes it was made from: it may be used where memory holds the same
 * @param code operations, see {@link Code}
 * @param constants pool of 64-bit constants
 * @param calls routine calls
 * @param targets locations that ends go to
 * @param insnStarts index of each guest instruction's first operation, ascending
 * @param insnMarks pc and ITSTATE of each guest instruction, as INSN markers hold them
 */
record LoweredBlock(
    int location,
    int end,
    byte[] bytes,
    long[] code,
    long[] constants,
    Call[] calls,
    int[] targets,
    int[] insnStarts,
    long[] insnMarks) {

  /** A routine call: argument slots, wide where the routine's signature says so. */
  record Call(Routine routine, int[] slots) {}

  /** Whether {@code memory} holds this block's code and may execute it. */
  boolean isSameIn(GuestMemory memory) {
    return memory.isCode(location & ~1, bytes);
  }

  /** The mark (pc | itstate << 32) of the guest instruction that operation {@code index} is in. */
  long mark(int index) {
    int low = 0;
    int high = insnStarts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (insnStarts[middle] <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return insnMarks[low];
  }
}
