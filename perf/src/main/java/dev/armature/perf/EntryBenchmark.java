package dev.armature.perf;

import dev.armature.decode.CpuModel;
import dev.armature.entry.SyscallEntry;
import dev.armature.entry.SyscallHandler;
import dev.armature.machine.CpuState;
import dev.armature.syscalls.table.ArmSyscalls;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the whole contract of entry and exit costs when no work is pending: getppid through it,
 * against the same handler called from its table. The difference is the contract.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EntryBenchmark {
  private static final int GETPPID = 64;
  private static final SyscallHandler[] TABLE = new ArmSyscalls().eabi();
  private static final SyscallHandler HANDLER = TABLE[GETPPID];

  private Task task;
  private CpuState cpu;
  private SyscallEntry entry;

  @Setup
  public void prepare() {
    MachineConfig config = new MachineConfig("6.12.0", CpuModel.named("max"), null, 8 << 20, 0);
    Kernel kernel = new Kernel(config, new Log(null), unused -> {}, (_, _) -> null);
    Credentials nobody = new Credentials(1, 1, 1, 1, 1, 1, 1, 1, new int[0]);
    FileTable files = new FileTable(kernel.locks);
    task = kernel.firstTask(files, FsStruct.initial(null, ".", 022), nobody);
    cpu = task.cpu;
    cpu.r7 = GETPPID;
    entry = new SyscallEntry(task, TABLE, TABLE);
  }

  /** No contract: number to handler to result. */
  @Benchmark
  public int table() {
    int nr = cpu.r7;
    cpu.r0 = TABLE[nr].call(task, cpu.r0, cpu.r1, cpu.r2, cpu.r3, cpu.r4, cpu.r5);
    return cpu.r0;
  }

  /** SVC with a number that is only known at run time. */
  @Benchmark
  public int anyCall() {
    return entry.supervisorCall(cpu, 0);
  }

  /** No contract, and a handler that is known. */
  @Benchmark
  public int handler() {
    cpu.r0 = HANDLER.call(task, cpu.r0, cpu.r1, cpu.r2, cpu.r3, cpu.r4, cpu.r5);
    return cpu.r0;
  }

  /** SVC with a number that translated code knows. */
  @Benchmark
  public int boundCall() {
    return entry.boundCall(cpu, HANDLER, GETPPID);
  }
}
