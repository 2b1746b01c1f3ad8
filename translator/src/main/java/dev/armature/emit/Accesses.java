package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Type;
import dev.armature.machine.GuestMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which loads and stores of a block are checked together.
 *
 * <p>A <em>run</em> is the accesses of one instruction off the same base: checked at once and, when
 * that fails, precisely. A <em>group</em> is the runs of a block off the same base: the first one
 * makes one quick check for all; later ones only ask how it went.
 */
final class Accesses {
  /** More than this apart, and a group would too often reach over its page. */
  private static final int LARGEST_SPAN = 512;

  /** Accesses of one instruction off the same base. */
  static final class Run {
    final Group group;
    final boolean write;
    final int pc;
    final int itState;
    int min;
    int max;

    Run(Group group, boolean write, int pc, int itState, int min, int max) {
      this.group = group;
      this.write = write;
      this.pc = pc;
      this.itState = itState;
      this.min = min;
      this.max = max;
    }

    int span() {
      return max - min;
    }
  }

  /** Runs off the same base. */
  static final class Group {
    final Op root;
    final List<Run> runs = new ArrayList<>();
    boolean write;
    int min;
    int max;

    /** The ranges that it hits, one or two; empty when that is not known. */
    List<AccessProfile.Range> ranges = List.of();

    /** Whether it is known that the range is hit: the fast copy of a counted loop. */
    boolean proven;

    /** Local that is not 0 when the quick check failed; -1 without later runs. */
    int failed = -1;

    Group(Op root, int min, int max) {
      this.root = root;
      this.min = min;
      this.max = max;
    }

    int span() {
      return max - min;
    }

    /** The one range that it hits; null when it is not known to be only one. */
    AccessProfile.Range onlyRange() {
      return ranges.size() == 1 ? ranges.getFirst() : null;
    }

    private boolean takes(int from, int to) {
      return Math.max(max, to) - Math.min(min, from) <= LARGEST_SPAN;
    }

    private void widen(int from, int to, boolean isWrite) {
      min = Math.min(min, from);
      max = Math.max(max, to);
      write |= isWrite;
    }
  }

  private final Block block;
  private final Run[] starts;
  private final Group[] groupOf;
  private final List<Group> groups = new ArrayList<>();

  Accesses(Block block, AccessProfile profile) {
    this.block = block;
    this.starts = new Run[block.ops().size()];
    this.groupOf = new Group[starts.length];
    collect();
    groups.forEach(group -> choose(group, profile));
  }

  /** The run that begins with op {@code i}, null when none does. */
  Run startingAt(int i) {
    return starts[i];
  }

  List<Group> groups() {
    return groups;
  }

  /** Whether op {@code i} is an access that is known to succeed. */
  boolean isProven(int i) {
    return groupOf[i] != null && groupOf[i].proven;
  }

  /** Gives back the locals of the groups, at the end of the block. */
  void release(Slots slots) {
    for (Group group : groups) {
      if (group.failed >= 0) {
        slots.give(Type.I32, group.failed);
      }
    }
  }

  private void collect() {
    var scopes = new ArrayList<Map<Object, Group>>();
    scopes.add(new HashMap<>());
    var current = new IdentityHashMap<Object, Run>();
    int pc = 0;
    int itState = 0;
    for (int i = 0; i < starts.length; i++) {
      Op op = block.ops().get(i);
      switch (op.code()) {
        case INSN -> {
          current.clear();
          pc = op.insnPc();
          itState = op.insnItState();
        }
        case IF -> {
          current.clear();
          scopes.add(new HashMap<>());
        }
        case END_IF -> {
          current.clear();
          scopes.removeLast();
        }
        default -> {
          if (Values.isMemory(op)) {
            add(i, op, pc, itState, scopes, current);
          }
        }
      }
    }
  }

  private void add(
      int i,
      Op op,
      int pc,
      int itState,
      List<Map<Object, Group>> scopes,
      Map<Object, Run> current) {
    Address address = Address.of(op);
    int from = address.offset();
    int to = from + width(op.code());
    boolean write = isStore(op.code());
    Run run = current.get(address.root());
    // Without a gap, so that the first byte that can't be accessed is what the fault names.
    if (run != null
        && run.write == write
        && from <= run.max
        && to >= run.min
        && run.group.takes(from, to)) {
      run.min = Math.min(run.min, from);
      run.max = Math.max(run.max, to);
      run.group.widen(from, to, write);
      groupOf[i] = run.group;
      return;
    }
    Group group = null;
    for (var scope : scopes) {
      Group open = scope.get(address.root());
      if (open != null && open.takes(from, to)) {
        group = open;
      }
    }
    if (group == null) {
      group = new Group(address.root(), from, to);
      groups.add(group);
      scopes.getLast().put(address.root(), group);
    }
    group.widen(from, to, write);
    run = new Run(group, write, pc, itState, from, to);
    group.runs.add(run);
    current.put(address.root(), run);
    starts[i] = run;
    groupOf[i] = group;
  }

  private static void choose(Group group, AccessProfile profile) {
    int[] pcs = group.runs.stream().mapToInt(run -> run.pc).distinct().toArray();
    List<AccessProfile.Range> ranges = profile.ranges(pcs, group.write);
    if (ranges.stream().allMatch(range -> range.length() >= group.span())) {
      group.ranges = ranges;
    }
  }

  static boolean isStore(Opcode code) {
    return switch (code) {
      case STORE8, STORE16, STORE32, STORE64 -> true;
      default -> false;
    };
  }

  static int width(Opcode code) {
    return switch (code) {
      case LOAD8, LOAD8S, STORE8 -> 1;
      case LOAD16, LOAD16S, STORE16 -> 2;
      case LOAD32, STORE32 -> 4;
      case LOAD64, STORE64 -> 8;
      default -> throw new IllegalArgumentException(code.name());
    };
  }

  /** The permission bit an access needs. */
  static int need(boolean write) {
    return write ? GuestMemory.WRITE : GuestMemory.READ;
  }
}
