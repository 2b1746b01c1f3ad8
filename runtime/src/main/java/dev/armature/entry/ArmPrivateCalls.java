package dev.armature.entry;

import dev.armature.abi.Errno;
import dev.armature.machine.CpuState;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Signalling;
import dev.armature.task.Task;

/** The system calls that only ARM has ({@code arm_syscall} of arch/arm/kernel/traps.c). */
final class ArmPrivateCalls {
  /** {@code __ARM_NR_BASE}. */
  static final int BASE = 0x0f_0000;

  private static final int BREAKPOINT = 1;
  private static final int CACHEFLUSH = 2;
  private static final int USR26 = 3;
  private static final int USR32 = 4;
  private static final int SET_TLS = 5;
  private static final int GET_TLS = 6;

  /** Unknown calls up to here are ENOSYS, beyond it SIGILL. */
  private static final int LAST = 0x7ff;

  private ArmPrivateCalls() {}

  static void call(Task task, int number) {
    CpuState cpu = task.cpu;
    int size = cpu.thumb != 0 ? 2 : 4;
    int local = number - BASE;
    if (number >>> 16 != BASE >>> 16 || local > LAST) {
      Faults.die(task, SigInfo.fault(Signals.SIGILL, SigInfo.ILL_ILLTRP, cpu.pc - size), number, 0);
      return;
    }
    switch (local) {
      case 0 ->
          // "Branch through zero": old programs ended here when they called a null pointer.
          Faults.die(task, SigInfo.fault(Signals.SIGSEGV, SigInfo.SEGV_MAPERR, 0), 0, 0);
      case BREAKPOINT -> {
        cpu.pc -= size;
        Signalling.force(task, SigInfo.fault(Signals.SIGTRAP, SigInfo.TRAP_BRKPT, cpu.pc));
      }
      case CACHEFLUSH -> cpu.r0 = cacheflush(task, cpu.r0, cpu.r1, cpu.r2);
      case USR26 -> {
        // 26-bit mode has not existed since ARMv4; the kernel leaves the mode as it is.
      }
      case USR32 -> {}
      case SET_TLS -> {
        cpu.tpidruro = cpu.r0;
        cpu.r0 = 0;
      }
      case GET_TLS -> cpu.r0 = cpu.tpidruro;
      default -> {
        task.kernel.log.missing("ARM private call 0x" + Integer.toHexString(local));
        cpu.r0 = -Errno.ENOSYS;
      }
    }
  }

  /** {@code do_cache_op}. */
  private static int cacheflush(Task task, int start, int end, int flags) {
    if (Integer.compareUnsigned(end, start) < 0 || flags != 0) {
      return -Errno.EINVAL;
    }
    task.mm.processCode().invalidate(start, (end - start) & 0xffff_ffffL);
    return 0;
  }
}
