package dev.armature.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Graphs by hand and by chance: parts that don't overlap. Blocks are 100 bytes. */
class PartitionTest {
  private static final int SIZE = 100;

  @Test
  void loopThatFitsIsInOnePart() {
    // 0 leads to the loop 1, 2, 3, which leads to 4.
    var parts = new Partition(graph("0:1 1:2 2:3,4 3:1 4:"), sizes(5), 0, 3 * SIZE);
    assertEquals(Set.of(0), parts.first());
    assertEquals(Set.of(0, 1, 4), parts.heads());
    parts = new Partition(graph("0:1 1:2 2:3,4 3:1 4:"), sizes(5), 0, 4 * SIZE);
    assertEquals(Set.of(0, 1, 2, 3), parts.first());
    assertEquals(Set.of(0, 4), parts.heads());
  }

  @Test
  void innerLoopOfOneThatDoesNotFitStaysWhole() {
    // The loop from 1 to 5 has the loop 3, 4 inside.
    var graph = graph("0:1 1:2 2:3 3:4 4:3,5 5:1,6 6:");
    var parts = new Partition(graph, sizes(7), 0, 3 * SIZE);
    assertEquals(Set.of(0, 1, 3, 6), parts.heads());
    parts = new Partition(graph, sizes(7), 1, 3 * SIZE);
    assertEquals(Set.of(1, 2), parts.first());
    assertEquals(Set.of(3, 4, 5), new Partition(graph, sizes(7), 3, 3 * SIZE).first());
  }

  @Test
  void whereTwoPartsMeetAnotherBegins() {
    // Too large for one part, 1 and 2 meet at 3, which is no small piece.
    var graph = graph("0:1,2 1:3 2:3 3:");
    var parts = new Partition(graph, Map.of(0, 500, 1, 600, 2, 600, 3, 400), 0, 1100);
    assertTrue(parts.heads().contains(3));
  }

  @Test
  void shortEndIsInAllPartsThatLeadToIt() {
    var graph = graph("0:1,2 1:3 2:3 3:");
    var parts = new Partition(graph, Map.of(0, 5000, 1, 1000, 2, 4000, 3, 100), 0, 6500);
    assertEquals(Set.of(0, 1, 3), parts.first());
    assertEquals(Set.of(0, 2), parts.heads());
  }

  /** All parts of a function together are about as large as it, whatever its shape. */
  @Test
  void partsOfAnyFunctionCoverItOnce() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      int n = 20 + random.nextInt(100);
      var graph = new HashMap<Integer, List<Integer>>();
      for (int i = 0; i < n; i++) {
        var list = new ArrayList<Integer>();
        if (i + 1 < n) {
          list.add(i + 1);
        }
        if (random.nextInt(3) == 0) {
          int to = random.nextInt(n);
          if (!list.contains(to)) {
            list.add(to);
          }
        }
        graph.put(i, list);
      }
      int budget = 10 * SIZE;
      var heads = new Partition(graph, sizes(n), 0, budget).heads();
      int total = 0;
      var covered = new HashSet<Integer>();
      for (int head : heads) {
        Set<Integer> part = reached(graph, head, heads);
        covered.addAll(part);
        total += part.size();
      }
      assertEquals(n, covered.size(), "seed " + seed);
      // What a second way into a loop leads to is in two parts.
      assertTrue(total <= 2 * n, "seed %d: %d blocks in parts of %d".formatted(seed, total, n));
    }
  }

  /** What a part has: all up to the other heads. */
  private static Set<Integer> reached(
      Map<Integer, List<Integer>> graph, int head, Set<Integer> heads) {
    var reached = new HashSet<Integer>();
    var work = new ArrayDeque<Integer>(List.of(head));
    while (!work.isEmpty()) {
      int at = work.poll();
      if (reached.add(at)) {
        graph.get(at).stream().filter(to -> !heads.contains(to)).forEach(work::add);
      }
    }
    return reached;
  }

  private static Map<Integer, List<Integer>> graph(String text) {
    var graph = new HashMap<Integer, List<Integer>>();
    for (String line : text.split(" ")) {
      String[] sides = line.split(":", -1);
      var list = new ArrayList<Integer>();
      for (String to : sides[1].split(",")) {
        if (!to.isEmpty()) {
          list.add(Integer.parseInt(to));
        }
      }
      graph.put(Integer.parseInt(sides[0]), list);
    }
    return graph;
  }

  private static Map<Integer, Integer> sizes(int blocks) {
    var sizes = new HashMap<Integer, Integer>();
    for (int i = 0; i < blocks; i++) {
      sizes.put(i, SIZE);
    }
    return sizes;
  }
}
