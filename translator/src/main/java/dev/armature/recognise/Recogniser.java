package dev.armature.recognise;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.machine.GuestMemory;

/**
 * Recognises routines of run-time and C libraries by their code, when a location is first met, and
 * puts units in front of them that do the same faster.
 *
 * <p>Names play no part: a function that is called memcpy may be anything, and programs are
 * stripped.
 */
public final class Recogniser {
  private static final int BITS = 8;

  /** By the word at the entry; open addressing, zero words are free. */
  private final int[] firstWords = new int[1 << BITS];

  private final Fingerprint[] fingerprints = new Fingerprint[1 << BITS];

  public Recogniser() {
    for (Fingerprint fingerprint : Fingerprints.all()) {
      int slot = slot(fingerprint.first());
      while (firstWords[slot] != 0) {
        slot = slot + 1 & firstWords.length - 1;
      }
      firstWords[slot] = fingerprint.first();
      fingerprints[slot] = fingerprint;
    }
  }

  private static int slot(int word) {
    return word * 0x9e37_79b9 >>> 32 - BITS;
  }

  /** Makes the units of {@code guestCode} but where a routine is recognised. */
  public ColdUnits before(ColdUnits guestCode) {
    return (space, location) -> {
      Fingerprint known = find(space.memory(), location);
      return known == null || known.routine() == GuestRoutine.UDIVMODDI4
          ? guestCode.make(space, location)
          : made(space, guestCode, known, location & ~1);
    };
  }

  /** Whether a routine that has a unit of its own begins at {@code location}. */
  public boolean isKnown(GuestMemory memory, int location) {
    Fingerprint known = find(memory, location);
    return known != null && known.routine() != GuestRoutine.UDIVMODDI4;
  }

  private static ColdUnits.Made made(
      CodeSpace space, ColdUnits guestCode, Fingerprint known, int address) {
    RecognisedUnit unit = known.routine().unit().in(space, guestCode);
    int end = known.end(address);
    int start = end - known.length();
    if (known.calls().length == 0) {
      return new ColdUnits.Made(unit, start, end);
    }
    int callee = known.callee(space.memory(), address, known.calls()[0]) & ~1;
    return new ColdUnits.Made(unit, start, end, callee, callee + Fingerprints.LONGEST_CALLEE);
  }

  /** What begins at {@code location}, null when that is unknown. Never faults. */
  Fingerprint find(GuestMemory memory, int location) {
    int address = location & ~1;
    if ((memory.permissions(address) & GuestMemory.EXECUTE) == 0) {
      return null;
    }
    int word = memory.fetch32(address);
    int slot = slot(word);
    while (firstWords[slot] != 0) {
      Fingerprint candidate = fingerprints[slot];
      if (firstWords[slot] == word
          && candidate.thumb() == (location & 1)
          && candidate.isAt(memory, address)
          && callsDivision(candidate, memory, address)) {
        return candidate;
      }
      slot = slot + 1 & firstWords.length - 1;
    }
    return null;
  }

  private boolean callsDivision(Fingerprint candidate, GuestMemory memory, int address) {
    for (int call : candidate.calls()) {
      Fingerprint callee = find(memory, candidate.callee(memory, address, call));
      if (callee == null || callee.routine() != GuestRoutine.UDIVMODDI4) {
        return false;
      }
    }
    return true;
  }
}
