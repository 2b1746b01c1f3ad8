package dev.armature.region;

import dev.armature.ir.Block;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.machine.GuestFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Forms the region of a guest function: lifts from an entry along the direct branches that have
 * been taken, cuts blocks where others jump to, and keeps what fits the budget, loops whole where
 * possible.
 */
public final class RegionFormer {
  /** Lifts and optimises the block at a location; it ends before the next leader. */
  @FunctionalInterface
  public interface Source {
    /** Throws {@link GuestFault} when its first instruction can't be fetched. */
    Block lift(int location, IntPredicate leader);

    /** Whether a jump to {@code location} is a tail call, wherever it is. */
    default boolean hasOwnUnit(int location) {
      return false;
    }

    /** Whether a part of a function that is larger than a unit begins at {@code location}. */
    default boolean beginsPart(int location) {
      return false;
    }

    /**
     * Whether a unit begins at {@code location} that is worth going to from another unit of its
     * function, when that has no room for all.
     */
    default boolean beginsLargeUnit(int location) {
      return false;
    }
  }

  /** Guest instructions looked at for one region at most. */
  private static final int MAX_INSTRUCTIONS = 4000;

  /** Guest instructions looked at to see whether a far jump stays in the function. */
  private static final int MAX_DETOUR = 2000;

  /** A plain jump further than this is taken for a tail call, unless it leads back. */
  private static final int MAX_FORWARD_JUMP = 0x4000;

  private static final int MAX_BACKWARD_JUMP = 0x400;

  /** Instructions of a block that belongs to straight code, cut only for its length. */
  private static final int LONG_BLOCK = 32;

  /** The part of the budget from which on a region does not repeat what large units have. */
  private static final int WORTH_DIVIDING = 3;

  private final Source source;
  private final int entry;
  private final IntPredicate ran;
  private final Set<Integer> leaders = new HashSet<>();
  private final TreeMap<Integer, Block> blocks = new TreeMap<>(Integer::compareUnsigned);
  private final Set<Integer> tailCalls = new HashSet<>();

  /** Those of them that are jumped to without a return address having been restored before. */
  private final Set<Integer> doubtful = new LinkedHashSet<>();

  /** Those that proved to be in this function all the same: another part of it. */
  private final Set<Integer> inside = new HashSet<>();

  private final int limit;
  private int instructions;

  private RegionFormer(Source source, int entry, IntPredicate ran, int limit) {
    this.source = source;
    this.entry = entry;
    this.ran = ran;
    this.limit = limit;
  }

  /**
   * Forms the region at {@code entry}.
   *
   * @param budget bytes of bytecode it should take at most
   * @param ran whether a location that is branched to has run; what has not is left out
   * @throws GuestFault when the first instruction can't be fetched
   */
  public static Region form(Source source, int entry, int budget, IntPredicate ran) {
    var former = new RegionFormer(source, entry, ran, MAX_INSTRUCTIONS);
    former.explore();
    return former.region(budget);
  }

  /**
   * Forms the region of the loop whose head is at {@code entry}, without what is around it: control
   * enters it there, so that outer loops would not be loops with one head.
   *
   * @param budget bytes of bytecode it should take at most
   * @param ran whether a location that is branched to has run; what has not is left out
   * @throws GuestFault when the first instruction can't be fetched
   */
  public static Region formLoop(Source source, int entry, int budget, IntPredicate ran) {
    var former = new RegionFormer(source, entry, ran, MAX_INSTRUCTIONS);
    former.explore();
    former.keepLoop();
    return former.region(budget);
  }

  /**
   * The head of the innermost loop around {@code location}; 0 when there is none that lies where
   * compilers put loops: between their head and the last jump back to it.
   *
   * @param isHead whether the location is known to be a head: then it is the answer, unless the
   *     loop is a part of one with several ways in, which is better entered at its first block
   * @param ran whether a location that is branched to has run
   * @throws GuestFault when the first instruction can't be fetched
   */
  public static int loopAround(Source source, int location, boolean isHead, IntPredicate ran) {
    var former = new RegionFormer(source, location, ran, MAX_INSTRUCTIONS);
    former.explore();
    NavigableMap<Integer, Integer> ends = former.loopEnds();
    for (int head : former.blocks.headMap(location, isHead).descendingKeySet()) {
      Set<Integer> loop = former.loop(head, ends);
      if ((head == location || loop.contains(location)) && !former.isEntangled(loop, head, ends)) {
        return head;
      }
    }
    return isHead ? location : 0;
  }

