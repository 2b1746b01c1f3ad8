package dev.armature.machine;

/** A place in a unit that calls other units and remembers the last one. */
public abstract sealed class CallSite permits Link, IndirectLink {
  Unit unit;

  /** Forgets the unit that it went to: the process of both has gone. */
  final void forget() {
    unit = null;
  }
}
