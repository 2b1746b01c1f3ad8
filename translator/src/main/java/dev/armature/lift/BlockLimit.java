package dev.armature.lift;

import java.util.function.IntPredicate;

/**
 * Where a block must end at the latest. An IT block is cut for a single step only.
 *
 * @param instructions most guest instructions in a block
 * @param leader whether another block begins at a location, so that this one ends before it
 */
public record BlockLimit(int instructions, IntPredicate leader) {
  /** What a straight run of code is cut at, so that a block's methods and traces stay small. */
  public static final BlockLimit DEFAULT = new BlockLimit(64, location -> false);

  /** Single step, inside IT blocks as well. */
  public static final BlockLimit ONE = new BlockLimit(1, location -> false);
}