  private void keepLoop() {
    Set<Integer> loop = loop(entry, loopEnds());
    if (loop.isEmpty()) {
      // Compilers put parts of a loop before its head and behind its last jump: a switch in a loop.
      loop = cycle(entry, _ -> true);
    }
    if (!loop.isEmpty()) {
      blocks.keySet().retainAll(loop);
    }
  }

  /** By location that is jumped back to: the end of the last block that does. */
  private NavigableMap<Integer, Integer> loopEnds() {
    var ends = new TreeMap<Integer, Integer>(Integer::compareUnsigned);
    for (Block block : blocks.values()) {
      for (int to : successors(block)) {
        if (Integer.compareUnsigned(to, block.location()) <= 0) {
          ends.merge(to, block.end(), (a, b) -> Integer.compareUnsigned(a, b) > 0 ? a : b);
        }
      }
    }
    return ends;
  }

  /** Whether the last jump to a head before this one is made in the middle of this loop. */
  private boolean isEntangled(Set<Integer> loop, int head, NavigableMap<Integer, Integer> ends) {
    int end = ends.getOrDefault(head, head);
    return ends.headMap(head).entrySet().stream()
        .anyMatch(other ->
            Integer.compareUnsigned(other.getValue(), end) < 0
                && loop.stream()
                    .map(blocks::get)
                    .anyMatch(block ->
                        block.end() == other.getValue()
                            && successors(block).contains(other.getKey())));
  }

  /**
   * The blocks of a loop that lie between its head and the last jump to it, or to a loop that
   * begins between them; none without such a jump.
   */
  private Set<Integer> loop(int head, NavigableMap<Integer, Integer> ends) {
    if (!ends.containsKey(head)) {
      return Set.of();
    }
    int end = ends.get(head);
    for (Map.Entry<Integer, Integer> other : ends.tailMap(head).entrySet()) {
      if (Integer.compareUnsigned(other.getKey(), end) < 0
          && Integer.compareUnsigned(other.getValue(), end) > 0) {
        end = other.getValue();
      }
    }
    int last = end;
    return cycle(
        head,
        location ->
            Integer.compareUnsigned(location, head) >= 0
                && Integer.compareUnsigned(location, last) < 0);
  }

  /** The blocks among {@code within} that lead from a head back to it; none when none do. */
  private Set<Integer> cycle(int head, IntPredicate within) {
    var predecessors = new HashMap<Integer, List<Integer>>();
    var work = new ArrayDeque<Integer>();
    var reached = new HashSet<Integer>();
    work.add(head);
    while (!work.isEmpty()) {
      int from = work.poll();
      Block block = blocks.get(from);
      if (block == null || !within.test(from) || !reached.add(from)) {
        continue;
      }
      for (int to : successors(block)) {
        predecessors.computeIfAbsent(to, _ -> new ArrayList<>()).add(from);
        work.add(to);
      }
    }
    var loop = new HashSet<Integer>();
    work.addAll(predecessors.getOrDefault(head, List.of()));
    while (!work.isEmpty()) {
      int at = work.poll();
      if (loop.add(at) && at != head) {
        work.addAll(predecessors.getOrDefault(at, List.of()));
      }
    }
    if (!loop.isEmpty()) {
      loop.add(head);
    }
    return loop;
  }

  private void explore() {
    var work = new ArrayDeque<Integer>();
    lift(work);
    follow(work);
    for (int target : doubtful) {
      if (ran.test(target) && (source.beginsPart(target) || leadsBack(target))) {
        inside.add(target);
      }
    }
    tailCalls.removeAll(inside);
  }

  private void lift(ArrayDeque<Integer> work) {
    leaders.add(entry);
    add(source.lift(entry, this::leads));
    work.add(entry);
  }

