package dev.armature.perf;

import dev.armature.machine.Unit;
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

/** From one piece of guest code to the next: what a call and its return cost. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {
  private static final int CALLS = 1000;

  /** r1 times: call the function behind the loop, directly or through r4. */
  private static int[] code(int call) {
    return new int[] {
      0xe1a0500e, //       mov   r5, lr
      0xe28f4010, //       add   r4, pc, #16 (f)
      call, //       loop: bl f, or blx r4
      0xe2511001, //       subs  r1, r1, #1
      0x1afffffc, //       bne   loop
      0xe1a0e005, //       mov   lr, r5
      0xe12fff1e, //       bx    lr
      0xe2800001, // f:    add   r0, r0, #1
      0xe12fff1e, //       bx    lr
    };
  }

  private BenchGuest direct;
  private BenchGuest computed;
  private BenchGuest interpreted;

  @Setup
  public void prepare() {
    direct = new BenchGuest(Engine.JIT, code(0xeb000003));
    computed = new BenchGuest(Engine.JIT, code(0xe12fff34));
    interpreted = new BenchGuest(Engine.INTERP, code(0xeb000003));
  }

  @TearDown
  public void close() {
    direct.close();
    computed.close();
    interpreted.close();
  }

  /** BL and BX in compiled code. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public int directCall() {
    return direct.call(0, CALLS);
  }

  /** BLX of a register and BX in compiled code. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public int computedCall() {
    return computed.call(0, CALLS);
  }

  /** BL and BX, interpreted. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public int interpretedCall() {
    return interpreted.call(0, CALLS);
  }

  /** Finding the unit of a location, as the user loop does. */
  @Benchmark
  public Unit lookup() {
    return direct.space.lookup(BenchGuest.CODE);
  }
}
