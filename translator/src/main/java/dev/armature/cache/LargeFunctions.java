package dev.armature.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How functions that are larger than a unit were divided: where their parts begin. Who compiles
 * more of them stops there, so that the parts stay the same and are compiled once.
 */
final class LargeFunctions {
  private final Set<Integer> parts = ConcurrentHashMap.newKeySet();
  private final Set<Integer> units = ConcurrentHashMap.newKeySet();

  /** Parts of a function begin at each of {@code heads}. */
  void addParts(Set<Integer> heads) {
    parts.addAll(heads);
  }

  /** A unit that begins at {@code location} is large. */
  void addUnit(int location) {
    units.add(location);
  }

  boolean isPart(int location) {
    return parts.contains(location);
  }

  boolean isUnit(int location) {
    return units.contains(location);
  }

  /** Forgets code that changes: between {@code from} and {@code to}. */
  void drop(long from, long to) {
    parts.removeIf(location -> isIn(location, from, to));
    units.removeIf(location -> isIn(location, from, to));
  }

  private static boolean isIn(int location, long from, long to) {
    long address = location & 0xffff_fffeL;
    return address >= from && address < to;
  }
}
