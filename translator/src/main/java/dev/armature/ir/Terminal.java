package dev.armature.ir;

/**
 * How a block ends. A closed type: engines switch over it without default. Targets that are known
 * are locations (address with the T bit as bit 0); computed ones are ops that yield a location.
 */
public sealed interface Terminal {
  /** Goes on at a known location. */
  record Jump(int target) implements Terminal {}

  /** Goes to {@code taken} when {@code condition} is not 0, else to {@code otherwise}. */
  record Branch(Op condition, int taken, int otherwise) implements Terminal {}

  /**
   * When {@code condition} is not 0 runs {@code then} with its own end, else ends as {@code
   * otherwise} says: conditional calls, returns and SVCs. {@code then} shares no values with the
   * block it hangs on.
   */
  record If(Op condition, Block then, Terminal otherwise) implements Terminal {}

  /** BL/BLX to a known function; lr is already put. The callee comes back to {@code returnTo}. */
  record Call(int target, int returnTo) implements Terminal {}

  /** BLX register; lr is already put. */
  record CallIndirect(Op target, int returnTo) implements Terminal {}

  /** BX, or a load to pc, that returns from a function by the look of it (lr, pop). */
  record Return(Op target) implements Terminal {}

  /** Any other computed branch. */
  record JumpIndirect(Op target) implements Terminal {}

  /**
   * A jump table (TBB, TBH, {@code ldr pc, [pc, rN, lsl #2]}) whose entries are known: goes to
   * {@code targets[index]} when {@code index} is inside it unsigned, else ends as {@code otherwise}
   * says. The table's bytes count among the block's code bytes.
   */
  record TableJump(Op index, java.util.List<Integer> targets, Terminal otherwise)
      implements Terminal {}

  /**
   * SVC; {@code next} is the location after it and {@code itState} ITSTATE there. When that is not
   * 0 the call comes back to the user loop, as {@link Leave} does.
   */
  record SupervisorCall(int immediate, int next, int itState) implements Terminal {}

  /** The instruction at the last INSN marker is undefined; {@code word} is its encoding. */
  record Undefined(int word) implements Terminal {}

  /** BKPT at the last INSN marker. */
  record Breakpoint(int immediate) implements Terminal {}

  /**
   * Goes back to the user loop with {@link dev.armature.machine.Exit#STATE}: pc at the location
   * {@code next} and ITSTATE {@code itState}. For what a location does not name: the middle of an
   * IT block, or a changed E bit. The user loop goes on with code lifted for just that state while
   * one of them is not 0.
   */
  record Leave(int next, int itState) implements Terminal {}
}
