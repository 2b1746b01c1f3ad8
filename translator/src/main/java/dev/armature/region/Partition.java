package dev.armature.region;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides a function that is too large for one unit into parts that are entered at their heads
 * only, so that no code is in two of them but for short ends that several lead to. A loop that fits
 * a part is in it as a whole; of one that does not, the head is the head of a part.
 */
final class Partition {
  /** A piece of code this small may be in several parts... */
  private static final int SMALL = 16;

  /** ...as long as such pieces are no more of any of them: parts of the budget. */
  private static final int COPIES = 8;

  private final class Part {
    private final Set<Integer> blocks = new HashSet<>();
    private int size;
    private int copies;

    /**
     * @param copy whether it would not be the only one to have the piece
     */
    private boolean hasRoom(int piece, boolean copy) {
      return size + piece <= budget
          && (!copy || piece <= budget / SMALL && copies + piece <= budget / COPIES);
    }
  }

  private final Map<Integer, List<Integer>> successors;
  private final Map<Integer, Integer> sizes;
  private final int entry;
  private final int budget;
  private final Map<Integer, List<Integer>> predecessors = new HashMap<>();
  private final List<List<Integer>> pieces = new ArrayList<>();
  private final Set<Integer> split = new HashSet<>();
  private final Map<Integer, Part> parts = new HashMap<>();
  private final Map<Integer, Set<Part>> owners = new HashMap<>();

  /**
   * @param successors of each block, all of them blocks
   * @param sizes estimated bytes of bytecode of each block
   * @param budget bytes for a part
   */
  Partition(
      Map<Integer, List<Integer>> successors, Map<Integer, Integer> sizes, int entry, int budget) {
    this.successors = successors;
    this.sizes = sizes;
    this.entry = entry;
    this.budget = budget;
    successors.forEach((from, list) -> {
      for (int to : list) {
        predecessors.computeIfAbsent(to, _ -> new ArrayList<>()).add(from);
      }
    });
    findPieces();
    pieces.forEach(this::place);
  }

  /** The blocks of the part whose head is the entry. */
  Set<Integer> first() {
    return parts.get(entry).blocks;
  }

  /** Where parts begin, the entry among them. */
  Set<Integer> heads() {
    return parts.keySet();
  }

  /** What is not to be divided, each behind what leads to it but for the heads of split loops. */
  private void findPieces() {
    record Task(List<Integer> piece, int head) {}
    var work = new ArrayDeque<Task>();
    work.push(new Task(List.copyOf(successors.keySet()), entry));
    boolean whole = true;
    while (!work.isEmpty()) {
      Task task = work.pop();
      if (!whole && (task.piece.size() == 1 || size(task.piece) <= budget)) {
        pieces.add(task.piece);
        continue;
      }
      if (!whole) {
        split.add(task.head);
      }
      whole = false;
      var within = Set.copyOf(task.piece);
      List<List<Integer>> components = Components.from(task.head, from -> inside(from, within));
      for (List<Integer> component : components.reversed()) {
        work.push(new Task(component, entryOf(component)));
      }
    }
  }

  private List<Integer> inside(int from, Set<Integer> within) {
    return successors.get(from).stream()
        .filter(to -> within.contains(to) && !split.contains(to))
        .toList();
  }

  /**
   * Where a piece is entered from outside: the first such block, in the order of the guest's code.
   */
  private int entryOf(List<Integer> piece) {
    if (piece.size() == 1 || piece.contains(entry)) {
      return piece.size() == 1 ? piece.getFirst() : entry;
    }
    var members = Set.copyOf(piece);
    return piece.stream()
        .filter(to -> !members.containsAll(predecessors.get(to)))
        .min(Integer::compareUnsigned)
        .orElseThrow();
  }

  private int size(List<Integer> piece) {
    return piece.stream().mapToInt(sizes::get).sum();
  }

  private void place(List<Integer> piece) {
    int head = entryOf(piece);
    int size = size(piece);
    Set<Part> into = leading(piece);
    boolean begins = head == entry || split.contains(head) || into.isEmpty();
    boolean copy = into.size() > 1;
    if (begins || !into.stream().allMatch(part -> part.hasRoom(size, copy))) {
      into = Set.of(parts.computeIfAbsent(head, _ -> new Part()));
    }
    for (Part part : into) {
      part.blocks.addAll(piece);
      part.size += size;
      part.copies += into.size() > 1 ? size : 0;
    }
    for (int block : piece) {
      owners.put(block, into);
    }
  }

  /** The parts that lead to a piece. */
  private Set<Part> leading(List<Integer> piece) {
    var leading = new LinkedHashSet<Part>();
    for (int block : piece) {
      for (int from : predecessors.getOrDefault(block, List.of())) {
        leading.addAll(owners.getOrDefault(from, Set.of()));
      }
    }
    return leading;
  }
}
