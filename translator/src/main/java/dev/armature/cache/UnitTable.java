package dev.armature.cache;

import dev.armature.machine.Unit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Open-addressing hash table from location to unit. One writer at a time; readers take no lock:
 * they see an entry completely or not at all, and may miss one that is being added.
 */
final class UnitTable {
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Unit[].class);

  private final Unit[] slots;
  private final int shift;
  private int used;

  UnitTable(int bits) {
    slots = new Unit[1 << bits];
    shift = 32 - bits;
  }

  private int slot(int location) {
    // Fibonacci hashing: neighbouring locations spread over the table.
    return (location * 0x9e37_79b9) >>> shift;
  }

  /**
   * A plain read is enough: all that is looked at is reached through it, and was written before the
   * {@link #put}. By way of a {@code VarHandle} a young JVM takes ten times as long.
   */
  Unit get(int location) {
    Unit[] table = slots;
    int mask = table.length - 1;
    for (int i = slot(location); ; i = (i + 1) & mask) {
      Unit unit = table[i];
      if (unit == null || unit.location == location) {
        return unit;
      }
    }
  }

  /** Adds or replaces. The caller makes sure that {@link #isFull} is false. */
  void put(Unit unit) {
    ELEMENT.setRelease(slots, place(unit.location), unit);
  }

  /** The index for an entry, which is counted when it is a new one. */
  private int place(int location) {
    int mask = slots.length - 1;
    int i = slot(location);
    while (slots[i] != null && slots[i].location != location) {
      i = (i + 1) & mask;
    }
    if (slots[i] == null) {
      used++;
    }
    return i;
  }

  boolean isFull() {
    return used * 2 >= slots.length;
  }

  /** A table four times as large with the entries that are not stale. */
  UnitTable grown() {
    return copy(32 - shift + 2);
  }

  /** A table of the same size with the entries that are not stale. */
  UnitTable swept() {
    return copy(32 - shift);
  }

  private UnitTable copy(int bits) {
    var copy = new UnitTable(bits);
    for (Unit unit : slots) {
      if (unit != null && !unit.stale) {
        // Nobody else sees it yet.
        copy.slots[copy.place(unit.location)] = unit;
      }
    }
    return copy;
  }
}
