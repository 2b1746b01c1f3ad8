package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A block of the region, or the block inside an If terminal, with what data flow found out. */
final class Node {
  final Block block;

  /** Place in the layout; that of the enclosing block for one inside a terminal. */
  final int position;

  /** The unrolled loop it is in, and which copy. */
  final Unrolling.Place place;

  /** The node of the other copy, for the heads of a counted loop's copies: entered alike. */
  Node twin;

  /** Where control may go from it, known once all nodes are made. */
  final List<Edge> edges = new ArrayList<>(2);

  /** Whether its terminal may leave the unit, or call: then all that is dirty there is needed. */
  boolean leaves;

  /** Whether its terminal calls guest code: the stack pointer decides when that is over. */
  boolean calls;

  final FlagWrites.Group[] flags;
  final Accesses accesses;

  /** For each op the registers that may differ from {@code CpuState} before it. */
  final long[] dirtyBefore;

  /** PUTs whose effect nobody sees. */
  final boolean[] dead;

  private final long[] kept;

  /** All registers that the block changes. */
  final long changes;

  // What the last flow started from, so that the same is not done again.
  private long lastLiveOut;
  private boolean isLiveKnown;

  /** Registers that may differ from {@code CpuState} on entry. */
  long dirtyIn;

  /** Whether pending work is looked for before this block: it is the head of a loop. */
  boolean polls;

  /** Position of the last block that leads back here; -1 when this is no head of a loop. */
  int loopEnd = -1;

  /**
   * Registers that whoever enters the loop stores where they are dirty: it does not change them,
   * and has calls that would store them in each round.
   */
  long settles;

  /** The forms that the flags may be in on entry, see {@link FlagForms}; none seen yet. */
  int formsIn;

  /** Registers that are read later, or must be stored at an exit. */
  long liveIn;

  /** Registers whose local is right on entry; everything until the first edge is seen. */
  long validIn = -1;

  /**
   * A way that control may go.
   *
   * @param reloaded whether it comes out of a call: all of {@code CpuState} is exact
   * @param live whether what is live there is live at the terminal. Not behind a call, and where
   *     another edge goes to the twin
   */
  record Edge(Node to, boolean reloaded, boolean live) {}

  Node(Block block, Unrolling.Place place, int position, AccessProfile profile) {
    this.block = block;
    this.place = place;
    this.position = position;
    this.flags = FlagWrites.of(block);
    this.accesses = new Accesses(block, profile);
    if (place.isFast()) {
      for (Accesses.Group group : accesses.groups()) {
        group.proven = place.loop().counted().proves(block, group);
      }
    }
    this.dirtyBefore = new long[block.ops().size()];
    this.kept = new long[block.ops().size()];
    this.dead = new boolean[block.ops().size()];
    long mask = 0;
    for (int i = 0; i < dead.length; i++) {
      mask |= writes(i);
    }
    this.changes = mask;
  }

  /** Registers that op {@code i} changes, with what it changes on the side. */
  long writes(int i) {
    if (flags[i] != null) {
      return flags[i].kind() == FlagWrites.Kind.LATER ? 0 : Mask.FLAGS;
    }
    return Mask.writes(block.ops().get(i));
  }

  /** What is needed by whatever may be entered where this is. */
  long liveInto() {
    return twin == null ? liveIn : liveIn | twin.liveIn;
  }

  /** What is to be stored on the way to {@code to} where it is dirty. */
  long settledOnWayTo(Node to) {
    return position < to.position || position > to.loopEnd ? to.settles : 0;
  }

  /** What is dirty at the terminal. */
  long dirtyOut() {
    return dirtyIn | changes;
  }

  /** Records {@link #dirtyBefore}, when {@link #dirtyIn} is known. */
  void flowDirty() {
    long dirty = dirtyIn;
    for (int i = 0; i < dirtyBefore.length; i++) {
      dirtyBefore[i] = dirty;
      dirty |= writes(i);
    }
  }

