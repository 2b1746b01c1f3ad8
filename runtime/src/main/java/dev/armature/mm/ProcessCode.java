package dev.armature.mm;

import dev.armature.machine.CodeLookup;
import dev.armature.machine.GuestMemory;

/** The translated code of an address space, as memory management sees it. */
public interface ProcessCode {
  /** Makes the code of a new address space. */
  @FunctionalInterface
  interface Factory {
    ProcessCode create(GuestMemory memory);
  }

  /** Where running code looks up more code. */
  CodeLookup lookup();

  /**
   * Tells which program the space is going to run, by a name that is the same in each of its runs.
   * What was learned about its code may be shared.
   */
  default void program(String name) {}

  /**
   * Forgets what was translated from the range. Called without any lock of the address space held,
   * after the memory has changed.
   */
  void invalidate(int start, long length);

  /** The space is going away: after this returns nobody may read its memory to translate it. */
  void close();
}
