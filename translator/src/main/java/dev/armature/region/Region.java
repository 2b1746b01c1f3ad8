package dev.armature.region;

import dev.armature.ir.Block;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * What is compiled as one unit: a guest function, or as much of it as fits, with one entry.
 *
 * @param blocks in layout order, the entry first; between them control flow is internal, a target
 *     outside is an exit
 * @param ranges the code bytes it depends on: start, end, start, end, ... ascending
 * @param tailCalls locations it jumps to that look like other functions
 * @param leftOut locations of the same function that were left out since they never ran
 * @param rest locations that straight code leads on to, and that would have been part of it had
 *     there been room
 * @param heads where parts of the function begin, this one included, when it is larger than a unit
 * @param positions index of the block at each location
 */
public record Region(
    List<Block> blocks,
    int[] ranges,
    Set<Integer> tailCalls,
    Set<Integer> leftOut,
    Set<Integer> rest,
    Set<Integer> heads,
    Map<Integer, Integer> positions) {
  public Region(
      List<Block> blocks,
      int[] ranges,
      Set<Integer> tailCalls,
      Set<Integer> leftOut,
      Set<Integer> rest,
      Set<Integer> heads) {
    this(blocks, ranges, tailCalls, leftOut, rest, heads, positionsOf(blocks));
  }

  private static Map<Integer, Integer> positionsOf(List<Block> blocks) {
    var positions = new HashMap<Integer, Integer>();
    for (Block block : blocks) {
      positions.put(block.location(), positions.size());
    }
    return positions;
  }

  /** Location of the entry. */
  public int entry() {
    return blocks.getFirst().location();
  }

  /** Index of the block that starts at {@code location}, -1 when it is outside. */
  public int position(int location) {
    return positions.getOrDefault(location, -1);
  }

  /** Whether the exit to a location looks like a tail call rather than a jump in the function. */
  public boolean isTailCall(int location) {
    return tailCalls.contains(location);
  }

  /**
   * Whether it is the whole function, but for what has not run.
   *
   * @param ran whether a location that is branched to has
   */
  public boolean isWhole(IntPredicate ran) {
    boolean[] whole = {rest.isEmpty()};
    for (Block block : blocks) {
      IntConsumer inside = to -> whole[0] &= position(to) >= 0 || isTailCall(to) || !ran.test(to);
      Successors.forEach(block.terminal(), inside, inside);
    }
    return whole[0];
  }

  /** Guest instructions in it. */
  public int instructions() {
    return blocks.stream().mapToInt(Block::instructions).sum();
  }
}
