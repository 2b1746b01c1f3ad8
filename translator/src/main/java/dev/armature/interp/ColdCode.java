package dev.armature.interp;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.cache.TranslationDirectory;
import dev.armature.ir.Block;
import dev.armature.machine.Fpscr;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.Unit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes interpreted units. Lowered blocks are kept by program, so that a fork or a second run lifts
 * nothing again; with a {@link TranslationDirectory} also between runs.
 */
public final class ColdCode implements ColdUnits {
  /** Blocks kept; some 600 bytes each. When full it starts anew: what is hot comes back at once. */
  public static final int CAPACITY = 200_000;

  private static final int SMALL_LIMIT = 4;

  private final BlockSource source;
  private final TranslationDirectory directory;
  private final ConcurrentHashMap<String, ProgramBlocks> programs = new ConcurrentHashMap<>();
  private final ProgramBlocks unnamed = new ProgramBlocks(this, null);
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger lowered = new AtomicInteger();

  public ColdCode(BlockSource source) {
    this(source, null);
  }

  /**
   * @param directory where blocks are kept between runs, or null
   */
  public ColdCode(BlockSource source, TranslationDirectory directory) {
    this.source = source;
    this.directory = directory;
  }

  /** The blocks of a program, for an address space that runs it. */
  public ColdUnits program(String name) {
    ProgramBlocks blocks = programs.get(name);
    if (blocks != null) {
      return blocks;
    }
    return programs.computeIfAbsent(
        name,
        key ->
            new ProgramBlocks(this, directory == null ? null : directory.kept(key, "blocks", "")));
  }

  /** Writes down what was lowered since the start, if there is a place for it. */
  public void save() {
    programs.values().forEach(ProgramBlocks::save);
  }

  /** Blocks in memory. */
  public int size() {
    return size.get();
  }

  /** Blocks that had to be lifted and lowered, the others were known. */
  public int lowered() {
    return lowered.get();
  }

  /** A block has been added somewhere. */
  void added() {
    if (size.incrementAndGet() >= CAPACITY) {
      save();
      programs.values().forEach(ProgramBlocks::clear);
      unnamed.clear();
      size.set(0);
    }
  }

  /** Blocks of a space without a program: kept by location as well, in memory only. */
  @Override
  public Made make(CodeSpace space, int location) {
    return unnamed.make(space, location);
  }

  /**
   * Makes a unit for a state that locations do not name: the middle of an IT block, big-endian
   * data, or short vectors. It is not kept.
   *
   * @param state ITSTATE, and LEN and STRIDE as in the FPSCR
   */
  public Unit makeFor(CodeSpace space, int location, int state, boolean bigEndian) {
    return unkept(space, location, state, bigEndian, BlockSource.USUAL_LIMIT);
  }

  /** Makes a unit of the one instruction at {@code location}. It is not kept. */
  public Unit makeStep(CodeSpace space, int location, int state, boolean bigEndian) {
    return unkept(space, location, state, bigEndian, 1);
  }

  private Unit unkept(CodeSpace space, int location, int state, boolean bigEndian, int limit) {
    var block = lower(space.memory(), location, state, bigEndian, limit);
    var unit = new InterpretedUnit(block, space, bigEndian || (state & Fpscr.VECTOR) != 0);
    unit.location = location;
    return unit;
  }

  LoweredBlock lower(GuestMemory memory, int location, int itState, boolean bigEndian) {
    return lower(memory, location, itState, bigEndian, BlockSource.USUAL_LIMIT);
  }

  private LoweredBlock lower(
      GuestMemory memory, int location, int itState, boolean bigEndian, int limit) {
    lowered.incrementAndGet();
    Block block = source.lift(memory, location, itState, bigEndian, limit);
    try {
      return Lowering.lower(block, memory.codeBytes(block.start(), block.end()));
    } catch (SlotPlan.TooManySlots e) {
      Block small = source.lift(memory, location, itState, bigEndian, SMALL_LIMIT);
      return Lowering.lower(small, memory.codeBytes(small.start(), small.end()));
    }
  }
}
