package dev.armature.region;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** Strongly connected components by Tarjan's algorithm: loops with all that is inside of them. */
final class Components {
  private final IntFunction<List<Integer>> successors;
  private final Map<Integer, Integer> index = new HashMap<>();
  private final Map<Integer, Integer> low = new HashMap<>();
  private final ArrayDeque<Integer> open = new ArrayDeque<>();
  private final Set<Integer> isOpen = new HashSet<>();
  private final List<List<Integer>> components = new ArrayList<>();

  private Components(IntFunction<List<Integer>> successors) {
    this.successors = successors;
  }

  /** Those that are reached from {@code entry}, each before those that it leads to. */
  static List<List<Integer>> from(int entry, IntFunction<List<Integer>> successors) {
    var found = new Components(successors);
    found.visit(entry);
    return found.components.reversed();
  }

  private void visit(int entry) {
    record Frame(int location, List<Integer> successors, int[] next) {}
    var stack = new ArrayDeque<Frame>();
    enter(entry);
    stack.push(new Frame(entry, successors.apply(entry), new int[1]));
    while (!stack.isEmpty()) {
      Frame frame = stack.peek();
      if (frame.next[0] < frame.successors.size()) {
        int next = frame.successors.get(frame.next[0]++);
        if (!index.containsKey(next)) {
          enter(next);
          stack.push(new Frame(next, successors.apply(next), new int[1]));
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
