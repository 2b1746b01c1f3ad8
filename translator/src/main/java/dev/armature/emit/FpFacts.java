package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Type;
import dev.armature.machine.Routine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a unit's blocks know of the magnitudes of floating-point registers from the blocks before
 * them. Blocks ask in the order they are emitted.
 *
 * <p>All of it holds where a local of the unit is not 0: what a look at a value has found out at
 * run time. A loop has a local of its own, which begins each round as that of the code around it:
 * so one value that is odd makes one round careful and not the rest of the loop.
 */
final class FpFacts {
  /**
   * What is known in one place.
   *
   * @param flag the local that tells whether it holds
   * @param ranges what is known of s0 to s31 and of d0 to d31
   */
  record State(int flag, Map<Integer, FpRange> ranges) {
    private static final int DOUBLE = 32;

    /** What is known of a register, or null. */
    FpRange of(int index, Type type) {
      return ranges.get(key(index, type));
    }

    static int key(int index, Type type) {
      return type == Type.F64 ? DOUBLE + index : index;
    }

    private State without(BitSet changed) {
      var kept = new HashMap<>(ranges);
      kept.keySet().removeIf(changed::get);
      return kept.isEmpty() ? null : new State(flag, kept);
    }

    private State or(State other) {
      if (other == null || other.flag != flag) {
        return null;
      }
      var both = new HashMap<Integer, FpRange>();
      ranges.forEach((key, range) -> {
        FpRange there = other.ranges.get(key);
        if (there != null) {
          both.put(key, range.or(there));
        }
      });
      return both.isEmpty() ? null : new State(flag, both);
    }
  }

  private record Way(Node from, boolean reloaded) {}

  private final Flow flow;
  private final Slots slots;
  private final Map<Node, Integer> flags = new HashMap<>();
  private final Map<Node, List<Way>> ways = new HashMap<>();
  private final Map<Node, BitSet> changes = new HashMap<>();
  private final Map<Node, State> before = new HashMap<>();
  private final Map<Node, State> behind = new HashMap<>();

  FpFacts(Flow flow, Slots slots) {
    this.flow = flow;
    this.slots = slots;
  }

  /** What is known before a block; null when nothing is. */
  State before(Node node) {
    Node head = canonical(node);
    if (!before.containsKey(head)) {
      before.put(head, join(head));
    }
    return before.get(head);
  }

  /** Notes what is known behind a block, or null. */
  void setBehind(Node node, State state) {
    behind.put(node, state);
  }

  /** The local that tells whether what the block has looked at is moderate. */
  int flag(Node node) {
    Node loop = flow.innermostLoop(node);
    return flags.computeIfAbsent(
        loop == null ? flow.nodes().getFirst() : canonical(loop),
        head -> slots.permanent(Type.I32));
  }

  /** Both copies of a counted loop are entered from the same place. */
  private static Node canonical(Node node) {
    return node.twin != null && node.twin.position < node.position ? node.twin : node;
  }

  private State join(Node node) {
    Node entry = flow.nodes().getFirst();
    if (node == entry) {
      return null;
    }
    State joined = null;
    var later = new ArrayDeque<Node>();
    for (Way way : ways(node)) {
      if (way.reloaded) {
        return null;
      }
      if (!behind.containsKey(way.from)) {
        later.add(way.from);
        continue;
      }
      State state = behind.get(way.from);
      joined = joined == null ? state : joined.or(state);
      if (joined == null) {
        return null;
      }
    }
    return joined == null || later.isEmpty() ? joined : throughLoop(node, joined, later);
  }

  /**
   * What is still known when control comes back to the head of a loop.
   *
   * @param latches from where it comes back
   */
  private State throughLoop(Node head, State outside, ArrayDeque<Node> latches) {
    Set<Node> body = new HashSet<>();
    body.add(head);
    if (head.twin != null) {
      body.add(head.twin);
      ways(head.twin).stream()
          .map(Way::from)
          .filter(from -> !behind.containsKey(from))
          .forEach(latches::add);
    }
    while (!latches.isEmpty()) {
      Node node = latches.remove();
      if (body.add(node)) {
        for (Way way : ways(node)) {
          if (way.reloaded) {
            return null;
          }
          latches.add(way.from);
        }
      }
    }
    // The entry is among them when there is a way into the loop that does not lead by its head.
    if (body.contains(flow.nodes().getFirst())) {
      return null;
    }
    var changed = new BitSet();
    for (Node node : body) {
      if (flag(node) == outside.flag || writesModes(node)) {
        return null;
      }
      addChanges(node, changed);
    }
    return outside.without(changed);
  }

  /** Whether the innermost loop around a node leaves alone what a read of a register reads. */
  boolean isInvariant(Node node, Op read) {
    if (read.code() != Opcode.GET_S && read.code() != Opcode.GET_D) {
      return false;
    }
    Node loop = flow.innermostLoop(node);
    return loop != null
        && !changes
            .computeIfAbsent(loop, this::changesInLoop)
            .get(State.key((int) read.imm(), read.type()));
  }

  private BitSet changesInLoop(Node head) {
    var changed = new BitSet();
    for (Node node : flow.nodes()) {
      if (Flow.isInLoop(head, node)) {
        addChanges(node, changed);
      }
    }
    return changed;
  }

  /** Adds the keys of the registers that a block changes: a half that it does not is kept. */
  private static void addChanges(Node node, BitSet changed) {
    for (Op op : node.block.ops()) {
      int index = (int) op.imm();
      switch (op.code()) {
        case PUT_S, PUT_W -> {
          changed.set(State.key(index, Type.F32));
          changed.set(State.key(index >>> 1, Type.F64));
        }
        case PUT_D, PUT_X -> {
          changed.set(State.key(index, Type.F64));
          if (index < 16) {
            changed.set(2 * index, 2 * index + 2);
          }
        }
        default -> {}
      }
    }
  }

  private static boolean writesModes(Node node) {
    return node.block.ops().stream().anyMatch(FpFacts::writesModes);
  }

  /** Whether an op may change how floating-point arithmetic is done. */
  static boolean writesModes(Op op) {
    return op.code() == Opcode.CALL && op.routine() == Routine.FPSCR_WRITE;
  }

  private List<Way> ways(Node node) {
    if (ways.isEmpty()) {
      for (Node from : flow.nodes()) {
        for (Node.Edge edge : from.edges) {
          ways.computeIfAbsent(edge.to(), to -> new ArrayList<>())
              .add(new Way(from, edge.reloaded()));
        }
      }
    }
    return ways.getOrDefault(node, List.of());
  }
}