  /**
   * Updates {@link #liveIn} and {@link #dead} from what is live at the terminal.
   *
   * @return whether {@link #liveIn} has changed
   */
  boolean flowLive(long liveOut) {
    if (isLiveKnown && liveOut == lastLiveOut) {
      return false;
    }
    isLiveKnown = true;
    lastLiveOut = liveOut;
    long before = liveIn;
    long live = liveOut;
    int conditional = 0;
    for (int i = dead.length - 1; i >= 0; i--) {
      Op op = block.ops().get(i);
      FlagWrites.Group group = flags[i];
      if (op.code() == Opcode.END_IF) {
        conditional++;
      } else if (op.code() == Opcode.IF) {
        conditional--;
      } else if (group != null) {
        live = flowFlags(i, group, live, conditional > 0);
      } else if (Mask.isPut(op)) {
        long changed = Mask.writes(op);
        dead[i] = (live & changed) == 0;
        boolean whole = op.code() != Opcode.PUT_S && op.code() != Opcode.PUT_W;
        if (whole && conditional == 0) {
          live &= ~changed;
        }
      } else {
        live |= Mask.reads(op);
        if (Mask.traps(op) && !accesses.isProven(i)) {
          live |= dirtyBefore[i];
        }
      }
    }
    // A poll may leave.
    liveIn = polls ? live | dirtyIn : live;
    return liveIn != before;
  }

  private long flowFlags(int i, FlagWrites.Group group, long live, boolean conditional) {
    long covers = group.covers();
    dead[i] = (live & covers) == 0;
    if (dead[i]) {
      return live;
    }
    kept[i] = live & Mask.FLAGS & ~covers;
    return conditional ? live : live & ~covers;
  }

  /** Flags that the PUT at {@code i} of others must not lose. */
  long kept(int i) {
    return kept[i];
  }

  /** Whether the flags that op {@code i} puts are kept as operands. */
  boolean isLazy(int i) {
    FlagWrites.Kind kind = flags[i].kind();
    return (kind == FlagWrites.Kind.SUB || kind == FlagWrites.Kind.ADD) && kept[i] == 0;
  }

  /** The forms that the flags may be in after op {@code i}. */
  int formsAfter(int i, int before) {
    if (flags[i] == null || dead[i]) {
      return before;
    }
    return switch (flags[i].kind()) {
      case LATER -> before;
      case NZ -> FlagForms.withNz(before);
      case SUB -> isLazy(i) ? FlagForms.SUB : FlagForms.VALUES;
      case ADD -> isLazy(i) ? FlagForms.ADD : FlagForms.VALUES;
      case VALUES -> FlagForms.VALUES;
    };
  }

  /** The forms that the flags may be in at the terminal. */
  int flowForms() {
    int forms = formsIn;
    var skipped = new ArrayDeque<Integer>();
    for (int i = 0; i < dead.length; i++) {
      switch (block.ops().get(i).code()) {
        case IF -> skipped.push(forms);
        case END_IF -> forms |= skipped.pop();
        default -> forms = formsAfter(i, forms);
      }
    }
    return forms;
  }

  /** What is valid at the terminal. */
  long flowValid() {
    long valid = validIn;
    int conditional = 0;
    for (int i = 0; i < dead.length; i++) {
      Op op = block.ops().get(i);
      if (op.code() == Opcode.IF) {
        conditional++;
      } else if (op.code() == Opcode.END_IF) {
        conditional--;
      } else if (conditional == 0 && !dead[i] && Mask.isPut(op)) {
        valid |= validated(op);
      }
    }
    return valid;
  }

  /** Registers whose local is right once {@code op} has run. A half makes no whole. */
  static long validated(Op op) {
    return op.code() == Opcode.PUT_S || op.code() == Opcode.PUT_W ? 0 : Mask.writes(op);
  }
}
