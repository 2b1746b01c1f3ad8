package dev.armature.mm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The areas of an address space in order of address, never overlapping, neighbours joined where
 * they can be. Keeps the use counts of mapped files and the sums that limits are held against. The
 * address space's lock guards it.
 */
final class VmaTree {
  private final TreeMap<Long, Vma> areas = new TreeMap<>();
  private long totalPages;
  private long dataPages;
  private long lockedPages;

  int count() {
    return areas.size();
  }

  Collection<Vma> all() {
    return areas.values();
  }

  long totalPages() {
    return totalPages;
  }

  long dataPages() {
    return dataPages;
  }

  long lockedPages() {
    return lockedPages;
  }

  /** The first area that ends above {@code address} ({@code find_vma}), or null. */
  Vma find(long address) {
    Map.Entry<Long, Vma> floor = areas.floorEntry(address);
    if (floor != null && floor.getValue().end() > address) {
      return floor.getValue();
    }
    Map.Entry<Long, Vma> next = areas.higherEntry(address);
    return next == null ? null : next.getValue();
  }

  /** The area that holds {@code address} ({@code vma_lookup}), or null. */
  Vma lookup(long address) {
    Map.Entry<Long, Vma> floor = areas.floorEntry(address);
    return floor != null && floor.getValue().end() > address ? floor.getValue() : null;
  }

  /** The last area that ends at or below {@code address}, or null. */
  Vma previous(long address) {
    for (var entry = areas.lowerEntry(address);
        entry != null;
        entry = areas.lowerEntry(entry.getKey())) {
      if (entry.getValue().end() <= address) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** The parts of areas within the range, in order of address. */
  List<Vma> within(long start, long end) {
    List<Vma> parts = new ArrayList<>();
    for (Vma vma = find(start); vma != null && vma.start() < end; vma = find(vma.end())) {
      parts.add(vma.slice(start, end));
    }
    return parts;
  }

  /** Whether areas cover the range without a hole. */
  boolean covers(long start, long end) {
    long at = start;
    for (Vma vma = find(at); vma != null && vma.start() <= at && at < end; vma = find(at)) {
      at = vma.end();
    }
    return at >= end;
  }

  boolean isFree(long start, long end) {
    Vma vma = find(start);
    return vma == null || vma.start() >= end;
  }

  /** Adds an area where none is, and joins it with its neighbours. */
  void insert(Vma vma) {
    // The neighbours may be the last users of the file but for this area.
    hold(vma);
    Vma joined = vma;
    Vma before = lookup(vma.start() - 1);
    if (before != null && before.joins(joined)) {
      joined = before.extended(joined.end());
      drop(before);
    }
    Vma after = areas.get(vma.end());
    if (after != null && joined.joins(after)) {
      joined = joined.extended(after.end());
      drop(after);
    }
    put(joined);
    letGo(vma);
  }

  /** Takes away whatever is in the range, cutting areas at its borders. */
  void remove(long start, long end) {
    for (Vma vma = find(start); vma != null && vma.start() < end; vma = find(start)) {
      hold(vma);
      drop(vma);
      if (vma.start() < start) {
        put(vma.slice(vma.start(), start));
      }
      if (vma.end() > end) {
        put(vma.slice(end, vma.end()));
      }
      letGo(vma);
    }
  }

  /** Replaces every area of the range by what {@code change} makes of it; holes stay. */
  void change(long start, long end, UnaryOperator<Vma> change) {
    for (Vma part : within(start, end)) {
      hold(part);
      remove(part.start(), part.end());
      insert(change.apply(part));
      letGo(part);
    }
  }

  void clear() {
    for (Vma vma : List.copyOf(areas.values())) {
      drop(vma);
    }
  }

  private static void hold(Vma vma) {
    if (vma.file() != null) {
      vma.file().retain();
    }
  }

  private static void letGo(Vma vma) {
    if (vma.file() != null) {
      vma.file().release();
    }
  }

  private void put(Vma vma) {
    hold(vma);
    areas.put(vma.start(), vma);
    count(vma, 1);
  }

  private void drop(Vma vma) {
    areas.remove(vma.start());
    count(vma, -1);
    letGo(vma);
  }

  private void count(Vma vma, int sign) {
    long pages = sign * vma.pages();
    totalPages += pages;
    if (VmFlags.isData(vma.flags())) {
      dataPages += pages;
    }
    if (vma.has(VmFlags.VM_LOCKED)) {
      lockedPages += pages;
    }
  }
}
