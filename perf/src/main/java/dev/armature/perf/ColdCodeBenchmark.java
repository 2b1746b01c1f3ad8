package dev.armature.perf;

import dev.armature.decode.Decoder;
import dev.armature.decode.Features;
import dev.armature.ir.Block;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.lift.Lifter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a guest instruction costs before it runs for the first time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ColdCodeBenchmark {
  private static final int BODY = GuestCode.LOOP;

  private final Features features = Features.max();
  private final Lifter lifter = new Lifter(features);
  private final CodeReader reader = GuestCode.reader(GuestCode.CHECKSUM);
  private final BlockLimit limit = new BlockLimit(64, _ -> false);

  /** Nanoseconds to find an instruction's encoding. */
  @Benchmark
  @OperationsPerInvocation(BODY)
  public void decode(Blackhole sink) {
    for (int i = 1; i <= BODY; i++) {
      int address = GuestCode.ADDRESS + 4 * i;
      sink.consume(Decoder.a32(reader.fetch32(address), address, features));
    }
  }

  /** Nanoseconds to decode an instruction and lift it to IR. */
  @Benchmark
  @OperationsPerInvocation(BODY)
  public Block lift() {
    return lifter.lift(reader, GuestCode.ADDRESS + 4, 0, false, limit);
  }
}
