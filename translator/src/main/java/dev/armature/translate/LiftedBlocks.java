package dev.armature.translate;

import dev.armature.ir.Block;
import dev.armature.ir.Terminal;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.machine.GuestMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The blocks that the compiler has lifted lately. It looks at all of a function for each of its
 * loops and for each part that gets hot later, so most blocks are wanted several times, and lifting
 * them is a third of what a unit costs. For one thread.
 */
final class LiftedBlocks {
  /** When there are so many all are dropped. */
  private static final int CAPACITY = 4096;

  /** Blocks of one location: while a function is looked at, more leaders are found that cut it. */
  private static final int MOST = 4;

  /**
   * A block and what it came of.
   *
   * @param limit most instructions it could have had
   * @param asked locations of which was asked whether another block begins there
   * @param isCut whether one does at the last of them
   */
  private record Lifted(Block block, byte[] code, int limit, int[] asked, boolean isCut) {
    /** Whether lifting would give the same again. */
    boolean isStill(GuestMemory memory, int limitNow, IntPredicate leader) {
      if (limit != limitNow) {
        return false;
      }
      for (int i = 0; i < asked.length; i++) {
        if (leader.test(asked[i]) != (isCut && i == asked.length - 1)) {
          return false;
        }
      }
      return memory.isCode(block.start(), code);
    }
  }

  private final Compiler.Blocks source;
  private final Map<Integer, List<Lifted>> known = new HashMap<>();

  LiftedBlocks(Compiler.Blocks source) {
    this.source = source;
  }

  /** The block at {@code location}, lifted when it is not known. */
  Block lift(CodeReader code, GuestMemory memory, int location, int limit, IntPredicate leader) {
    List<Lifted> here = known.get(location);
    if (here != null) {
      for (Lifted lifted : here) {
        if (lifted.isStill(memory, limit, leader)) {
          return lifted.block;
        }
      }
    }
    List<Integer> asked = new ArrayList<>();
    boolean[] isCut = new boolean[1];
    IntPredicate noting =
        at -> {
          asked.add(at);
          isCut[0] = leader.test(at);
          return isCut[0];
        };
    Block block = source.lift(code, location, new BlockLimit(limit, noting));
    // Tables of jumps are only read where the guest can't write, which code bytes don't tell.
    if (!hasTable(block.terminal())) {
      if (here == null) {
        if (known.size() >= CAPACITY) {
          known.clear();
        }
        here = new ArrayList<>(1);
        known.put(location, here);
      }
      if (here.size() == MOST) {
        here.removeFirst();
      }
      int[] all = asked.stream().mapToInt(Integer::intValue).toArray();
      byte[] bytes = memory.codeBytes(block.start(), block.end());
      here.add(new Lifted(block, bytes, limit, all, isCut[0]));
    }
    return block;
  }

  private static boolean hasTable(Terminal terminal) {
    return terminal instanceof Terminal.TableJump
        || terminal instanceof Terminal.If branch
            && (hasTable(branch.then().terminal()) || hasTable(branch.otherwise()));
  }
}
