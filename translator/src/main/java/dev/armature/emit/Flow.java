package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Terminal;
import dev.armature.region.Region;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Data flow over a region: which guest registers differ from {@code CpuState} where, which are
 * needed later, and which locals are right.
 *
 * <p>A register that is dirty where the unit can be left counts as read there, so that exact state
 * costs exactly what the exits need and dead flags disappear by themselves.
 */
final class Flow {
  private final AccessProfile profile;
  private final Unrolling unrolling;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> byPosition = new ArrayList<>();
  private final Map<Block, Node> byBlock = new IdentityHashMap<>();

  Flow(Region region, AccessProfile profile) {
    this.profile = profile;
    this.unrolling = new Unrolling(region, profile);
    for (Unrolling.Place place : unrolling.places()) {
      byPosition.add(add(place.block(), place, byPosition.size()));
    }
    for (Node node : byPosition) {
      if (node.place.isFast() && node.place.isHead()) {
        node.twin = byPosition.get(node.place.loop().first());
        node.twin.twin = node;
      }
    }
    findLoops();
    solveDirty();
    solveLive();
    solveValid();
  }

  private Node add(Block block, Unrolling.Place place, int position) {
    var node = new Node(block, place, position, profile);
    nodes.add(node);
    byBlock.put(block, node);
    addNested(block.terminal(), place, position);
    return node;
  }

  private void addNested(Terminal terminal, Unrolling.Place place, int position) {
    switch (terminal) {
      case Terminal.If t -> {
        add(t.then(), place, position);
        addNested(t.otherwise(), place, position);
      }
      case Terminal.TableJump t -> addNested(t.otherwise(), place, position);
      default -> {}
    }
  }

  Node node(Block block) {
    return byBlock.get(block);
  }

  /** The blocks in the order they are emitted. */
  List<Node> layout() {
    return byPosition;
  }

  /** Where control goes from a node for a location; null when that is outside the region. */
  Node target(Node from, int location) {
    int position = unrolling.target(from.place.loop(), from.place.copy(), location);
    return position < 0 ? null : byPosition.get(position);
  }

  /** The node that control enters at a location from a call or from outside, or null. */
  Node target(int location) {
    int position = unrolling.target(null, 0, location);
    return position < 0 ? null : byPosition.get(position);
  }

  /** What is live after a call that comes back to {@code location}: to be loaded there. */
  long liveAt(int location) {
    Node node = target(location);
    return node == null ? 0 : node.liveInto();
  }

  private interface EdgeVisitor {
    /**
     * @param reloaded whether the edge comes out of a call: all of {@code CpuState} is exact
     */
    void edge(Node to, boolean reloaded);
  }

  private void edges(Node from, Terminal terminal, EdgeVisitor visitor) {
    switch (terminal) {
      case Terminal.Jump t -> edge(from, t.target(), false, visitor);
      case Terminal.Branch t -> {
        edge(from, t.taken(), false, visitor);
        edge(from, t.otherwise(), false, visitor);
      }
      case Terminal.If t -> {
        visitor.edge(byBlock.get(t.then()), false);
        edges(from, t.otherwise(), visitor);
      }
      case Terminal.Call t -> edge(from, t.returnTo(), true, visitor);
      case Terminal.CallIndirect t -> edge(from, t.returnTo(), true, visitor);
      case Terminal.SupervisorCall t -> {
        if (t.itState() == 0) {
          edge(from, t.next(), true, visitor);
        }
      }
      case Terminal.TableJump t -> {
        for (int target : t.targets()) {
          edge(from, target, false, visitor);
        }
        edges(from, t.otherwise(), visitor);
      }
      case Terminal.Return t -> {}
      case Terminal.JumpIndirect t -> {}
      case Terminal.Undefined t -> {}
      case Terminal.Breakpoint t -> {}
      case Terminal.Leave t -> {}
    }
  }

  private void edge(Node from, int location, boolean reloaded, EdgeVisitor visitor) {
    Node to = target(from, location);
    if (to != null) {
      visitor.edge(to, reloaded);
      if (to.twin != null) {
        visitor.edge(to.twin, reloaded);
      }
    }
  }

