package dev.armature.perf.bench;

import dev.armature.entry.SyscallEntry;
import dev.armature.entry.SyscallHandler;
import dev.armature.host.HostBytes;
import dev.armature.machine.CpuState;
import dev.armature.machine.Unit;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.task.Tracer;
import dev.armature.task.WorkFlags;

/**
 * Measures kernel entry inside a guest's own thread: at the guest's first getppid it makes the call
 * many times, first the bare handler, then through the entry and exit code; after that restarts and
 * stores to user memory.
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
  private double restartedInKernel;
  private double restartedBySvc;
  private double checkedStore;
  private double uncheckedStore;

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

  /** Nanoseconds of a call that a signal interrupts and that runs again inside the kernel. */
  public double restartedInKernel() {
    return restartedInKernel;
  }

  /** The same where the call's SVC is executed again. */
  public double restartedBySvc() {
    return restartedBySvc;
  }

  /** Nanoseconds to store 8 bytes to user memory through {@code Uaccess}. */
  public double checkedStore() {
    return checkedStore;
  }

  /** The same without looking whether the guest may. */
  public double uncheckedStore() {
    return uncheckedStore;
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
    restarts(task, cpu);
    stores(task, cpu.r13 - 64 & -8);
    task.syscallWork = work;
    cpu.r0 = r0;
  }

  private void restarts(Task task, CpuState cpu) {
    int number = cpu.r7;
    int pc = cpu.pc;
    boolean local = task.kernel.localRestart;
    SyscallHandler[] table = {null, new InterruptedCall()};
    SyscallEntry entry = new SyscallEntry(task, table, table);
    restartedInKernel = Double.MAX_VALUE;
    restartedBySvc = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      task.kernel.localRestart = true;
      restartedInKernel = Math.min(restartedInKernel, restart(cpu, pc, entry));
      task.kernel.localRestart = false;
      restartedBySvc = Math.min(restartedBySvc, restart(cpu, pc, entry));
    }
    task.kernel.localRestart = local;
    cpu.r7 = number;
    cpu.pc = pc;
  }

  private double restart(CpuState cpu, int pc, SyscallEntry entry) {
    int rounds = Math.max(1000, calls / 10);
    long begin = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      cpu.r7 = 1;
      cpu.pc = pc;
      while (entry.supervisorCall(cpu, 0) == Unit.EXIT) {
        cpu.pc = pc;
      }
    }
    return (System.nanoTime() - begin) / (double) rounds;
  }

  /** Below the stack pointer nothing is kept on ARM. */
  private void stores(Task task, int address) {
    Uaccess user = task.mm.uaccess();
    long host = task.mm.memory().host(address);
    checkedStore = Double.MAX_VALUE;
    uncheckedStore = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        user.putLong(address + (i & 7) * 8 - 64, i);
      }
      checkedStore = Math.min(checkedStore, (System.nanoTime() - begin) / (double) calls);
      begin = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        HostBytes.setLong(host + (i & 7) * 8L - 64, i);
      }
      uncheckedStore = Math.min(uncheckedStore, (System.nanoTime() - begin) / (double) calls);
    }
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
}
