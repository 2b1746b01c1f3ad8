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
    nodes.forEach(node -> link(node, node.block.terminal()));
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

  /** All nodes, those inside terminals among them. */
  List<Node> nodes() {
    return nodes;
  }

  /** How many loops a node is in. */
  int depth(Node node) {
    return (int) byPosition.stream().filter(head -> isInLoop(head, node)).count();
  }

  /** The head of the innermost loop around a node; null when there is none. */
  Node innermostLoop(Node node) {
    Node innermost = null;
    for (Node head : byPosition) {
      if (isInLoop(head, node)) {
        innermost = head;
      }
    }
    return innermost;
  }

  static boolean isInLoop(Node head, Node node) {
    return head.position <= node.position && node.position <= head.loopEnd;
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

  private void link(Node from, Terminal terminal) {
    switch (terminal) {
      case Terminal.Jump t -> jump(from, t.target());
      case Terminal.Branch t -> {
        jump(from, t.taken());
        jump(from, t.otherwise());
      }
      case Terminal.If t -> {
        from.edges.add(new Node.Edge(byBlock.get(t.then()), false, true));
        link(from, t.otherwise());
      }
      case Terminal.Call t -> {
        from.calls = true;
        comeBack(from, t.returnTo());
      }
      case Terminal.CallIndirect t -> {
        from.calls = true;
        comeBack(from, t.returnTo());
      }
      case Terminal.SupervisorCall t -> {
        from.leaves = true;
        if (t.itState() == 0) {
          comeBack(from, t.next());
        }
      }
      case Terminal.TableJump t -> {
        for (int target : t.targets()) {
          jump(from, target);
        }
        link(from, t.otherwise());
      }
      case Terminal.Return t -> from.leaves = true;
      case Terminal.JumpIndirect t -> from.leaves = true;
      case Terminal.Undefined t -> from.leaves = true;
      case Terminal.Breakpoint t -> from.leaves = true;
      case Terminal.Leave t -> from.leaves = true;
    }
  }

  private void jump(Node from, int location) {
    Node to = target(from, location);
    if (to == null) {
      from.leaves = true;
    } else {
      link(from, to, false);
    }
  }

  /** After a call. */
  private void comeBack(Node from, int location) {
    from.leaves = true;
    Node to = target(from, location);
    if (to != null) {
      link(from, to, true);
    }
  }

  private static void link(Node from, Node to, boolean reloaded) {
    from.edges.add(new Node.Edge(to, reloaded, !reloaded));
    if (to.twin != null) {
      from.edges.add(new Node.Edge(to.twin, reloaded, false));
    }
  }

  private void findLoops() {
    for (Node node : nodes) {
      for (Node.Edge edge : node.edges) {
        Node to = edge.to();
        if (to == layoutNode(to) && to.position <= node.position) {
          to.polls |= !to.place.isFast();
          to.loopEnd = Math.max(to.loopEnd, node.position);
        }
      }
    }
    byPosition.stream().filter(node -> node.loopEnd >= 0).forEach(this::settle);
  }

  private void settle(Node head) {
    boolean calls = false;
    long changed = Mask.FLAGS;
    for (Node node : nodes) {
      if (node.position >= head.position && node.position <= head.loopEnd) {
        calls |= calls(node.block.terminal());
        changed |= node.changes;
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
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Node node : nodes) {
        long dirty = node.dirtyOut();
        for (Node.Edge edge : node.edges) {
          Node to = edge.to();
          long in = to.dirtyIn | (edge.reloaded() ? 0 : dirty & ~node.settledOnWayTo(to));
          changed |= in != to.dirtyIn;
          to.dirtyIn = in;
        }
      }
    }
    nodes.forEach(Node::flowDirty);
  }

  private void solveLive() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Node node : nodes.reversed()) {
        changed |= node.flowLive(liveOut(node));
      }
    }
  }

  private static long liveOut(Node node) {
    long dirty = node.dirtyOut();
    long live = (node.leaves ? dirty : 0) | (node.calls ? Mask.SP : 0);
    for (Node.Edge edge : node.edges) {
      if (edge.live()) {
        live |= edge.to().liveInto() | dirty & node.settledOnWayTo(edge.to());
      }
    }
    return live;
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
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Node node : nodes) {
        long valid = node.flowValid();
        int forms = node.flowForms();
        for (Node.Edge edge : node.edges) {
          Node to = edge.to();
          long in = to.validIn & (edge.reloaded() ? to.liveInto() : valid);
          int formsIn = to.formsIn | (edge.reloaded() ? FlagForms.CLEAN : forms);
          changed |= in != to.validIn || formsIn != to.formsIn;
          to.validIn = in;
          to.formsIn = formsIn;
        }
      }
    }
  }
}