  /** Whether the code at the target of a far jump leads to code of this function. */
  private boolean leadsBack(int target) {
    try {
      // Of the source only its blocks: where units begin says nothing about where code leads.
      var detour =
          new RegionFormer((at, leader) -> source.lift(at, leader), target, ran, MAX_DETOUR);
      var work = new ArrayDeque<Integer>();
      detour.lift(work);
      detour.follow(work);
      return detour.blocks.values().stream().anyMatch(this::covers);
    } catch (GuestFault fault) {
      return false;
    }
  }

  private boolean covers(Block other) {
    var before = blocks.lowerEntry(other.end() | 1);
    return before != null
        && ((before.getKey() ^ other.location()) & 1) == 0
        && Integer.compareUnsigned(before.getValue().end(), other.start()) > 0
        && Integer.compareUnsigned(before.getValue().start(), other.end()) < 0;
  }

  private void follow(ArrayDeque<Integer> work) {
    while (!work.isEmpty() && instructions < limit) {
      Block block = blocks.get(work.poll());
      if (block == null) {
        continue;
      }
      for (int target : successors(block)) {
        if (isReached(block, target) && !isElsewhere(target)) {
          lead(target, work);
        }
      }
    }
  }

  /** Makes a block begin at {@code target}; what is new is to be followed. */
  private void lead(int target, ArrayDeque<Integer> work) {
    if (leaders.add(target)) {
      int cut = cut(target);
      if (cut != target) {
        work.add(cut);
      }
      if (lift(target)) {
        work.add(target);
      }
    }
  }

  /** Whether another part of the function begins at {@code location}. */
  private boolean isElsewhere(int location) {
    return location != entry && source.beginsPart(location);
  }

  private boolean leads(int location) {
    return leaders.contains(location) || isElsewhere(location);
  }

  /** Where a block always leads has run when it has, though it may not have been branched to. */
  private boolean isReached(Block block, int target) {
    return block.terminal() instanceof Terminal.Jump
        || leaders.contains(target)
        || ran.test(target);
  }

  private boolean lift(int location) {
    try {
      add(source.lift(location, this::leads));
      return true;
    } catch (GuestFault fault) {
      return false; // an exit: whoever goes there gets the fault
    }
  }

  private void add(Block block) {
    blocks.put(block.location(), block);
    instructions += block.instructions();
  }

  /** Lifts the block that {@code target} falls into again. Returns its location, or target. */
  private int cut(int target) {
    var before = blocks.lowerEntry(target);
    if (before == null
        || Integer.compareUnsigned(before.getValue().end(), target & ~1) <= 0
        || ((before.getKey() ^ target) & 1) != 0) {
      return target;
    }
    instructions -= before.getValue().instructions();
    add(source.lift(before.getKey(), this::leads));
    return before.getKey();
  }

  private List<Integer> successors(Block block) {
    var list = new ArrayList<Integer>();
    Successors.forEach(
        block.terminal(),
        target -> addSuccessor(list, target),
        target -> {
          int distance = target - block.end();
          boolean near =
              distance < MAX_FORWARD_JUMP && distance > -MAX_BACKWARD_JUMP || isLoop(block, target);
          boolean known = target != entry && source.hasOwnUnit(target);
          if (near && !known) {
            addSuccessor(list, target);
          } else if (!inside.contains(target)) {
            tailCalls.add(target);
            if (!known && ((target ^ entry) & 1) == 0 && !restoresLink(block)) {
              doubtful.add(target);
            }
          }
        });
    return list;
  }

  /** Whether a block restores lr and sp: what a function with a frame does last. */
  private static boolean restoresLink(Block block) {
    return puts(block, Reg.LR) && puts(block, Reg.SP)
        || block.terminal() instanceof Terminal.If t && restoresLink(t.then());
  }

  private static boolean puts(Block block, int reg) {
    return block.ops().stream()
        .anyMatch(op -> op.code() == Opcode.PUT && op.imm() == reg && !op.arg(0).isConst());
  }

  private boolean isLoop(Block block, int target) {
    return Integer.compareUnsigned(target, entry) >= 0
        && Integer.compareUnsigned(target, block.location()) <= 0;
  }

  private void addSuccessor(List<Integer> list, int target) {
    // One unit, one instruction set.
    if (((target ^ entry) & 1) == 0) {
      list.add(target);
    }
  }