  private void findLoops() {
    for (Node node : nodes) {
      edges(
          node,
          node.block.terminal(),
          (to, reloaded) -> {
            if (to == layoutNode(to) && to.position <= node.position) {
              to.polls |= !to.place.isFast();
              to.loopEnd = Math.max(to.loopEnd, node.position);
            }
          });
    }
    byPosition.stream().filter(node -> node.loopEnd >= 0).forEach(this::settle);
  }

  private void settle(Node head) {
    boolean calls = false;
    long changed = Mask.FLAGS;
    for (Node node : nodes) {
      if (node.position >= head.position && node.position <= head.loopEnd) {
        calls |= calls(node.block.terminal());
        changed |= node.writes();
      }
    }
    head.settles = calls ? ~changed : 0;
  }

  private static boolean calls(Terminal terminal) {
    return switch (terminal) {
      case Terminal.If t -> calls(t.otherwise());
      case Terminal.Call t -> true;
      case Terminal.CallIndirect t -> true;
      case Terminal.SupervisorCall t -> true;
      default -> false;
    };
  }

  private Node layoutNode(Node node) {
    return byPosition.get(node.position);
  }

  private void solveDirty() {
    boolean[] changed = {true};
    while (changed[0]) {
      changed[0] = false;
      for (Node node : nodes) {
        long dirty = node.flowDirty();
        edges(
            node,
            node.block.terminal(),
            (to, reloaded) -> {
              long in = to.dirtyIn | (reloaded ? 0 : dirty & ~node.settledOnWayTo(to));
              changed[0] |= in != to.dirtyIn;
              to.dirtyIn = in;
            });
      }
    }
  }

  private void solveLive() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Node node : nodes.reversed()) {
        long before = node.liveIn;
        node.flowLive(liveAt(node.block.terminal(), node.flowDirty(), node));
        changed |= node.liveIn != before;
      }
    }
  }

  private long liveAt(Terminal terminal, long dirty, Node from) {
    return switch (terminal) {
      case Terminal.Jump t -> liveOnEdge(t.target(), dirty, from);
      case Terminal.Branch t ->
          liveOnEdge(t.taken(), dirty, from) | liveOnEdge(t.otherwise(), dirty, from);
      case Terminal.If t -> byBlock.get(t.then()).liveIn | liveAt(t.otherwise(), dirty, from);
      case Terminal.TableJump t -> {
        long live = liveAt(t.otherwise(), dirty, from);
        for (int target : t.targets()) {
          live |= liveOnEdge(target, dirty, from);
        }
        yield live;
      }
      // The stack pointer decides whether a call is over.
      case Terminal.Call t -> dirty | Mask.SP;
      case Terminal.CallIndirect t -> dirty | Mask.SP;
      case Terminal.SupervisorCall t -> dirty;
      case Terminal.Return t -> dirty;
      case Terminal.JumpIndirect t -> dirty;
      case Terminal.Undefined t -> dirty;
      case Terminal.Breakpoint t -> dirty;
      case Terminal.Leave t -> dirty;
    };
  }

  private long liveOnEdge(int location, long dirty, Node from) {
    Node to = target(from, location);
    if (to == null) {
      return dirty;
    }
    return to.liveInto() | dirty & from.settledOnWayTo(to);
  }

  private static void enter(Node entry) {
    entry.validIn = entry.liveInto();
    entry.formsIn = FlagForms.CLEAN;
  }

  private void solveValid() {
    Node entry = nodes.getFirst();
    enter(entry);
    if (entry.twin != null) {
      enter(entry.twin);
    }
    boolean[] changed = {true};
    while (changed[0]) {
      changed[0] = false;
      for (Node node : nodes) {
        long valid = node.flowValid();
        int forms = node.flowForms();
        edges(
            node,
            node.block.terminal(),
            (to, reloaded) -> {
              long in = to.validIn & (reloaded ? to.liveInto() : valid);
              int formsIn = to.formsIn | (reloaded ? FlagForms.CLEAN : forms);
              changed[0] |= in != to.validIn || formsIn != to.formsIn;
              to.validIn = in;
              to.formsIn = formsIn;
            });
      }
    }
  }
}
