package dev.armature.perf;

import dev.armature.machine.Unit;
import dev.armature.translate.Engine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long guest code that nobody has seen has to wait, in a JVM that is warm. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class TranslationBenchmark {
  private BenchGuest guest;

  @Setup
  public void prepare() {
    guest = new BenchGuest(Engine.INTERP, GuestCode.CHECKSUM);
  }

  @TearDown
  public void close() {
    guest.close();
  }

  /** Microseconds until a block of one instruction before a loop can be interpreted. */
  @Benchmark
  public Unit toInterpret() {
    return guest.newSpace(Engine.INTERP).lookup(BenchGuest.CODE);
  }

  /** Microseconds until a function of ten instructions with a loop is bytecode, defined. */
  @Benchmark
  public Unit toBytecode() {
    return guest.newSpace(Engine.JIT).lookup(BenchGuest.CODE);
  }
}
