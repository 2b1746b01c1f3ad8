package dev.armature.entry;

import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestFault;
import dev.armature.machine.KernelCall;
import dev.armature.machine.Unit;
import dev.armature.signal.Signals;
import dev.armature.task.ExitTask;
import dev.armature.task.Task;
import dev.armature.task.TaskBody;
import dev.armature.task.WorkFlags;
import dev.armature.translate.Translator;

/**
 * What a guest thread does from its first instruction to its last: run units, and see to what ends
 * them.
 */
public final class UserLoop implements TaskBody {
  private final Translator translator;
  private final SyscallHandler[] eabi;
  private final SyscallHandler[] oabi;
  private final EntryCounts counts = new EntryCounts();

  public UserLoop(Translator translator, SyscallTable syscalls) {
    this.translator = translator;
    eabi = syscalls.eabi();
    oabi = syscalls.oabi();
  }

  /** What the threads that have ended have counted. */
  public EntryCounts counts() {
    return counts;
  }

  /** The handlers for translated code to hold where it knows the number of a call. */
  public static KernelCall.Table bound(SyscallTable syscalls) {
    SyscallHandler[] handlers = syscalls.eabi();
    return number -> number < handlers.length ? handlers[number] : null;
  }

  @Override
  public void run(Task task) {
    long[] exits = EntryCounts.ofThread();
    try {
      ContextTracking tracking = null;
      if (task.kernel.debugEntry) {
        tracking = new ContextTracking();
        // Every call takes the slow way, where transitions are checked.
        task.setSyscallWork(WorkFlags.SYSCALL_WORK_CONTEXT);
      }
      task.cpu.kernel = new SyscallEntry(task, eabi, oabi, tracking);
      // A new task may have been sent signals before it ran ({@code ret_from_fork}).
      exitToUserMode(task);
      while (!task.exiting()) {
        step(task, exits, tracking);
      }
    } catch (InternalError lost) {
      // HotSpot's word for a host SIGBUS: somebody outside cut a mapped file short. It comes too
      // late for exact state, so no handler can run.
      task.kernel.log.bug("guest thread " + task.tid + " lost a page of a mapped file", lost);
      ExitTask.groupExit(task, Signals.SIGBUS);
    } catch (RuntimeException | Error bug) {
      // Whatever is wrong with Armature, the guest process dies alone and says why.
      task.kernel.log.bug(
          "guest thread " + task.tid + " at " + Integer.toHexString(task.cpu.pc), bug);
      ExitTask.groupExit(task, Signals.SIGSEGV);
    } finally {
      counts.add(task, exits);
      ExitTask.doExit(task);
    }
  }

  /** One unit and what it left for. */
  private void step(Task task, long[] exits, ContextTracking tracking) {
    CpuState cpu = task.cpu;
    if (task.singleStep) {
      singleStep(task, tracking);
      return;
    }
    Unit unit;
    try {
      unit = translator.unit(cpu);
    } catch (GuestFault fault) {
      int unused = cpu.abort(cpu.location(), fault);
      leave(task);
      return;
    }
    cpu.exit = Exit.NONE;
    int next = tracking == null ? unit.run(cpu, 0) : tracked(unit, cpu, tracking);
    exits[cpu.exit.ordinal()]++;
    if (next == Unit.EXIT) {
      leave(task);
    } else {
      cpu.setLocation(next);
      if (task.flags() != 0) {
        exitToUserMode(task);
      }
    }
  }

  /** A run with its transitions checked. */
  static int tracked(Unit unit, CpuState cpu, ContextTracking tracking) {
    tracking.exitToUserMode();
    int next = unit.run(cpu, 0);
    if (next == Unit.EXIT && cpu.exit == Exit.KERNEL) {
      tracking.assertInKernel("comes back from a call");
    } else {
      tracking.enterFromUserMode();
    }
    return next;
  }

  private void singleStep(Task task, ContextTracking tracking) {
    if (SingleStep.step(translator, task, tracking)) {
      exitToUserMode(task);
    } else {
      leave(task);
    }
  }

  private void leave(Task task) {
    CpuState cpu = task.cpu;
    switch (cpu.exit) {
      case DATA_ABORT, PREFETCH_ABORT -> Faults.abort(task, cpu.fault);
      case UNDEFINED -> Faults.undefined(task, cpu.exitInfo);
      case BREAKPOINT -> Faults.breakpoint(task);
      case PENDING, STATE, KERNEL -> {}
      // The guest branched to the location that means EXIT: its fetch is refused next.
      case NONE -> cpu.setLocation(Unit.EXIT);
    }
    exitToUserMode(task);
  }

  /** {@code irqentry_exit_to_user_mode}: no restart, whatever r0 looks like. */
  private static void exitToUserMode(Task task) {
    if (task.flags() != 0) {
      int restart = ExitToUser.exitToUserModeLoop(task, false);
      if (restart != 0) {
        throw new IllegalStateException("restart outside a system call");
      }
    }
  }
}
