package dev.armature.interp;

import dev.armature.ir.Block;
import dev.armature.machine.GuestMemory;

/** Lifts and optimises one block: decode, lift and opt behind one door. */
@FunctionalInterface
public interface BlockSource {
  /** Instructions a block normally holds at most. */
  int USUAL_LIMIT = 64;

  /**
   * Lifts the block at {@code location}.
   *
   * @param state ITSTATE on entry, and LEN and STRIDE as in the FPSCR
   * @param bigEndian the E bit on entry
   * @param maxInstructions where the block ends at the latest
   * @throws dev.armature.machine.GuestFault when the first instruction can't be fetched
   */
  Block lift(GuestMemory memory, int location, int state, boolean bigEndian, int maxInstructions);
}
