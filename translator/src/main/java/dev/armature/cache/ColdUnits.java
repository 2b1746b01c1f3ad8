package dev.armature.cache;

import dev.armature.machine.Unit;

/** Makes the unit that runs a location before it is worth compiling. */
public interface ColdUnits {
  /** A unit and the code bytes it depends on: start, end, start, end, ... */
  record Made(Unit unit, int... ranges) {}

  /**
   * Makes a unit for {@code location}.
   *
   * @throws dev.armature.machine.GuestFault when the first instruction can't be fetched
   */
  Made make(CodeSpace space, int location);
}
