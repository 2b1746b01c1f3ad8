package dev.armature.region;

import dev.armature.ir.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which blocks of a function too large for one unit stay: from the entry on, a loop completely or
 * not at all. The rest is reached by exits and gets units of its own.
 */
final class Selection {
  private final Map<Integer, Block> blocks;
  private final Function<Block, List<Integer>> successors;
  private final int entry;
  private final Map<Integer, Integer> sizes;

  // Tarjan's algorithm: strongly connected components in reverse topological order.
  private final Map<Integer, Integer> index = new HashMap<>();
  private final Map<Integer, Integer> low = new HashMap<>();
  private final ArrayDeque<Integer> open = new ArrayDeque<>();
  private final Set<Integer> isOpen = new HashSet<>();
  private final List<List<Integer>> components = new ArrayList<>();

  Selection(Map<Integer, Block> blocks, Function<Block, List<Integer>> successors, int entry) {
    this.blocks = blocks;
    this.successors = successors;
    this.entry = entry;
    this.sizes = RegionFormer.sizes(blocks);
  }

  Set<Integer> within(int budget) {
    int total = sizes.values().stream().mapToInt(Integer::intValue).sum();
    if (total <= budget) {
      return blocks.keySet();
    }
    visit();
    var chosen = new HashSet<Integer>();
    int left = budget;
    for (List<Integer> component : components.reversed()) {
      int size = component.stream().mapToInt(sizes::get).sum();
      if (size <= left) {
        chosen.addAll(component);
        left -= size;
      } else if (component.contains(entry)) {
        left -= nearEntry(component, left, chosen);
      }
    }
    return chosen;
  }

  /** The entry's own loop is too large: what of it is nearest to the entry. */
  private int nearEntry(List<Integer> component, int budget, Set<Integer> chosen) {
    var members = new HashSet<>(component);
    var work = new ArrayDeque<Integer>();
    work.add(entry);
    chosen.add(entry);
    int used = sizes.get(entry);
    while (!work.isEmpty()) {
      for (int next : successors.apply(blocks.get(work.poll()))) {
        if (members.contains(next) && !chosen.contains(next) && used + sizes.get(next) <= budget) {
          chosen.add(next);
          used += sizes.get(next);
          work.add(next);
        }
      }
    }
    return used;
  }

  private void visit() {
    record Frame(int location, List<Integer> successors, int[] next) {}
    var stack = new ArrayDeque<Frame>();
    enter(entry);
    stack.push(new Frame(entry, successors.apply(blocks.get(entry)), new int[1]));
    while (!stack.isEmpty()) {
      Frame frame = stack.peek();
      if (frame.next[0] < frame.successors.size()) {
        int next = frame.successors.get(frame.next[0]++);
        if (!blocks.containsKey(next)) {
          continue;
        }
        if (!index.containsKey(next)) {
          enter(next);
          stack.push(new Frame(next, successors.apply(blocks.get(next)), new int[1]));
        } else if (isOpen.contains(next)) {
          low.merge(frame.location, index.get(next), Math::min);
        }
        continue;
      }
      stack.pop();
      if (!stack.isEmpty()) {
        low.merge(stack.peek().location, low.get(frame.location), Math::min);
      }
      if (low.get(frame.location).equals(index.get(frame.location))) {
        close(frame.location);
      }
    }
  }

  private void enter(int location) {
    index.put(location, index.size());
    low.put(location, index.get(location));
    open.push(location);
    isOpen.add(location);
  }

  private void close(int root) {
    var component = new ArrayList<Integer>();
    int location;
    do {
      location = open.pop();
      isOpen.remove(location);
      component.add(location);
    } while (location != root);
    components.add(component);
  }
}
