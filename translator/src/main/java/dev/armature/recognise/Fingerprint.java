package dev.armature.recognise;

import dev.armature.machine.GuestMemory;

/**
 * The code of a routine as it is known: its length and a hash of its halfwords. The words where
 * linkers put addresses are left out; where such a word is a call whose callee matters, the callee
 * must be recognised as well.
 *
 * @param routine what it is
 * @param thumb its instruction set: bit 0 of its location
 * @param entry bytes from the start of the code to the routine's first instruction
 * @param length bytes of code
 * @param alignment of the start, 1, 2 or 4: what loads of constants relative to pc rely on
 * @param first the word at the entry
 * @param hash of all
 * @param open offsets of words that are not looked at: what is reached through them the replacement
 *     leaves to the guest's code
 * @param calls offsets of Thumb BLs to {@code __udivmoddi4}
 */
record Fingerprint(
    GuestRoutine routine,
    int thumb,
    int entry,
    int length,
    int alignment,
    int first,
    long hash,
    int[] open,
    int[] calls) {

  /** How well a guest's code matches: a hash of all halfwords but those left out. */
  static long hash(Halfwords code, int length, int[] open, int[] calls) {
    long hash = length;
    for (int i = 0; i < length; i += 2) {
      int halfword = isIn(i, open) || isIn(i, calls) ? 0 : code.at(i);
      hash = (hash ^ halfword) * 0x9e37_79b9_7f4a_7c15L;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  private static boolean isIn(int at, int... words) {
    for (int word : words) {
      if (at == word || at == word + 2) {
        return true;
      }
    }
    return false;
  }

  /** Reads the code whose hash is wanted. */
  @FunctionalInterface
  interface Halfwords {
    int at(int offset);
  }

  /** Whether the code around the entry at {@code address} is this; callees are not looked at. */
  boolean isAt(GuestMemory memory, int address) {
    int start = address - entry;
    return (start & alignment - 1) == 0
        && memory.allows(start, length, GuestMemory.EXECUTE)
        && hash(offset -> memory.fetch16(start + offset), length, open, calls) == hash;
  }

  /**
   * Where the Thumb BL at offset {@code call} of the routine with the entry {@code address} goes.
   */
  int callee(GuestMemory memory, int address, int call) {
    int at = address - entry + call;
    int high = memory.fetch16(at);
    int low = memory.fetch16(at + 2);
    if ((high & 0xf800) != 0xf000 || (low & 0xd000) != 0xd000) {
      return 0;
    }
    int sign = high << 21 >> 31;
    int j1 = low >>> 13 & 1;
    int j2 = low >>> 11 & 1;
    int offset =
        sign << 24
            | (~(j1 ^ sign) & 1) << 23
            | (~(j2 ^ sign) & 1) << 22
            | (high & 0x3ff) << 12
            | (low & 0x7ff) << 1;
    return at + 4 + offset | 1;
  }

  /** First address after the code when the entry is at {@code address}. */
  int end(int address) {
    return address - entry + length;
  }
}
