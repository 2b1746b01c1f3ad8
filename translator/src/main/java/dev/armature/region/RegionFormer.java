package dev.armature.region;

import dev.armature.ir.Block;
import dev.armature.ir.Terminal;
import dev.armature.machine.GuestFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  }

  /** Guest instructions looked at for one region at most. */
  private static final int MAX_INSTRUCTIONS = 4000;

  /** A plain jump further than this is taken for a tail call. */
  private static final int MAX_FORWARD_JUMP = 0x4000;

  private static final int MAX_BACKWARD_JUMP = 0x400;

  /** Instructions of a block that belongs to straight code, cut only for its length. */
  private static final int LONG_BLOCK = 32;

  private final Source source;
  private final int entry;
  private final IntPredicate ran;
  private final Set<Integer> leaders = new HashSet<>();
  private final TreeMap<Integer, Block> blocks = new TreeMap<>(Integer::compareUnsigned);
  private final Set<Integer> tailCalls = new HashSet<>();
  private int instructions;

  private RegionFormer(Source source, int entry, IntPredicate ran) {
    this.source = source;
    this.entry = entry;
    this.ran = ran;
  }

  /**
   * Forms the region at {@code entry}.
   *
   * @param budget bytes of bytecode it should take at most
   * @param ran whether a location that is branched to has run; what has not is left out
   * @throws GuestFault when the first instruction can't be fetched
   */
  public static Region form(Source source, int entry, int budget, IntPredicate ran) {
    var former = new RegionFormer(source, entry, ran);
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
    var former = new RegionFormer(source, entry, ran);
    former.explore();
    former.keepLoop();
    return former.region(budget);
  }

  private void keepLoop() {
    int end = entry;
    for (Block block : blocks.values()) {
      if (successors(block).contains(entry) && Integer.compareUnsigned(block.end(), end) > 0) {
        end = block.end();
      }
    }
    int last = end;
    Set<Integer> loop =
        cycle(location ->
            Integer.compareUnsigned(location, entry) >= 0
                && Integer.compareUnsigned(location, last) < 0);
    if (loop.isEmpty()) {
      // Compilers put parts of a loop before its head and behind its last jump: a switch in a loop.
      loop = cycle(_ -> true);
    }
    if (!loop.isEmpty()) {
      blocks.keySet().retainAll(loop);
    }
  }

  /** The blocks among {@code within} that lead from the entry back to it; none when none do. */
  private Set<Integer> cycle(IntPredicate within) {
    var predecessors = new HashMap<Integer, List<Integer>>();
    var work = new ArrayDeque<Integer>();
    var reached = new HashSet<Integer>();
    work.add(entry);
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
    work.addAll(predecessors.getOrDefault(entry, List.of()));
    while (!work.isEmpty()) {
      int at = work.poll();
      if (loop.add(at) && at != entry) {
        work.addAll(predecessors.getOrDefault(at, List.of()));
      }
    }
    if (!loop.isEmpty()) {
      loop.add(entry);
    }
    return loop;
  }

  private void explore() {
    var work = new ArrayDeque<Integer>();
    leaders.add(entry);
    add(source.lift(entry, leaders::contains));
    work.add(entry);
    while (!work.isEmpty() && instructions < MAX_INSTRUCTIONS) {
      Block block = blocks.get(work.poll());
      if (block == null) {
        continue;
      }
      for (int target : successors(block)) {
        if (isReached(block, target) && leaders.add(target)) {
          int cut = cut(target);
          if (cut != target) {
            work.add(cut);
          }
          if (lift(target)) {
            work.add(target);
          }
        }
      }
    }
  }

  /** Where a block always leads has run when it has, though it may not have been branched to. */
  private boolean isReached(Block block, int target) {
    return block.terminal() instanceof Terminal.Jump
        || leaders.contains(target)
        || ran.test(target);
  }

  private boolean lift(int location) {
    try {
      add(source.lift(location, leaders::contains));
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
    add(source.lift(before.getKey(), leaders::contains));
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
          if (near && !(target != entry && source.hasOwnUnit(target))) {
            addSuccessor(list, target);
          } else {
            tailCalls.add(target);
          }
        });
    return list;
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
    Set<Integer> chosen = new Selection(blocks, this::successors, entry).within(budget);
    List<Block> order = new ArrayList<>();
    layOut(chosen, order);
    return new Region(order, ranges(order), tailCalls, leftOut(order), rest(chosen));
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
          && blocks.containsKey(next)
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

  /** For the selection: block sizes by location. */
  static Map<Integer, Integer> sizes(Map<Integer, Block> blocks) {
    var sizes = new HashMap<Integer, Integer>();
    blocks.forEach((location, block) -> sizes.put(location, SizeEstimate.of(block)));
    return sizes;
  }
}
