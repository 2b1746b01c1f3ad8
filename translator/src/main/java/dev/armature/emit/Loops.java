package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Terminal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The loops of a region, and which guest registers stay at home in {@code CpuState} while one runs:
 * those that it does not mention. They are stored before it and loaded behind it. Otherwise HotSpot
 * has to keep them for the loop's exits, runs out of machine registers and moves the loop's own
 * variables to the stack.
 */
final class Loops {
  /** With fewer registers in use than this there are machine registers enough. */
  private static final int MANY_REGISTERS = 8;

  private record Loop(int head, BitSet blocks, long mentioned) {}

  private final long[] home;
  private final BitSet heads = new BitSet();

  /**
   * @param nodes the blocks by position
   * @param edges calls back with the positions that a block leads to
   */
  Loops(List<Node> nodes, List<List<Integer>> edges) {
    home = new long[nodes.size()];
    long[] mentioned = new long[nodes.size()];
    long all = 0;
    for (int i = 0; i < mentioned.length; i++) {
      mentioned[i] = mentioned(nodes.get(i).block.ops(), nodes.get(i).block.terminal());
      all |= mentioned[i];
    }
    List<Loop> loops = find(edges, mentioned);
    loops.forEach(loop -> heads.set(loop.head));
    if (Long.bitCount(all) <= MANY_REGISTERS) {
      return;
    }
    for (Loop loop : loops) {
      if (isInnermost(loop, loops) && exits(loop, edges) <= 1) {
        long unused = all & ~loop.mentioned & ~Mask.FLAGS;
        loop.blocks.stream().forEach(i -> home[i] |= unused);
      }
    }
  }

  /** Registers that are at home in the block at a position. */
  long home(int position) {
    return home[position];
  }

  /** Whether a loop begins at a position. */
  boolean isHead(int position) {
    return heads.get(position);
  }

  /**
   * How many blocks a loop leads to. What is loaded behind two of them HotSpot would load once for
   * both: in the loop.
   */
  private static long exits(Loop loop, List<List<Integer>> edges) {
    return loop.blocks.stream()
        .flatMap(from -> edges.get(from).stream().mapToInt(Integer::intValue))
        .filter(to -> !loop.blocks.get(to))
        .distinct()
        .count();
  }

  private static boolean isInnermost(Loop loop, List<Loop> loops) {
    return loops.stream()
        .noneMatch(other -> other.head != loop.head && loop.blocks.get(other.head));
  }

  private static List<Loop> find(List<List<Integer>> edges, long[] mentioned) {
    var predecessors = new ArrayList<List<Integer>>();
    edges.forEach(e -> predecessors.add(new ArrayList<>()));
    for (int from = 0; from < edges.size(); from++) {
      for (int to : edges.get(from)) {
        predecessors.get(to).add(from);
      }
    }
    var loops = new ArrayList<Loop>();
    for (int head = 0; head < edges.size(); head++) {
      var blocks = new BitSet();
      var work = new ArrayDeque<Integer>();
      for (int from : predecessors.get(head)) {
        if (from >= head) {
          work.add(from);
        }
      }
      if (work.isEmpty()) {
        continue;
      }
      blocks.set(head);
      long mask = mentioned[head];
      while (!work.isEmpty()) {
        int at = work.poll();
        if (!blocks.get(at)) {
          blocks.set(at);
          mask |= mentioned[at];
          work.addAll(predecessors.get(at));
        }
      }
      // With the entry in it, it may be no loop with one head: then everything is mentioned.
      loops.add(new Loop(head, blocks, blocks.get(0) && head != 0 ? -1 : mask));
    }
    return loops;
  }

  private static long mentioned(List<Op> ops, Terminal terminal) {
    long mask = 0;
    for (Op op : ops) {
      mask |= Mask.named(op);
      if (op.code() == Opcode.COND) {
        mask |= Mask.FLAGS;
      }
    }
    return mask
        | switch (terminal) {
          case Terminal.If t ->
              mentioned(t.then().ops(), t.then().terminal()) | mentioned(List.of(), t.otherwise());
          case Terminal.TableJump t -> mentioned(List.of(), t.otherwise());
          case Terminal.Call t -> Mask.SP;
          case Terminal.CallIndirect t -> Mask.SP;
          default -> 0;
        };
  }
}
