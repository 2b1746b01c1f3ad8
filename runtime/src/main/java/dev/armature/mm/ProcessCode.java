package dev.armature.mm;

import dev.armature.machine.CodeLookup;
import dev.armature.machine.GuestMemory;

/** The translated code of an address space, as memory management sees it. */
public interface ProcessCode {
  /** Makes the code of a new address space. */
  @FunctionalInterface
  interface Factory {
    /**
     * Makes the code of the space with this memory.
     *
     * @param program what the space is going to run, by a name that is the same in each of its
     *     runs: what was learned about its code may be shared
     */
    ProcessCode create(GuestMemory memory, String program);

    /**
     * Host addresses where the memory of a process that will run {@code program} would best begin,
     * the best one first: what was learned about the program's code is for memory there.
     */
    default long[] bases(String program) {
      return new long[0];
    }
  }

  /** Where running code looks up more code. */
  CodeLookup lookup();

  /**
   * Forgets what was translated from the range. Called without any lock of the address space held,
   * after the memory has changed.
   */
  void invalidate(int start, long length);

  /** The space is going away: after this returns nobody may read its memory to translate it. */
  void close();
}
