package dev.armature.translate;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.cache.HotCode;
import dev.armature.cache.TranslationDirectory;
import dev.armature.decode.Feature;
import dev.armature.decode.Features;
import dev.armature.emit.Host;
import dev.armature.interp.ColdCode;
import dev.armature.ir.Block;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.lift.Lifter;
import dev.armature.machine.CpuState;
import dev.armature.machine.Fpscr;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.KernelCall;
import dev.armature.machine.Unit;
import dev.armature.opt.Passes;
import dev.armature.recognise.Recogniser;

/**
 * The way from ARM code to something that runs, for all processes of one machine.
 *
 * <pre>
 *   bytes ─ decode ─ lift ─ opt ─┬─ lower ─ interpret     cold, at once
 *                                └─ region ─ emit ─ define  hot, in the background
 * </pre>
 */
public final class Translator {
  private final Lifter lifter;
  private final ColdCode cold;
  private final Compiler compiler;
  private final Features features;
  private final Dump dump;
  private final ColdUnits atFirstSight;
  private final CompileQueue queue;
  private final KeptUnits units;
  private final RetiredUnits retired = new RetiredUnits();
  private final Recogniser recogniser;

  /** Bits of the FPSCR that change what instructions mean. */
  private final int vector;

  /** As below, showing and keeping nothing. */
  public Translator(Features features, Engine engine) {
    this(features, engine, KernelCall.Table.NONE, null, null, true);
  }

  /**
   * A translator for code of the CPU that {@code features} describe.
   *
   * @param engine what runs the code
   * @param systemCalls what SVCs with known numbers are bound to
   * @param dump what to show of the translation, or null
   * @param directory where to keep translations between runs, or null; not used with a dump, which
   *     wants to see all of the way
   * @param recognise whether known routines of C and run-time libraries may be done by faster code;
   *     not with a dump, nor with {@link Engine#INTERP}, which interprets everything
   */
  public Translator(
      Features features,
      Engine engine,
      KernelCall.Table systemCalls,
      Dump dump,
      TranslationDirectory directory,
      boolean recognise) {
    this.features = features;
    this.vector = features.has(Feature.VFP3) ? 0 : Fpscr.VECTOR;
    this.dump = dump;
    this.lifter = new Lifter(features);
    this.cold = new ColdCode(this::block, dump == null ? directory : null);
    // What the known routines are made of: elsewhere they would be undefined instructions.
    this.recogniser =
        recognise
                && dump == null
                && engine != Engine.INTERP
                && features.has(Feature.NEON)
                && features.has(Feature.V7)
            ? new Recogniser()
            : null;
    Host host = Host.available();
    this.compiler = new Compiler(this::block, host, systemCalls, recogniser);
    this.atFirstSight = engine == Engine.JIT ? compiler : cold;
    this.queue = engine == Engine.AUTO ? new CompileQueue(compiler) : null;
    this.units =
        new KeptUnits(
            queue == null || dump != null ? null : directory,
            host
                + (recogniser == null ? " " : " recognise ")
                + System.getProperty("java.vm.version"));
  }

  private Block block(
      GuestMemory memory, int location, int state, boolean bigEndian, int maxInstructions) {
    var limit = new BlockLimit(maxInstructions, _ -> false);
    Block block = Passes.run(lifter.lift(CodeReader.of(memory), location, state, bigEndian, limit));
    return shown(block, memory);
  }

  private Block block(CodeReader code, int location, BlockLimit limit) {
    Block block = Passes.run(lifter.lift(code, location, limit));
    return code instanceof QuietReader reader ? shown(block, reader.memory()) : block;
  }

  private Block shown(Block block, GuestMemory memory) {
    if (dump != null) {
      dump.show(
          block, new QuietReader(memory), features, () -> compiler.text(memory, block.location()));
    }
    return block;
  }

  /** The code of an address space that runs no program in particular. */
  public CodeSpace newSpace(GuestMemory memory) {
    return newSpace(memory, null);
  }

  /**
   * The code of a new address space: empty, filled as it runs.
   *
   * @param program what it is going to run, whatever names it: spaces that run the same program
   *     share its code. Null for none
   */
  public CodeSpace newSpace(GuestMemory memory, String program) {
    ColdUnits source =
        program == null || atFirstSight != cold ? atFirstSight : cold.program(program);
    return new CodeSpace(memory, recognising(source), hot(memory, program));
  }

  private HotCode hot(GuestMemory memory, String program) {
    if (queue == null) {
      return (_, _, _) -> {};
    }
    return queue.of(
        program == null
            ? new ProcessUnits(new ProgramUnits(null), new RetiredUnits(), memory.base())
            : new ProcessUnits(units.program(program), retired, memory.base()));
  }

  /**
   * Host addresses that a process that will run {@code program} should have its address 0 at, the
   * best one first: compiled units of processes that have ended wait there.
   */
  public long[] bases(String program) {
    return queue == null ? new long[0] : retired.bases(units.program(program));
  }

  private ColdUnits recognising(ColdUnits units) {
    return recogniser == null ? units : recogniser.before(units);
  }

  /** What has been done so far. */
  public TranslationStat stat() {
    CompileCounts counts = compiler.counts;
    return new TranslationStat(
        cold.lowered(),
        cold.size(),
        ColdCode.CAPACITY,
        counts.units.get(),
        CodeSpace.MOST_UNITS,
        counts.known.get(),
        counts.knownNanos.get(),
        counts.reused.get(),
        counts.again.get(),
        counts.reguarded.get(),
        counts.instructions.get(),
        counts.bytes.get(),
        counts.nanos.get(),
        counts.longest.get(),
        counts.outdated.get(),
        counts.failed.get(),
        queue == null ? 0 : queue.waiting());
  }

  /** Writes down what later runs can use. */
  public void save() {
    cold.save();
    units.save();
  }

  /** ITSTATE, and the length and stride of short vectors. */
  private int state(CpuState cpu) {
    return cpu.itstate | (cpu.fpscr & vector);
  }

  /**
   * The unit that runs at the present state of {@code cpu}, for the kernel's user loop. Usually the
   * code space's; one made for the moment inside an IT block, with big-endian data or with short
   * vectors.
   *
   * @throws GuestFault when the instruction at pc can't be fetched
   */
  public Unit unit(CpuState cpu) {
    var space = (CodeSpace) cpu.code;
    if ((state(cpu) | cpu.bigEndian) == 0) {
      return space.lookup(cpu.location());
    }
    return cold.makeFor(space, cpu.location(), state(cpu), cpu.bigEndian != 0);
  }

  /**
   * A unit of just the instruction at the present state of {@code cpu}. It goes on with what
   * follows unless {@link CpuState#pending} is set when it runs.
   *
   * @throws GuestFault when the instruction can't be fetched
   */
  public Unit stepUnit(CpuState cpu) {
    var space = (CodeSpace) cpu.code;
    return cold.makeStep(space, cpu.location(), state(cpu), cpu.bigEndian != 0);
  }
}
