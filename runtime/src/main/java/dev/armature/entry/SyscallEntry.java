package dev.armature.entry;

import static dev.armature.task.WorkFlags.SYSCALL_WORK_ENTER;
import static dev.armature.task.WorkFlags.SYSCALL_WORK_EXIT;
import static dev.armature.task.WorkFlags.SYSCALL_WORK_SYSCALL_TRACEPOINT;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestFault;
import dev.armature.machine.KernelCall;
import dev.armature.machine.KernelEntry;
import dev.armature.machine.Unit;
import dev.armature.task.Task;

/**
 * From a guest SVC to the next guest instruction, for one task ({@code vector_swi} of
 * arch/arm/kernel/entry-common.S in the shape of kernel/entry/common.c). Nothing here allocates,
 * locks or is megamorphic but the handler itself while no work is pending.
 */
public final class SyscallEntry implements KernelEntry {
  /** In the immediate of an OABI call, above the number. */
  private static final int OABI_BASE = 0x90_0000;

  private static final int RESTART_SYSCALL = 0;

  private final Task task;
  private final SyscallHandler[] table;
  private final SyscallHandler[] oabi;

  /** Checks transitions; null without the debug switch. */
  private final ContextTracking tracking;

  public SyscallEntry(Task task, SyscallHandler[] table, SyscallHandler[] oabi) {
    this(task, table, oabi, null);
  }

  SyscallEntry(Task task, SyscallHandler[] table, SyscallHandler[] oabi, ContextTracking tracking) {
    this.task = task;
    this.table = table;
    this.oabi = oabi;
    this.tracking = tracking;
  }

  @Override
  public int supervisorCall(CpuState cpu, int immediate) {
    int location = cpu.location();
    int nr = cpu.r7;
    task.origR0 = cpu.r0;
    if ((immediate != 0 && cpu.thumb == 0)
        || Integer.compareUnsigned(nr, table.length) >= 0
        || (task.syscallWork & SYSCALL_WORK_ENTER) != 0 && work(nr)) {
      return slow(cpu, immediate, location);
    }
    return ordinary(cpu, table[nr], nr, location);
  }

  /** As above; with a constant handler all of it becomes a part of the unit. */
  @Override
  public int boundCall(CpuState cpu, KernelCall call, int nr) {
    int location = cpu.location();
    task.origR0 = cpu.r0;
    if (call == null || (task.syscallWork & SYSCALL_WORK_ENTER) != 0 && work(nr)) {
      return slow(cpu, 0, location);
    }
    return ordinary(cpu, (SyscallHandler) call, nr, location);
  }

  /** Whether there is more to do on the way in than to ask a tracer that does not want the call. */
  private boolean work(int nr) {
    return (task.syscallWork & SYSCALL_WORK_ENTER) != SYSCALL_WORK_SYSCALL_TRACEPOINT
        || task.tracer().watches(nr);
  }

  /** A call without work on the way in. */
  private int ordinary(CpuState cpu, SyscallHandler handler, int nr, int location) {
    task.syscallNumber = nr;
    int result;
    try {
      result = handler.call(task, cpu.r0, cpu.r1, cpu.r2, cpu.r3, cpu.r4, cpu.r5);
    } catch (ErrnoException error) {
      result = -error.errno();
    } catch (GuestFault badPointer) {
      result = -Errno.EFAULT;
    }
    cpu.r0 = result;
    if (task.flags() == 0) {
      return location;
    }
    return exitToUserMode(cpu, location, false, true);
  }

  /** Everything that is not an ordinary EABI call without tracers. */
  private int slow(CpuState cpu, int immediate, int location) {
    if (tracking != null) {
      tracking.enterFromUserMode();
    }
    boolean oldAbi = immediate != 0 && cpu.thumb == 0;
    task.syscallNumber = oldAbi ? immediate ^ OABI_BASE : cpu.r7;
    return exitToUserMode(cpu, location, oldAbi, invoke(cpu, oldAbi));
  }

  /**
   * Runs the call with all entry work ({@code syscall_enter_from_user_mode}).
   *
   * @return whether it may be restarted
   */
  private boolean invoke(CpuState cpu, boolean oldAbi) {
    SyscallHandler[] handlers = oldAbi ? oabi : table;
    if ((task.syscallWork & SYSCALL_WORK_ENTER) != 0 && !SyscallWork.enter(task, oldAbi)) {
      // Skipped: r0 is what a tracer or a filter left there.
      return true;
    }
    int nr = task.syscallNumber;
    if (Integer.compareUnsigned(nr, handlers.length) >= 0) {
      beyondTheTable(nr);
      return false;
    }
    int result;
    try {
      result = handlers[nr].call(task, cpu.r0, cpu.r1, cpu.r2, cpu.r3, cpu.r4, cpu.r5);
    } catch (ErrnoException error) {
      result = -error.errno();
    } catch (GuestFault badPointer) {
      result = -Errno.EFAULT;
    }
    cpu.r0 = result;
    return true;
  }

  private void beyondTheTable(int nr) {
    if (Integer.compareUnsigned(nr, ArmPrivateCalls.BASE) >= 0) {
      ArmPrivateCalls.call(task, nr);
    } else {
      task.kernel.log.missing("system call 0x" + Integer.toHexString(nr));
      task.cpu.r0 = -Errno.ENOSYS;
    }
  }

  /** {@code syscall_exit_to_user_mode}, and the local restart. */
  private int exitToUserMode(CpuState cpu, int location, boolean oldAbi, boolean mayRestart) {
    boolean syscall = mayRestart;
    task.leaveUnit = false;
    while (true) {
      if ((task.syscallWork & SYSCALL_WORK_EXIT) != 0 && !task.exiting()) {
        SyscallWork.exit(task, oldAbi);
      }
      if (tracking != null) {
        tracking.assertInKernel("does exit work");
      }
      int restart = ExitToUser.exitToUserModeLoop(task, syscall);
      if (restart == 0) {
        break;
      }
      if (restart < 0) {
        task.syscallNumber = RESTART_SYSCALL;
      } else if (!task.kernel.localRestart) {
        cpu.r0 = task.origR0;
        cpu.pc -= cpu.thumb != 0 ? 2 : 4;
        break;
      }
      syscall = invoke(cpu, oldAbi);
    }
    if (task.leaveUnit || cpu.location() != location || task.exiting()) {
      // Still in the kernel: the user loop goes on from here.
      cpu.exit = Exit.KERNEL;
      return Unit.EXIT;
    }
    if (tracking != null) {
      tracking.exitToUserMode();
    }
    return location;
  }
}