  private Region region(int budget) {
    Set<Integer> chosen = blocks.keySet();
    var heads = new HashSet<>(inside);
    Map<Integer, Integer> sizes = sizes(blocks);
    if (sum(sizes) > budget / WORTH_DIVIDING) {
      Map<Integer, List<Integer>> graph = withoutLargeUnits();
      chosen = graph.keySet();
      sizes.keySet().retainAll(chosen);
      if (sum(sizes) > budget) {
        var parts = new Partition(graph, sizes, entry, budget);
        chosen = parts.first();
        heads.addAll(parts.heads());
      }
    }
    List<Block> order = new ArrayList<>();
    layOut(chosen, order);
    return new Region(order, ranges(order), tailCalls, leftOut(order), rest(chosen), heads);
  }

  private static int sum(Map<Integer, Integer> sizes) {
    return sizes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What is reached before other units that are worth going to: successors by block. */
  private Map<Integer, List<Integer>> withoutLargeUnits() {
    var graph = new LinkedHashMap<Integer, List<Integer>>();
    var work = new ArrayDeque<Integer>(List.of(entry));
    while (!work.isEmpty()) {
      int from = work.poll();
      if (!graph.containsKey(from)) {
        List<Integer> to =
            successors(blocks.get(from)).stream()
                .filter(next ->
                    blocks.containsKey(next) && (next == entry || !source.beginsLargeUnit(next)))
                .distinct()
                .toList();
        graph.put(from, to);
        work.addAll(to);
      }
    }
    return graph;
  }

  private Set<Integer> leftOut(List<Block> order) {
    var leftOut = new HashSet<Integer>();
    for (Block block : order) {
      for (int target : successors(block)) {
        if (!isReached(block, target)) {
          leftOut.add(target);
        }
      }
    }
    return leftOut;
  }

  private Set<Integer> rest(Set<Integer> chosen) {
    var rest = new HashSet<Integer>();
    for (int location : chosen) {
      Block block = blocks.get(location);
      int next = block.end() | location & 1;
      if (block.instructions() >= LONG_BLOCK
          && block.terminal() instanceof Terminal.Jump jump
          && jump.target() == next
          && (blocks.containsKey(next) || isElsewhere(next))
          && !chosen.contains(next)) {
        rest.add(next);
      }
    }
    return rest;
  }

  /** Reverse postorder: every block behind those that lead to it, but for loops. */
  private void layOut(Set<Integer> chosen, List<Block> order) {
    record Visit(Block block, List<Integer> successors, int[] next) {}
    var seen = new HashSet<Integer>();
    var stack = new ArrayDeque<Visit>();
    seen.add(entry);
    stack.push(new Visit(blocks.get(entry), successors(blocks.get(entry)), new int[1]));
    while (!stack.isEmpty()) {
      Visit visit = stack.peek();
      if (visit.next[0] == visit.successors.size()) {
        order.addFirst(visit.block);
        stack.pop();
        continue;
      }
      int location = visit.successors.get(visit.next[0]++);
      if (chosen.contains(location) && seen.add(location)) {
        Block block = blocks.get(location);
        stack.push(new Visit(block, successors(block), new int[1]));
      }
    }
  }

  private static int[] ranges(List<Block> blocks) {
    var sorted = new TreeMap<Integer, Integer>(Integer::compareUnsigned);
    for (Block block : blocks) {
      sorted.merge(block.start(), block.end(), (a, b) -> Integer.compareUnsigned(a, b) > 0 ? a : b);
    }
    var ranges = new ArrayList<Integer>();
    for (Map.Entry<Integer, Integer> range : sorted.entrySet()) {
      int last = ranges.size() - 1;
      if (last > 0 && Integer.compareUnsigned(range.getKey(), ranges.get(last)) <= 0) {
        if (Integer.compareUnsigned(range.getValue(), ranges.get(last)) > 0) {
          ranges.set(last, range.getValue());
        }
      } else {
        ranges.add(range.getKey());
        ranges.add(range.getValue());
      }
    }
    return ranges.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Map<Integer, Integer> sizes(Map<Integer, Block> blocks) {
    var sizes = new HashMap<Integer, Integer>();
    blocks.forEach((location, block) -> sizes.put(location, SizeEstimate.of(block)));
    return sizes;
  }
}
