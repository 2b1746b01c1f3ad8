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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

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

  /** Bytes of bytecode of a unit that parts of a large function go to rather than repeat it. */
  private static final int LARGE = 1500;

  private static final int[] NOTHING = {};

  private final Blocks blocks;

  /** For the one thread that compiles what became hot. */
  private final LiftedBlocks lifted;

  private final Host host;
  final CompileCounts counts = new CompileCounts();
  private final KernelCall.Table systemCalls;
  private final Recogniser recogniser;
  private final WholeFunctions wholeFunctions = new WholeFunctions();
  private final LoopNests loopNests = new LoopNests();

  Compiler(Blocks blocks, Host host, KernelCall.Table systemCalls) {
    this(blocks, host, systemCalls, null);
  }

  /**
   * @param recogniser knows routines that have units of their own; may be null
   */
  Compiler(Blocks blocks, Host host, KernelCall.Table systemCalls, Recogniser recogniser) {
    this.blocks = blocks;
    this.lifted = new LiftedBlocks(blocks);
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
    Compiled compiled = compile(memory, new UnitEntry(location, false), profile, null, null);
    var made = new Made(define(space, compiled.unit), compiled.region.ranges());
    count(compiled, System.nanoTime() - begin);
    return made;
  }

  /**
   * Compiles what became hot. A part of a function that its unit left out makes it be compiled
   * again with that part.
   *
   * @param units compiled units that the process can use
   * @param asked whether a unit that is kept of it has been tried before: when it can't be used the
   *     first time, the location has to prove hot again, since it was asked for early
   * @param loop whether it is the head of a loop, of which nothing else is wanted
   * @param time when it got hot, in nanoseconds
   * @return whether there is nothing more to do
   * @see WholeFunctions what is compiled instead of it
   * @see LoopNests what else
   * @throws GuestFault when the first instruction can't be fetched
   */
  boolean hot(
      CodeSpace space, ProcessUnits units, boolean asked, int location, boolean loop, long time) {
    boolean compiled = isCompiled(space, location);
    if (!compiled && reuse(space, units, location)) {
      return true;
    }
    KeptUnit kept = compiled || asked ? null : units.find(location);
    if (kept != null) {
      return takeUp(space, units, kept);
    }
    boolean again = false;
    if (!loop) {
      for (UnitEntry entry : space.unitsWithout(location)) {
        if (isCompiled(space, entry.location()) && hasRoomFor(space, entry, location)) {
          install(space, units, entry, true);
          counts.again.incrementAndGet();
          again = true;
        }
      }
    }
    if (!again && isCompiled(space, location) && space.takeMissed(location)) {
      install(space, units, new UnitEntry(location, loop), true);
      counts.reguarded.incrementAndGet();
      return true;
    }
    if (again || isCompiled(space, location)) {
      return true;
    }
    UnitEntry hot = new UnitEntry(location, loop);
    UnitEntry entry =
        wholeFunctions.around(hot, space, at -> region(space, new UnitEntry(at, false)));
    if (hot.equals(entry)) {
      entry =
          loopNests.around(
              hot,
              time,
              space,
              at -> loopAround(space, at),
              at -> region(space, new UnitEntry(at, true)));
    }
    if (entry != null) {
      install(space, units, entry, false);
    }
    return true;
  }

  /**
   * Installs a unit that is kept, or the one of the whole function around it, and what straight
   * code goes on with. No code is looked at for that: the run that compiled the unit has found out
   * what it is to be a part of, and to load what looks at code takes longer than all units
   * together.
   *
   * @return false when it does not fit this space now
   */
  private boolean takeUp(CodeSpace space, ProcessUnits units, KeptUnit kept) {
    KeptUnit whole = wholeFunctions.around(kept.entry().location(), space, units::find);
    boolean isWhole = whole != null && installKept(space, units, whole);
    if (!isWhole && !installKept(space, units, kept)) {
      return false;
    }
    // Itself it is there now: this is for the units that follow it.
    install(space, units, (isWhole ? whole : kept).entry(), false);
    return true;
  }

  /** Whether the unit at an entry would have a part that has been left out if it were made now. */
  private boolean hasRoomFor(CodeSpace space, UnitEntry entry, int location) {
    Region region = region(space, entry);
    return region != null && region.position(location) >= 0;
  }

  /** The region that would be compiled at an entry; null when it can't be formed. */
  private Region region(CodeSpace space, UnitEntry entry) {
    return look(space, null, source -> region(source, entry, BUDGET, space::ran));
  }

  /** The head of the innermost loop around what got hot; 0 when there is none. */
  private int loopAround(CodeSpace space, UnitEntry hot) {
    return look(
        space,
        0,
        source -> RegionFormer.loopAround(source, hot.location(), hot.loop(), space::ran));
  }

  /** What {@code former} finds in the code of a space; nothing when that is closed or gone. */
  private <T> T look(CodeSpace space, T nothing, Function<Source, T> former) {
    if (!space.hold()) {
      return nothing;
    }
    try {
      return former.apply(new Source(new QuietReader(space.memory()), BLOCK_LIMIT, space, lifted));
    } catch (GuestFault fault) {
      return nothing;
    } finally {
      space.release();
    }
  }

  private static Region region(Source source, UnitEntry entry, int budget, IntPredicate ran) {
    return entry.loop()
        ? RegionFormer.formLoop(source, entry.location(), budget, ran)
        : RegionFormer.form(source, entry.location(), budget, ran);
  }

  static boolean isCompiled(CodeSpace space, int location) {
    Unit unit = space.peek(location);
    return unit != null && unit.isCompiled();
  }

  /**
   * Compiles a unit and installs it, unless its space is closed. Where straight code is too long
   * for one unit the units that follow are made at once: each would get hot only after the one
   * before it.
   *
   * @param anew whether a unit that is kept will not do
   */
  private void install(CodeSpace space, ProcessUnits units, UnitEntry entry, boolean anew) {
    var parts = new ArrayDeque<UnitEntry>(List.of(entry));
    for (int i = 0; i < MAX_PARTS && !parts.isEmpty(); i++) {
      UnitEntry part = parts.poll();
      for (int next : installPart(space, units, part, anew && part.equals(entry))) {
        if (!isCompiled(space, next)) {
          parts.add(new UnitEntry(next, entry.loop()));
        }
      }
    }
  }

  /** Installs one unit; returns where straight code goes on for which there was no room in it. */
  private int[] installPart(CodeSpace space, ProcessUnits units, UnitEntry entry, boolean anew) {
    KeptUnit known = anew ? null : units.find(entry.location());
    if (known != null
        && (isCompiled(space, entry.location()) || installKept(space, units, known))) {
      return known.rest();
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      long begin = System.nanoTime();
      long version = space.version();
      if (!space.hold()) {
        return NOTHING;
      }
      Compiled compiled;
      KeptUnit kept;
      try {
        var profile = new MemoryProfile(space);
        compiled = compile(space.memory(), entry, profile, space, lifted);
        kept =
            KeptUnit.of(space.memory(), entry, compiled.region, compiled.unit, profile.samples());
      } finally {
        space.release();
      }
      Unit unit = define(space, compiled.unit);
      wholeFunctions.replaced(space.peek(entry.location()), unit);
      if (space.install(
          entry,
          unit,
          version,
          compiled.region.ranges(),
          compiled.unit.ranges(),
          compiled.region.leftOut())) {
        if (kept != null) {
          units.put(kept);
          units.use(new ReadyUnit(kept, unit));
        }
        space.addParts(compiled.region.heads());
        noteSize(space, compiled.unit);
        count(compiled, System.nanoTime() - begin);
        return compiled.region.rest().stream().mapToInt(Integer::intValue).toArray();
      }
      counts.outdated.incrementAndGet();
    }
    return NOTHING;
  }

  /**
   * Takes over what a process that has ended left at {@code location}. Returns false when that is
   * nothing, or does not fit this space now.
   */
  boolean reuse(CodeSpace space, ProcessUnits units, int location) {
    ReadyUnit ready = units.ready(location);
    if (ready == null) {
      return false;
    }
    long version = space.version();
    // The guest's threads and the compiler's may come at the same time.
    if (!fits(space, ready.kept()) || !units.claim(ready)) {
      return false;
    }
    ready.unit().revive();
    if (!install(space, units, ready, version)) {
      units.release(ready);
      return false;
    }
    counts.reused.incrementAndGet();
    return true;
  }

  /** Installs a unit that was compiled before. Returns false when it does not fit this space. */
  private boolean installKept(CodeSpace space, ProcessUnits units, KeptUnit kept) {
    long begin = System.nanoTime();
    long version = space.version();
    if (!fits(space, kept)) {
      return false;
    }
    Unit unit;
    try {
      unit = define(space, kept.unit());
    } catch (LinkageError damaged) {
      // HotSpot looks at what a file says as it does at every class.
      return false;
    }
    if (!install(space, units, new ReadyUnit(kept, unit), version)) {
      return false;
    }
    counts.known.incrementAndGet();
    counts.knownNanos.addAndGet(System.nanoTime() - begin);
    return true;
  }

  private static boolean fits(CodeSpace space, KeptUnit kept) {
    if (!space.hold()) {
      return false;
    }
    try {
      return kept.fits(space.memory(), space.unstablePages());
    } finally {
      space.release();
    }
  }

  private boolean install(CodeSpace space, ProcessUnits units, ReadyUnit ready, long version) {
    KeptUnit kept = ready.kept();
    wholeFunctions.replaced(space.peek(kept.entry().location()), ready.unit());
    space.learn(kept.blocks(), kept.accesses());
    Set<Integer> leftOut =
        Arrays.stream(kept.leftOut()).boxed().collect(Collectors.toUnmodifiableSet());
    if (!space.install(
        kept.entry(), ready.unit(), version, kept.ranges(), kept.unit().ranges(), leftOut)) {
      return false;
    }
    units.use(ready);
    noteSize(space, kept.unit());
    return true;
  }

  private static void noteSize(CodeSpace space, CompiledUnit unit) {
    if (unit.codeSize() >= LARGE) {
      space.addLargeUnit(unit.location());
    }
  }

  private void count(Compiled compiled, long nanos) {
    counts.unit(compiled.region.instructions(), compiled.unit.codeSize(), nanos);
  }

  private Unit define(CodeSpace space, CompiledUnit unit) {
    return UnitEmitter.define(unit, space.memory().base(), systemCalls);
  }

  /** The bytecode of the unit at {@code location}, for {@code --dump}. */
  String text(GuestMemory memory, int location) {
    return BytecodeText.of(compiled(memory, location, AccessProfile.UNKNOWN));
  }

  /** The unit at {@code location} as it is before it is defined. */
  CompiledUnit compiled(GuestMemory memory, int location, AccessProfile profile) {
    return compile(memory, new UnitEntry(location, false), profile, null, null).unit();
  }

  /**
   * @param space which code has run and where parts of large functions begin; null when all of the
   *     code at the entry is wanted
   * @param known blocks that were lifted before, or null
   */
  private Compiled compile(
      GuestMemory memory,
      UnitEntry entry,
      AccessProfile profile,
      CodeSpace space,
      LiftedBlocks known) {
    int location = entry.location();
    IntPredicate ran = space == null ? _ -> true : space::ran;
    var code = new QuietReader(memory);
    int budget = BUDGET;
    int limit = BLOCK_LIMIT;
    while (true) {
      var source = new Source(code, limit, space, known);
      Region region = region(source, entry, budget, ran);
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
    private final CodeSpace space;
    private final LiftedBlocks known;

    Source(QuietReader code, int limit, CodeSpace space, LiftedBlocks known) {
      this.code = code;
      this.limit = limit;
      this.space = space;
      this.known = known;
    }

    @Override
    public Block lift(int location, IntPredicate leader) {
      return known == null
          ? blocks.lift(code, location, new BlockLimit(limit, leader))
          : known.lift(code, code.memory(), location, limit, leader);
    }

    @Override
    public boolean hasOwnUnit(int location) {
      return recogniser != null && recogniser.isKnown(code.memory(), location);
    }

    @Override
    public boolean beginsPart(int location) {
      return space != null && space.beginsPart(location);
    }

    @Override
    public boolean beginsLargeUnit(int location) {
      return space != null && space.beginsLargeUnit(location);
    }
  }
}
