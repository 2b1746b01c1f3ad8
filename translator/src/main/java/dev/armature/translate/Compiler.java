package dev.armature.translate;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.emit.AccessProfile;
import dev.armature.emit.CompiledUnit;
import dev.armature.emit.Host;
import dev.armature.emit.UnitEmitter;
import dev.armature.ir.Block;
import dev.armature.lift.BlockLimit;
import dev.armature.machine.GuestMemory;
import dev.armature.region.Region;
import dev.armature.region.RegionFormer;

/** Region, emit, define: what makes a unit of the guest function at a location. */
final class Compiler implements ColdUnits {
  /** Lifts and optimises one block. */
  @FunctionalInterface
  interface Blocks {
    Block lift(GuestMemory memory, int location, BlockLimit limit);
  }

  /**
   * Bytes of bytecode a region is planned for: below HotSpot's limit by what the estimate may be
   * wrong.
   */
  private static final int BUDGET = 6500;

  /** Instructions in a block: even a block of the dearest ones fits a method. */
  private static final int BLOCK_LIMIT = 64;

  private final Blocks blocks;
  private final Host host = Host.available();

  Compiler(Blocks blocks) {
    this.blocks = blocks;
  }

  /** Compiles at first sight. */
  @Override
  public Made make(CodeSpace space, int location) {
    return compile(space, location, AccessProfile.UNKNOWN);
  }

  /**
   * Compiles the function at {@code location}.
   *
   * @return null when the space is closed
   * @throws dev.armature.machine.GuestFault when the first instruction can't be fetched
   */
  Made compile(CodeSpace space, int location, AccessProfile profile) {
    int budget = BUDGET;
    while (true) {
      if (!space.hold()) {
        return null;
      }
      Region region;
      try {
        region = RegionFormer.form(source(space.memory()), location, budget);
      } finally {
        space.release();
      }
      try {
        CompiledUnit unit = UnitEmitter.emit(region, host, profile);
        return new Made(UnitEmitter.define(unit, space.memory().base()), region.ranges());
      } catch (UnitEmitter.TooLargeException e) {
        if (budget == 0) {
          throw new IllegalStateException(
              "the block at %08x is too large: %s".formatted(location, e.getMessage()), e);
        }
        // In proportion, and a little less; a region of one block is the smallest.
        int fitting = (int) ((long) budget * UnitEmitter.HUGE_METHOD_LIMIT / e.size() * 8 / 10);
        budget = region.blocks().size() == 1 ? 0 : fitting;
      }
    }
  }

  private RegionFormer.Source source(GuestMemory memory) {
    return (at, leader) -> blocks.lift(memory, at, new BlockLimit(BLOCK_LIMIT, leader));
  }
}
