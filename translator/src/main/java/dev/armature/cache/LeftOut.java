package dev.armature.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Code that compiled units left out because it had not run when they were compiled. When such code
 * proves hot its units are compiled again, with it; each a few times at most.
 */
final class LeftOut {
  /** Times that one unit is compiled again for what it left out. */
  private static final int MOST = 3;

  private final Map<Integer, List<UnitEntry>> owners = new HashMap<>();
  private final Map<UnitEntry, Integer> times = new HashMap<>();

  void add(UnitEntry entry, Iterable<Integer> locations) {
    if (times.getOrDefault(entry, 0) < MOST) {
      for (int location : locations) {
        List<UnitEntry> list = owners.computeIfAbsent(location, _ -> new ArrayList<>(1));
        if (!list.contains(entry)) {
          list.add(entry);
        }
      }
    }
  }

  /** The units that left {@code location} out and are to be compiled again. */
  List<UnitEntry> take(int location) {
    List<UnitEntry> list = owners.remove(location);
    if (list == null) {
      return List.of();
    }
    list.removeIf(entry -> times.merge(entry, 1, Integer::sum) > MOST);
    return list;
  }
}
