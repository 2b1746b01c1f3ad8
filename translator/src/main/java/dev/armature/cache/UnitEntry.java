package dev.armature.cache;

/**
 * What is compiled as one unit.
 *
 * @param location where it is entered
 * @param loop whether it is only the loop with that head, else the function from there on
 */
public record UnitEntry(int location, boolean loop) {
  // Written out: the methods that a record makes for itself take HotSpot 10 ms at first use.
  @Override
  public boolean equals(Object other) {
    return other instanceof UnitEntry entry && location == entry.location && loop == entry.loop;
  }

  @Override
  public int hashCode() {
    return 2 * location + (loop ? 1 : 0);
  }
}
