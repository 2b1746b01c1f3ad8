package dev.armature.perf;

import dev.armature.machine.RawMemory;
import dev.armature.translate.Engine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A load of guest memory: bare, with the look whether the guest may, and in translated code. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class GuardBenchmark {
  private static final int WORDS = 4096;

  /** The sum of r1 words from r0, into r0. */
  private static final int[] SUM = {
    0xe3a02000, //       mov   r2, #0
    0xe4903004, // loop: ldr   r3, [r0], #4
    0xe0822003, //       add   r2, r2, r3
    0xe2511001, //       subs  r1, r1, #1
    0x1afffffb, //       bne   loop
    0xe1a00002, //       mov   r0, r2
    0xe12fff1e, //       bx    lr
  };

  /** The words of a list from r0, each the address of the next; r1 of them. */
  private static final int[] CHASE = {
    0xe5900000, // loop: ldr   r0, [r0]
    0xe2511001, //       subs  r1, r1, #1
    0x1afffffc, //       bne   loop
    0xe12fff1e, //       bx    lr
  };

  private BenchGuest sum;
  private BenchGuest chase;

  @Setup
  public void prepare() {
    sum = new BenchGuest(Engine.JIT, SUM);
    chase = new BenchGuest(Engine.JIT, CHASE);
    for (int i = 0; i < WORDS; i++) {
      int next = BenchGuest.DATA + 4 * ((i * 17 + 1) % WORDS);
      chase.memory.store32(BenchGuest.DATA + 4 * i, next);
    }
  }

  @TearDown
  public void close() {
    sum.close();
    chase.close();
  }

  /** Java's own load of the host's memory. */
  @Benchmark
  @OperationsPerInvocation(WORDS)
  public int bareLoad() {
    long host = sum.memory.host(BenchGuest.DATA);
    int total = 0;
    for (int i = 0; i < WORDS; i++) {
      total += RawMemory.getInt(host + 4L * i);
    }
    return total;
  }

  /** The same with the guard. */
  @Benchmark
  @OperationsPerInvocation(WORDS)
  public int guardedLoad() {
    int total = 0;
    for (int i = 0; i < WORDS; i++) {
      total += sum.memory.load32(BenchGuest.DATA + 4 * i);
    }
    return total;
  }

  /** A loop of the guest over an array: its guard may be done once for all rounds. */
  @Benchmark
  @OperationsPerInvocation(WORDS)
  public int translatedArray() {
    return sum.call(BenchGuest.DATA, WORDS);
  }

  /** A loop of the guest through a list: each load has its guard. */
  @Benchmark
  @OperationsPerInvocation(WORDS)
  public int translatedList() {
    return chase.call(BenchGuest.DATA, WORDS);
  }
}
