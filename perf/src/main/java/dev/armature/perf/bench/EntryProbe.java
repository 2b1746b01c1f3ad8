package dev.armature.perf.bench;

import dev.armature.entry.SyscallEntry;
import dev.armature.entry.SyscallHandler;
import dev.armature.machine.CpuState;
import dev.armature.signal.SigInfo;
import dev.armature.task.Task;
import dev.armature.task.Tracer;
import dev.armature.task.WorkFlags;

/**
 * Measures kernel entry inside a guest's own thread: at the guest's first getppid it makes the call
 * many times, first the bare handler, then through the entry and exit code.
 */
public final class EntryProbe implements Tracer {
  private static final int GETPPID = 64;
  private static final int ROUNDS = 12;

  private final SyscallHandler[] eabi;
  private final SyscallHandler[] oabi;
  private final int calls;
  private boolean done;
  private double bare;
  private double full;

  /**
   * @param calls how many calls a round makes
   */
  public EntryProbe(SyscallHandler[] eabi, SyscallHandler[] oabi, int calls) {
    this.eabi = eabi;
    this.oabi = oabi;
    this.calls = calls;
  }

  /** Nanoseconds of a call of the handler alone; the least of the rounds. */
  public double bare() {
    return bare;
  }

  /** Nanoseconds of a call with all of entry and exit, no work pending. */
  public double full() {
    return full;
  }

  @Override
  public int enter(Task task, int number, boolean oldAbi) {
    if (number == GETPPID && !done) {
      done = true;
      measure(task);
    }
    return number;
  }

  private void measure(Task task) {
    CpuState cpu = task.cpu;
    int work = task.syscallWork;
    int r0 = cpu.r0;
    task.syscallWork = work & ~WorkFlags.SYSCALL_WORK_SYSCALL_TRACEPOINT;
    SyscallEntry entry = new SyscallEntry(task, eabi, oabi);
    bare = Double.MAX_VALUE;
    full = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      bare = Math.min(bare, bare(task, eabi[GETPPID]));
      full = Math.min(full, full(cpu, entry));
    }
    task.syscallWork = work;
    cpu.r0 = r0;
  }

  private double bare(Task task, SyscallHandler handler) {
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      task.cpu.r0 = handler.call(task, 0, 0, 0, 0, 0, 0);
    }
    return (System.nanoTime() - begin) / (double) calls;
  }

  private double full(CpuState cpu, SyscallEntry entry) {
    int sum = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      sum += entry.supervisorCall(cpu, 0);
    }
    double nanos = (System.nanoTime() - begin) / (double) calls;
    return sum == 1 ? nanos + 1 : nanos;
  }

  @Override
  public void began(Task task) {}

  @Override
  public int exit(Task task, int number, boolean oldAbi, int result) {
    return result;
  }

  @Override
  public void signal(Task task, SigInfo info) {}

  @Override
  public void stopped(Task task, int signo) {}

  @Override
  public boolean created(Task parent, Task child) {
    return false;
  }

  @Override
  public void executed(Task task, int formerTid) {}

  @Override
  public void ended(Task task, int status) {}
}
