package dev.armature.perf;

import dev.armature.decode.CpuModel;
import dev.armature.entry.SyscallEntry;
import dev.armature.entry.SyscallHandler;
import dev.armature.machine.CpuState;
import dev.armature.machine.Unit;
import dev.armature.perf.bench.InterruptedCall;
import dev.armature.task.Credentials;
import dev.armature.task.Kernel;
import dev.armature.task.Log;
import dev.armature.task.MachineConfig;
import dev.armature.task.Task;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.FsStruct;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call that is interrupted once and restarted: inside the kernel, or by its SVC. What the way
 * through user code costs besides (leaving the unit, looking it up, its registers) is not counted,
 * so the gain shown is the least there is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RestartBenchmark {
  private static final int NUMBER = 1;
  private static final int PC = 0x8004;

  /** Whether the switch is on. */
  @Param({"true", "false"})
  public boolean local;

  private CpuState cpu;
  private SyscallEntry entry;

  @Setup
  public void prepare() {
    MachineConfig config = new MachineConfig("6.12.0", CpuModel.named("max"), null, 8 << 20, 0);
    Kernel kernel = new Kernel(config, new Log(null), unused -> {}, (_, _) -> null);
    kernel.localRestart = local;
    Credentials nobody = new Credentials(1, 1, 1, 1, 1, 1, 1, 1, new int[0]);
    FileTable files = new FileTable(kernel.locks);
    Task task = kernel.firstTask(files, FsStruct.initial(null, ".", 022), nobody);
    SyscallHandler[] table = {null, new InterruptedCall()};
    cpu = task.cpu;
    entry = new SyscallEntry(task, table, table);
  }

  /** Nanoseconds until the call has its result. */
  @Benchmark
  public int restartedCall() {
    cpu.r7 = NUMBER;
    cpu.pc = PC;
    while (entry.supervisorCall(cpu, 0) == Unit.EXIT) {
      cpu.pc = PC;
    }
    return cpu.r0;
  }
}
