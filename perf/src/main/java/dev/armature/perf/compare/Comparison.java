package dev.armature.perf.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs a workload by all who can, taking turns, and keeps their times. A workload has to write the
 * same for all of them, unless it is one that measures itself.
 */
final class Comparison {
  /** Seconds of qemu-arm's that repetitions are chosen for. */
  private static final double TARGET = 1.0;

  private static final int FIRST_TRY = 10;

  /** Of a shorter run too much is qemu-arm's start and first translation. */
  private static final double SHORTEST_TO_SCALE = TARGET / 2;

  private static final double SHORTEST_PAIR = 0.1;

  /** Seconds of its own that each takes for {@link #MORE} repetitions when all is to be warm. */
  private static final double STEADY_TARGET = 1.5;

  /**
   * The same for Armature: what HotSpot's compilers take in two runs differs by tenths of a second.
   */
  private static final double OUR_STEADY_TARGET = 5;

  /** The second run of a pair has once and so many times the repetitions of the first. */
  private static final int MORE = 3;

  private static final int MOST_REPETITIONS = 100_000_000;

  /**
   * What came out.
   *
   * @param repetitions of the work
   * @param host null when there is no such program for the host
   * @param cpuRatio qemu-arm's CPU time by Armature's, round by round
   * @param wallRatio the same of the time that passed
   * @param hostRatio the host's CPU time by Armature's, or null
   */
  record Result(
      Workload workload,
      int repetitions,
      Spread host,
      Spread qemu,
      Spread armature,
      Spread cpuRatio,
      Spread wallRatio,
      Spread hostRatio) {}

  private record Times(double cpu, double wall) {
    Times minus(Times other) {
      return new Times(cpu - other.cpu, wall - other.wall);
    }

    Times times(double factor) {
      return new Times(cpu * factor, wall * factor);
    }
  }

  private static final ProcessRun.Runner HOST = new ProcessRun.Runner(List.of());

  private final ProcessRun.Runner qemu;
  private final ProcessRun.Runner armature;
  private final int uncounted;
  private final int rounds;
  private final boolean steady;

  /**
   * @param qemu the one to compare with
   * @param armature our own
   * @param uncounted how often Armature runs before it counts: it keeps things between runs
   * @param rounds how often each runs
   * @param steady whether to compare what repetitions cost once all is warm: the time of four times
   *     as many less the time of one. How many, depends on who runs them, so that it is long enough
   */
  Comparison(
      ProcessRun.Runner qemu,
      ProcessRun.Runner armature,
      int uncounted,
      int rounds,
      boolean steady) {
    this.qemu = qemu;
    this.armature = armature;
    this.uncounted = uncounted;
    this.rounds = rounds;
    this.steady = steady;
  }

  Result of(Workload work) throws ProcessRun.FailedException, InterruptedException {
    int n = work.repetitions() != 0 ? work.repetitions() : repetitions(work);
    long output = 0;
    for (int i = 0; i < uncounted; i++) {
      output = ProcessRun.of(armature, command(armature, work, n)).output();
    }
    int ofHostsOwn = work.host() == null ? 0 : ownRepetitions(HOST, work, n, STEADY_TARGET, output);
    // Which take a second: an eighth is enough to tell.
    int ofTheirOwn = ownRepetitions(qemu, work, Math.ceilDiv(n, 8), STEADY_TARGET, output);
    int ofOurOwn = ownRepetitions(armature, work, n, OUR_STEADY_TARGET, output);
    List<Times> host = new ArrayList<>();
    List<Times> theirs = new ArrayList<>();
    List<Times> ours = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      if (work.host() != null) {
        host.add(times(HOST, work, n, ofHostsOwn, output));
      }
      theirs.add(times(qemu, work, n, ofTheirOwn, output));
      ours.add(times(armature, work, n, ofOurOwn, output));
    }
    List<Double> cpu = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    List<Double> ofHost = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      cpu.add(ratio(theirs.get(i).cpu, ours.get(i).cpu));
      wall.add(ratio(theirs.get(i).wall, ours.get(i).wall));
      if (work.host() != null) {
        ofHost.add(ratio(host.get(i).cpu, ours.get(i).cpu));
      }
    }
    return new Result(
        work,
        n,
        host.isEmpty() ? null : seconds(host),
        seconds(theirs),
        seconds(ours),
        Spread.of(cpu),
        Spread.of(wall),
        ofHost.isEmpty() ? null : Spread.of(ofHost));
  }

  private static Spread seconds(List<Times> times) {
    return Spread.of(times.stream().map(Times::cpu).toList());
  }

  /** Below a tick of the clock nothing can be said: both count as a tick at least. */
  private static double ratio(double a, double b) {
    return Math.max(a, 0.01) / Math.max(b, 0.01);
  }

  private int repetitions(Workload work) throws ProcessRun.FailedException, InterruptedException {
    int n = FIRST_TRY;
    double seconds = ProcessRun.of(qemu, command(qemu, work, n)).cpu();
    while (seconds < SHORTEST_TO_SCALE && n < 1_000_000) {
      n *= 8;
      seconds = ProcessRun.of(qemu, command(qemu, work, n)).cpu();
    }
    return (int) Math.max(1, Math.round(n * TARGET / seconds));
  }

  /** How many to run where the cost of all being warm is asked for, tried with {@code first}. */
  private int ownRepetitions(
      ProcessRun.Runner runner, Workload work, int first, double target, long output)
      throws ProcessRun.FailedException, InterruptedException {
    if (!steady) {
      return 0;
    }
    long own = first;
    double seconds = pair(runner, work, first, output).cpu;
    while (seconds < SHORTEST_PAIR && own < MOST_REPETITIONS) {
      own *= 8;
      seconds = pair(runner, work, (int) own, output).cpu;
    }
    return (int) Math.clamp(Math.round(own * target / seconds), 1, MOST_REPETITIONS);
  }

  /** What {@code n} repetitions take; where all is to be warm {@code own} are measured for it. */
  private Times times(ProcessRun.Runner runner, Workload work, int n, int own, long output)
      throws ProcessRun.FailedException, InterruptedException {
    return steady
        ? pair(runner, work, own, output).times((double) n / own / MORE)
        : times(runner, command(runner, work, n), work, output);
  }

  private static Times pair(ProcessRun.Runner runner, Workload work, int n, long output)
      throws ProcessRun.FailedException, InterruptedException {
    Times once = times(runner, command(runner, work, n), work, output);
    return times(runner, command(runner, work, (MORE + 1) * n), work, output).minus(once);
  }

  private static Times times(
      ProcessRun.Runner runner, List<String> command, Workload work, long output)
      throws ProcessRun.FailedException, InterruptedException {
    ProcessRun run = ProcessRun.of(runner, command);
    if (work.seconds() != null) {
      double seconds = work.seconds().applyAsDouble(run.head());
      return new Times(seconds, seconds);
    }
    if (run.output() != output) {
      throw new ProcessRun.FailedException(
          String.join(" ", command) + ": wrote something else than under Armature");
    }
    return new Times(run.cpu(), run.wall());
  }

  private static List<String> command(ProcessRun.Runner runner, Workload work, int n) {
    if (runner.equals(HOST)) {
      return work.host().apply(n);
    }
    List<String> words = new ArrayList<>(runner.command());
    if (work.libraries() != null) {
      words.add("-L");
      words.add(work.libraries());
    }
    words.addAll(work.guest().apply(n));
    return words;
  }
}
