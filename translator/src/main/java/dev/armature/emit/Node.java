package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;

/** A block of the region, or the block inside an If terminal, with what data flow found out. */
final class Node {
  final Block block;

  /** Place in the layout; that of the enclosing block for one inside a terminal. */
  final int position;

  /** The unrolled loop it is in, and which copy. */
  final Unrolling.Place place;

  final FlagWrites.Group[] flags;

  /** For each op the registers that may differ from {@code CpuState} before it. */
  final long[] dirtyBefore;

  /** PUTs whose effect nobody sees. */
  final boolean[] dead;

  private final long[] kept;

  /** Registers that may differ from {@code CpuState} on entry. */
  long dirtyIn;

  /** Whether pending work is looked for before this block: it is the head of a loop. */
  boolean polls;

  /** Whether the flags are known to be in the CPU state on entry. */
  boolean flagsAtHomeIn = true;

  /** Registers that are read later, or must be stored at an exit. */
  long liveIn;

  /** Registers whose local is right on entry; everything until the first edge is seen. */
  long validIn = -1;

  /** Whether the flags are those of the kept comparison on entry. */
  boolean comparedIn = true;

  Node(Block block, Unrolling.Place place, int position) {
    this.block = block;
    this.place = place;
    this.position = position;
    this.flags = FlagWrites.of(block);
    this.dirtyBefore = new long[block.ops().size()];
    this.kept = new long[block.ops().size()];
    this.dead = new boolean[block.ops().size()];
  }

  /** Registers that op {@code i} changes, with what it changes on the side. */
  long writes(int i) {
    if (flags[i] != null) {
      return flags[i].kind() == FlagWrites.Kind.LATER ? 0 : Mask.FLAGS;
    }
    return Mask.writes(block.ops().get(i));
  }

  /** Records {@link #dirtyBefore}. Returns what is dirty at the terminal. */
  long flowDirty() {
    long dirty = dirtyIn;
    for (int i = 0; i < dirtyBefore.length; i++) {
      dirtyBefore[i] = dirty;
      dirty |= writes(i);
    }
    return dirty;
  }

  /** Updates {@link #liveIn} and {@link #dead} from what is live at the terminal. */
  void flowLive(long liveOut) {
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
        if (Mask.traps(op)) {
          live |= dirtyBefore[i];
        }
      }
    }
    // A poll may leave.
    liveIn = polls ? live | dirtyIn : live;
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

  /** Whether the flags are known to be in the CPU state after op {@code i}. */
  boolean flagsAtHomeAfter(int i, boolean before) {
    return before && (flags[i] == null || dead[i]);
  }

  /** Whether the flags are known to be in the CPU state at the terminal. */
  boolean flowFlagsAtHome() {
    boolean atHome = flagsAtHomeIn;
    for (int i = 0; i < dead.length; i++) {
      atHome = flagsAtHomeAfter(i, atHome);
    }
    return atHome;
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

  /** Whether the flags are those of the kept comparison at the terminal. */
  boolean flowCompared() {
    boolean compared = comparedIn;
    for (int i = 0; i < dead.length; i++) {
      compared = comparedAfter(i, compared);
    }
    return compared;
  }

  /** Whether the flags are those of the kept comparison after op {@code i}. */
  boolean comparedAfter(int i, boolean before) {
    if (flags[i] != null) {
      return dead[i] ? before : flags[i].kind() == FlagWrites.Kind.SUB && isLazy(i);
    }
    return block.ops().get(i).code() == Opcode.END_IF ? before && !flagsWrittenInIf(i) : before;
  }

  private boolean flagsWrittenInIf(int end) {
    int depth = 1;
    for (int i = end - 1; depth > 0; i--) {
      switch (block.ops().get(i).code()) {
        case END_IF -> depth++;
        case IF -> depth--;
        default -> {
          if (flags[i] != null && !dead[i]) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
