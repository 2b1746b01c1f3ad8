package dev.armature.interp;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.ir.Block;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.Unit;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes interpreted units. Lowered blocks are kept by location and shared between address spaces
 * that hold the same code bytes there, so that a fork or a second run of a program lifts nothing
 * again.
 */
public final class ColdCode implements ColdUnits {
  /** Blocks kept; some 600 bytes each. When full it starts anew: what is hot comes back at once. */
  private static final int CAPACITY = 100_000;

  private static final int SMALL_LIMIT = 4;

  private final BlockSource source;
  private final ConcurrentHashMap<Integer, LoweredBlock> blocks = new ConcurrentHashMap<>();

  public ColdCode(BlockSource source) {
    this.source = source;
  }

  @Override
  public Made make(CodeSpace space, int location) {
    GuestMemory memory = space.memory();
    LoweredBlock block = blocks.get(location);
    if (block == null || !block.isSameIn(memory)) {
      block = lower(memory, location, 0, false);
      if (blocks.size() >= CAPACITY) {
        blocks.clear();
      }
      blocks.put(location, block);
    }
    return new Made(new InterpretedUnit(block, space, false), location & ~1, block.end());
  }

  /**
   * Makes a unit for a state that locations do not name: the middle of an IT block, or big-endian
   * data. It is not kept.
   */
  public Unit makeFor(CodeSpace space, int location, int itState, boolean bigEndian) {
    var unit =
        new InterpretedUnit(lower(space.memory(), location, itState, bigEndian), space, bigEndian);
    unit.location = location;
    return unit;
  }

  private LoweredBlock lower(GuestMemory memory, int location, int itState, boolean bigEndian) {
    Block block = source.lift(memory, location, itState, bigEndian, BlockSource.USUAL_LIMIT);
    try {
      return Lowering.lower(block, memory.codeBytes(block.start(), block.end()));
    } catch (SlotPlan.TooManySlots e) {
      Block small = source.lift(memory, location, itState, bigEndian, SMALL_LIMIT);
      return Lowering.lower(small, memory.codeBytes(small.start(), small.end()));
    }
  }
}
