package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Terminal;
import dev.armature.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The blocks of a region in the order they are emitted: small innermost loops several times over,
 * one copy leading to the next. What a round costs besides its work (the look for pending work,
 * HotSpot's own safepoint, registers moved to where the loop begins) is then paid once for all
 * copies.
 */
final class Unrolling {
  /** IR operations that a loop may have in all of its copies together. */
  private static final int MOST_OPS = 240;

  private static final int MOST_COPIES = 4;

  /** With more IR operations than this the region's method is large already. */
  private static final int LARGE_REGION = 1200;

  /**
   * A loop that is there several times.
   *
   * @param first position of the first copy's head in the layout
   * @param start index of its head among the region's blocks
   * @param blocks number of its blocks, which follow each other
   * @param copies how often it is there
   * @param counted not null when the copies don't lead to each other, but the last is the fast one
   *     of this loop
   */
  record Loop(int first, int start, int blocks, int copies, CountedLoop counted) {}

  /**
   * A block in its place.
   *
   * @param loop the unrolled loop it belongs to, or null
   * @param copy the number of the copy
   * @param index its place in the loop
   */
  record Place(Block block, Loop loop, int copy, int index) {
    /** Whether it is in the copy of a counted loop that is another than the plain one. */
    boolean isFast() {
      return loop != null && loop.counted != null && copy > 0;
    }

    boolean isHead() {
      return index == 0;
    }

    /** Whether rounds are counted at its end. */
    boolean closes() {
      return loop != null
          && loop.counted != null
          && copy == loop.copies - 1
          && index == loop.blocks - 1;
    }
  }

  private final Region region;
  private final List<Place> places = new ArrayList<>();

  /** For each block of the region the position of its first copy. */
  private final int[] positions;

  /** For each block of the region the indices of where it may lead, -1 for outside. */
  private final int[][] successors;

  /** Whether a block has no call and no table of jumps. */
  private final boolean[] simple;

  Unrolling(Region region, AccessProfile profile) {
    this.region = region;
    List<Block> blocks = region.blocks();
    positions = new int[blocks.size()];
    successors = new int[blocks.size()][];
    simple = new boolean[blocks.size()];
    for (int i = 0; i < successors.length; i++) {
      List<Integer> to = new ArrayList<>(2);
      simple[i] = successors(blocks.get(i).terminal(), at -> to.add(region.position(at)));
      successors[i] = to.stream().mapToInt(Integer::intValue).toArray();
    }
    boolean large = blocks.stream().mapToInt(Unrolling::size).sum() > LARGE_REGION;
    for (int i = 0; i < blocks.size(); ) {
      int end = loopEnd(i);
      int copies = large || end < 0 ? 1 : Math.min(MOST_COPIES, MOST_OPS / size(i, end));
      CountedLoop counted =
          end < 0 || MOST_OPS / size(i, end) < 2 || !isEnteredAtHead(i, end)
              ? null
              : CountedLoop.of(blocks.subList(i, end + 1), profile);
      if (counted != null) {
        copies = counted.hasProofs() ? 2 : 1;
      } else if (copies < 2) {
        positions[i] = places.size();
        places.add(new Place(blocks.get(i++), null, 0, 0));
        continue;
      }
      var loop = new Loop(places.size(), i, end + 1 - i, copies, counted);
      for (int copy = 0; copy < copies; copy++) {
        for (int j = i; j <= end; j++) {
          if (copy == 0) {
            positions[j] = places.size();
          }
          Block block = copy == 0 ? blocks.get(j) : copy(blocks.get(j));
          places.add(new Place(block, loop, copy, j - i));
        }
      }
      i = end + 1;
    }
  }

  List<Place> places() {
    return places;
  }

  /** The position that control goes to from a place for {@code location}; -1 when it leaves. */
  int target(Loop loop, int copy, int location) {
    int index = region.position(location);
    if (index < 0) {
      return -1;
    }
    if (loop == null || index < loop.start || index >= loop.start + loop.blocks) {
      return positions[index];
    }
    int next = loop.counted != null ? 0 : (copy + 1) % loop.copies;
    int to = index == loop.start ? next : copy;
    return loop.first + to * loop.blocks + index - loop.start;
  }

  /**
   * The last block of the loop with its head at {@code head}; -1 when there is none, or one with
   * calls or with a loop in it, or one whose blocks do not follow each other.
   */
  private int loopEnd(int head) {
    int last = -1;
    for (int i = head; i < successors.length && i - head < MOST_OPS && simple[i]; i++) {
      for (int to : successors[i]) {
        if (to == head) {
          last = i;
        }
      }
    }
    for (int i = head; i <= last; i++) {
      boolean stays = false;
      for (int to : successors[i]) {
        stays |= to >= head && to <= last;
        if (to != head && to >= 0 && to <= i) {
          return -1;
        }
      }
      if (!stays) {
        return -1;
      }
    }
    return last;
  }

  /**
   * Whether control comes into these blocks from others only at the first. What a counted loop
   * counts is set there: whoever came in behind it would go on with the rounds of another time.
   */
  private boolean isEnteredAtHead(int head, int last) {
    for (int i = 0; i < successors.length; i++) {
      if (i < head || i > last) {
        for (int to : successors[i]) {
          if (to > head && to <= last) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * Calls {@code each} with where control may go, and come back to. Returns false when there is a
   * call or a table of jumps.
   */
  private static boolean successors(Terminal terminal, IntConsumer each) {
    return switch (terminal) {
      case Terminal.Jump t -> {
        each.accept(t.target());
        yield true;
      }
      case Terminal.Branch t -> {
        each.accept(t.taken());
        each.accept(t.otherwise());
        yield true;
      }
      case Terminal.If t -> {
        boolean then = successors(t.then().terminal(), each);
        yield successors(t.otherwise(), each) && then;
      }
      case Terminal.TableJump t -> {
        t.targets().forEach(each::accept);
        successors(t.otherwise(), each);
        yield false;
      }
      case Terminal.Call t -> {
        each.accept(t.returnTo());
        yield false;
      }
      case Terminal.CallIndirect t -> {
        each.accept(t.returnTo());
        yield false;
      }
      case Terminal.SupervisorCall t -> {
        each.accept(t.next());
        yield false;
      }
      case Terminal.Return t -> true;
      case Terminal.JumpIndirect t -> true;
      case Terminal.Undefined t -> true;
      case Terminal.Breakpoint t -> true;
      case Terminal.Leave t -> true;
    };
  }

  private int size(int from, int to) {
    int size = 0;
    for (int i = from; i <= to; i++) {
      size += size(region.blocks().get(i));
    }
    return size;
  }

  private static int size(Block block) {
    return block.ops().size()
        + (block.terminal() instanceof Terminal.If t ? 2 + size(t.then()) : 1);
  }

  /** The same block as another object: what is known about it is kept by identity. */
  private static Block copy(Block block) {
    return new Block(
        block.location(), block.end(), block.instructions(), block.ops(), copy(block.terminal()));
  }

  private static Terminal copy(Terminal terminal) {
    return terminal instanceof Terminal.If t
        ? new Terminal.If(t.condition(), copy(t.then()), copy(t.otherwise()))
        : terminal;
  }
}
