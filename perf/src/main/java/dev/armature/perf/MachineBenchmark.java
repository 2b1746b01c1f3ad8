package dev.armature.perf;

import dev.armature.Machine;
import dev.armature.syscalls.table.ArmSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** Whole programs: signals, and starting. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MachineBenchmark {
  private static final int SIGNALS = 100_000;

  private Path top;
  private Path answer;

  @Setup
  public void prepare() throws IOException {
    top = Checkout.top();
    answer = Files.createTempFile("machine-benchmark", "");
  }

  @TearDown
  public void clean() throws IOException {
    Files.delete(answer);
  }

  private void run(String... words) throws Exception {
    String program = top.resolve("test-binaries/bin/perf-bench").toString();
    List<String> argv = words.length == 0 ? List.of(program) : List.of(words);
    int status =
        Machine.builder(new ArmSyscalls()).program(program).argv(argv).build().run().shell();
    if (status != 0) {
      throw new IllegalStateException("perf-bench exits with " + status);
    }
  }

  /** Microseconds to send oneself a signal, run its handler and return from it. */
  @Benchmark
  @OperationsPerInvocation(SIGNALS)
  public void signal() throws Exception {
    run("perf-bench", answer.toString(), "signal", Integer.toString(SIGNALS));
  }

  /** Microseconds of a program that does nothing, in a JVM that is warm. */
  @Benchmark
  public void startInWarmJvm() throws Exception {
    run();
  }

  /** Microseconds of the same as a process, JVM included. */
  @Benchmark
  public int startAsProcess() throws Exception {
    String launcher = top.resolve("armature").toString();
    String program = top.resolve("test-binaries/bin/perf-bench").toString();
    int status = new ProcessBuilder(launcher, "run", program).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IllegalStateException("perf-bench exits with " + status);
    }
    return status;
  }
}
