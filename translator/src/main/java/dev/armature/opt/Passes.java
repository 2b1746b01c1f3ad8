package dev.armature.opt;

import dev.armature.ir.Block;
import dev.armature.ir.Terminal;

/** The optimisations of one block, in order. */
public final class Passes {
  private Passes() {}

  /**
   * Optimises {@code block}, and the blocks that hang on its end. The ops of {@code block} are
   * reused: it is not to be used afterwards.
   */
  public static Block run(Block block) {
    Block result = block;
    result = FlagFusion.run(result);
    result = IfConversion.run(result);
    result = DeadPuts.run(result);
    result = DeadOps.run(result);
    return result.terminal() instanceof Terminal.If choice
        ? result.with(
            result.ops(),
            new Terminal.If(choice.condition(), run(choice.then()), choice.otherwise()))
        : result;
  }
}
