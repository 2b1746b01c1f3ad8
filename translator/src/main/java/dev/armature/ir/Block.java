package dev.armature.ir;

import java.util.List;

/**
 * A straight run of lifted guest code with one entry and one {@link Terminal}.
 *
 * @param location where it starts, with the T bit
 * @param end address after its last code byte; the block depends on the bytes from its start to
 *     here
 * @param instructions guest instructions in it
 * @param ops in execution order
 * @param terminal how it ends
 */
public record Block(int location, int end, int instructions, List<Op> ops, Terminal terminal) {
  public Block {
    for (int i = 0; i < ops.size(); i++) {
      ops.get(i).setIndex(i);
    }
  }

  /** Address of the first code byte. */
  public int start() {
    return location & ~1;
  }

  /** The same block with other ops and terminal: what a pass returns. */
  public Block with(List<Op> newOps, Terminal newTerminal) {
    return new Block(location, end, instructions, newOps, newTerminal);
  }

  @Override
  public String toString() {
    return Printer.block(this);
  }
}
