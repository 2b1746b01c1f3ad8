package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;

/** A block of the region, or the block inside an If terminal, with what data flow found out. */
final class Node {
  final Block block;

  /** Place in the layout; that of the enclosing block for one inside a terminal. */
  final int position;

  final FlagWrites.Write[] flags;

  /** For each op the registers that may differ from {@code CpuState} before it. */
  final long[] dirtyBefore;

  /** PUTs whose effect nobody sees. */
  final boolean[] dead;

  /** Registers that may differ from {@code CpuState} on entry. */
  long dirtyIn;

  /** Registers that are read later, or must be stored at an exit. */
  long liveIn;

  /** Registers whose local is right on entry; everything until the first edge is seen. */
  long validIn = -1;

  /** Whether N, Z, C and V are all those of the kept comparison on entry. */
  boolean comparedIn = true;

  Node(Block block, int position) {
    this.block = block;
    this.position = position;
    this.flags = FlagWrites.of(block);
    this.dirtyBefore = new long[block.ops().size()];
    this.dead = new boolean[block.ops().size()];
  }

  /** Registers that op {@code i} changes, with what it changes on the side. */
  long writes(int i) {
    Op op = block.ops().get(i);
    FlagWrites.Write write = flags[i];
    if (write != null) {
      return write.kind() == FlagWrites.Kind.LATER ? 0 : Mask.CV;
    }
    return Mask.writes(op);
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
      FlagWrites.Write write = flags[i];
      if (op.code() == Opcode.END_IF) {
        conditional++;
      } else if (op.code() == Opcode.IF) {
        conditional--;
      } else if (write != null) {
        live = flowFlags(i, write, live, conditional > 0);
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
    liveIn = live;
  }

  private long flowFlags(int i, FlagWrites.Write write, long live, boolean conditional) {
    if (write.kind() == FlagWrites.Kind.LATER) {
      dead[i] = true;
      return live;
    }
    long named = write.kind() == FlagWrites.Kind.ALONE ? 1L << block.ops().get(i).imm() : Mask.CV;
    dead[i] = (live & named) == 0;
    if (dead[i]) {
      return live;
    }
    long after = conditional ? live : live & ~named;
    // One written alone is kept with the other's value, and so is one that is written perhaps.
    return named == Mask.CV ? after : after | Mask.CV & ~named;
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
    Op op = block.ops().get(i);
    FlagWrites.Write write = flags[i];
    if (write != null && !dead[i]) {
      return write.kind() == FlagWrites.Kind.SUB && resultIsDifference(i, write);
    }
    if (op.code() == Opcode.END_IF) {
      return before && !flagsWrittenInIf(i);
    }
    return before && !(op.code() == Opcode.PUT && (Mask.writes(op) & (Mask.N | Mask.Z)) != 0);
  }

  private boolean flagsWrittenInIf(int end) {
    int depth = 1;
    for (int i = end - 1; depth > 0; i--) {
      switch (block.ops().get(i).code()) {
        case END_IF -> depth++;
        case IF -> depth--;
        case PUT -> {
          if ((writes(i) & (Mask.CV | Mask.N | Mask.Z)) != 0) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /** Whether N and Z were just put from the same difference. */
  private boolean resultIsDifference(int i, FlagWrites.Write write) {
    long seen = 0;
    for (int j = i - 1; j >= 0; j--) {
      Op op = block.ops().get(j);
      if (op.code() == Opcode.INSN || op.code() == Opcode.IF || op.code() == Opcode.END_IF) {
        break;
      }
      long changed = op.code() == Opcode.PUT ? Mask.writes(op) & (Mask.N | Mask.Z) & ~seen : 0;
      if (changed != 0) {
        if (!FlagWrites.isDifference(op.arg(0), write.a(), write.b())) {
          return false;
        }
        seen |= changed;
      }
    }
    return seen == (Mask.N | Mask.Z);
  }
}
