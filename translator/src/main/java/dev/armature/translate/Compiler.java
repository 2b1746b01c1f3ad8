package dev.armature.translate;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.cache.UnitEntry;
import dev.armature.emit.AccessProfile;
import dev.armature.emit.BytecodeText;
import dev.armature.emit.CompiledUnit;
import dev.armature.emit.Host;
import dev.armature.emit.UnitEmitter;
import dev.armature.ir.Block;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.KernelCall;
import dev.armature.machine.Unit;
import dev.armature.recognise.Recogniser;
import dev.armature.region.Region;
import dev.armature.region.RegionFormer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Region, emit, define: what makes a unit of the guest function at a location. */
final class Compiler implements ColdUnits {
  /** Lifts and optimises one block. */
  @FunctionalInterface
  interface Blocks {
    Block lift(CodeReader code, int location, BlockLimit limit);
  }

  /** A region as class bytes. */
  private record Compiled(Region region, CompiledUnit unit) {}

  /**
   * Bytes of bytecode a region is planned for: below HotSpot's limit by what the estimate may be
   * wrong.
   */
  private static final int BUDGET = 6500;

  /** Instructions in a block; fewer where the dearest ones would not fit a method. */
  private static final int BLOCK_LIMIT = 64;

  /** Times that a compilation is begun again because something was invalidated meanwhile. */
  private static final int ATTEMPTS = 4;

  /** Units for one request at most: some 4,000 guest instructions of straight code. */
  private static final int MAX_PARTS = 24;

  private final Blocks blocks;
  private final Host host;
  final CompileCounts counts = new CompileCounts();
  private final KernelCall.Table systemCalls;
  private final Recogniser recogniser;

  Compiler(Blocks blocks, Host host, KernelCall.Table systemCalls) {
    this(blocks, host, systemCalls, null);
  }

  /**
   * @param recogniser knows routines that have units of their own; may be null
   */
  Compiler(Blocks blocks, Host host, KernelCall.Table systemCalls, Recogniser recogniser) {
    this.blocks = blocks;
    this.host = host;
    this.systemCalls = systemCalls;
    this.recogniser = recogniser;
  }

  /** Compiles at first sight, on the guest's thread and under the space's monitor. */
  @Override
  public Made make(CodeSpace space, int location) {
    return make(space, location, AccessProfile.UNKNOWN);
  }

  Made make(CodeSpace space, int location, AccessProfile profile) {
    GuestMemory memory = space.memory();
    memory.check(location & ~1, (location & 1) == 0 ? 4 : 2, GuestFault.Access.EXECUTE);
    long begin = System.nanoTime();
    Compiled compiled = compile(memory, new UnitEntry(location, false), profile, _ -> true);
    var made = new Made(define(space, compiled), compiled.region.ranges());
    count(compiled, System.nanoTime() - begin);
    return made;
  }

  /**
   * Compiles what became hot. A part of a function that its unit left out makes it be compiled
   * again with that part.
   *
   * @param loop whether it is the head of a loop, of which nothing else is wanted
   * @throws GuestFault when the first instruction can't be fetched
   */
  void hot(CodeSpace space, int location, boolean loop) {
    boolean again = false;
    if (!loop) {
      for (UnitEntry entry : space.unitsWithout(location)) {
        if (isCompiled(space, entry.location())) {
          install(space, entry);
          counts.again.incrementAndGet();
          again = true;
        }
      }
    }
    if (!again && !isCompiled(space, location)) {
      install(space, new UnitEntry(location, loop));
    }
  }

  private static boolean isCompiled(CodeSpace space, int location) {
    Unit unit = space.peek(location);
    return unit != null && unit.isCompiled();
  }

  /**
   * Compiles a unit and installs it, unless its space is closed. Where straight code is too long
   * for one unit the units that follow are made at once: each would get hot only after the one
   * before it.
   */
  private void install(CodeSpace space, UnitEntry entry) {
    var parts = new ArrayDeque<UnitEntry>(List.of(entry));
    for (int i = 0; i < MAX_PARTS && !parts.isEmpty(); i++) {
      for (int next : installPart(space, parts.poll())) {
        if (!isCompiled(space, next)) {
          parts.add(new UnitEntry(next, entry.loop()));
        }
      }
    }
  }

  /** Installs one unit; returns where straight code goes on for which there was no room in it. */
  private Set<Integer> installPart(CodeSpace space, UnitEntry entry) {
    for (int i = 0; i < ATTEMPTS; i++) {
      long begin = System.nanoTime();
      long version = space.version();
      if (!space.hold()) {
        return Set.of();
      }
      Compiled compiled;
      try {
        compiled = compile(space.memory(), entry, new MemoryProfile(space), space::ran);
      } finally {
        space.release();
      }
      Unit unit = define(space, compiled);
      if (space.install(
          entry,
          unit,
          version,
          compiled.region.ranges(),
          compiled.unit.ranges(),
          compiled.region.leftOut())) {
        count(compiled, System.nanoTime() - begin);
        return compiled.region.rest();
      }
      counts.outdated.incrementAndGet();
    }
    return Set.of();
  }

  private void count(Compiled compiled, long nanos) {
    int instructions = 0;
    for (Block block : compiled.region.blocks()) {
      instructions += block.instructions();
    }
    counts.unit(instructions, compiled.unit.codeSize(), nanos);
  }

  private Unit define(CodeSpace space, Compiled compiled) {
    return UnitEmitter.define(compiled.unit, space.memory().base(), systemCalls);
  }

  /** The bytecode of the unit at {@code location}, for {@code --dump}. */
  String text(GuestMemory memory, int location) {
    var entry = new UnitEntry(location, false);
    return BytecodeText.of(compile(memory, entry, AccessProfile.UNKNOWN, _ -> true).unit());
  }

  private Compiled compile(
      GuestMemory memory, UnitEntry entry, AccessProfile profile, IntPredicate ran) {
    int location = entry.location();
    var code = new QuietReader(memory);
    int budget = BUDGET;
    int limit = BLOCK_LIMIT;
    while (true) {
      var source = new Source(code, limit);
      Region region =
          entry.loop()
              ? RegionFormer.formLoop(source, location, budget, ran)
              : RegionFormer.form(source, location, budget, ran);
      try {
        return new Compiled(region, UnitEmitter.emit(region, host, profile));
      } catch (UnitEmitter.TooLargeException e) {
        if (limit == 0) {
          throw new IllegalStateException(
              "the block at %08x is too large: %s".formatted(location, e.getMessage()), e);
        }
        if (region.blocks().size() == 1) {
          // Even one block is too large: structures of Advanced SIMD take most.
          budget = 0;
          limit = Math.min(limit, region.blocks().getFirst().instructions()) / 2;
        } else {
          // In proportion, and a little less.
          budget = (int) ((long) budget * UnitEmitter.HUGE_METHOD_LIMIT / e.size() * 8 / 10);
        }
      }
    }
  }

  /** Blocks of at most {@code limit} instructions. */
  private final class Source implements RegionFormer.Source {
    private final QuietReader code;
    private final int limit;

    Source(QuietReader code, int limit) {
      this.code = code;
      this.limit = limit;
    }

    @Override
    public Block lift(int location, IntPredicate leader) {
      return blocks.lift(code, location, new BlockLimit(limit, leader));
    }

    @Override
    public boolean hasOwnUnit(int location) {
      return recogniser != null && recogniser.isKnown(code.memory(), location);
    }
  }
}
