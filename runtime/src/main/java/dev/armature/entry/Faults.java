package dev.armature.entry;

import dev.armature.machine.CpuState;
import dev.armature.machine.GuestFault;
import dev.armature.signal.SigInfo;
import dev.armature.signal.SignalFrame.FaultInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Signalling;
import dev.armature.task.Task;

/** From processor exceptions to signals ({@code arch/arm/mm/fault.c}, {@code traps.c}). */
final class Faults {
  private static final int TRAP_UNDEFINED = 6;
  private static final int TRAP_PAGE_FAULT = 14;

  // Fault status codes as the processor reports them, with what Linux adds.
  private static final int FSR_TRANSLATION = 0x7;
  private static final int FSR_PERMISSION = 0xf;
  private static final int FSR_ALIGNMENT = 0x1;
  private static final int FSR_WRITE = 1 << 11;
  private static final int FSR_LNX_PF = 1 << 31;

  // The undefined instructions that debuggers use as breakpoints (ptrace.c).
  private static final int BREAK_ARM_MASK = 0x0fff_ffff;
  private static final int BREAK_ARM = 0x07f0_01f0;
  private static final int BREAK_THUMB = 0xde01;
  private static final int BREAK_THUMB2 = 0xf7f0_a000;

  private Faults() {}

  /** A refused load, store or fetch. */
  static void abort(Task task, GuestFault fault) {
    int address = fault.address();
    int status = fault.access() == GuestFault.Access.WRITE ? FSR_WRITE : 0;
    if (fault.access() == GuestFault.Access.EXECUTE) {
      status |= FSR_LNX_PF;
    }
    if (fault.reason() == GuestFault.Cause.ALIGNMENT) {
      SigInfo info = SigInfo.fault(Signals.SIGBUS, SigInfo.BUS_ADRALN, address);
      die(task, info, status | FSR_ALIGNMENT, TRAP_PAGE_FAULT);
      return;
    }
    switch (task.mm.fault(address, fault.access())) {
      case RESOLVED -> {}
      case SEGV_MAPERR ->
          die(
              task,
              SigInfo.fault(Signals.SIGSEGV, SigInfo.SEGV_MAPERR, address),
              status | FSR_TRANSLATION,
              TRAP_PAGE_FAULT);
      case SEGV_ACCERR ->
          die(
              task,
              SigInfo.fault(Signals.SIGSEGV, SigInfo.SEGV_ACCERR, address),
              status | FSR_PERMISSION,
              TRAP_PAGE_FAULT);
      case BUS_ADRERR ->
          die(
              task,
              SigInfo.fault(Signals.SIGBUS, SigInfo.BUS_ADRERR, address),
              status | FSR_TRANSLATION,
              TRAP_PAGE_FAULT);
    }
  }

  /** An undefined instruction ({@code do_undefinstr}). */
  static void undefined(Task task, int word) {
    CpuState cpu = task.cpu;
    boolean breakpoint =
        cpu.thumb == 0
            ? (word & BREAK_ARM_MASK) == BREAK_ARM
            : word == BREAK_THUMB || word == BREAK_THUMB2;
    if (breakpoint) {
      breakpoint(task);
    } else {
      die(task, SigInfo.fault(Signals.SIGILL, SigInfo.ILL_ILLOPC, cpu.pc), 0, TRAP_UNDEFINED);
    }
  }

  /** BKPT, and what stands for it. */
  static void breakpoint(Task task) {
    Signalling.force(task, SigInfo.fault(Signals.SIGTRAP, SigInfo.TRAP_BRKPT, task.cpu.pc));
  }

  /** {@code arm_notify_die}: remembers what frames show and makes the task take the signal. */
  static void die(Task task, SigInfo info, int errorCode, int trapNo) {
    task.fault = new FaultInfo(trapNo, errorCode, info.field(0));
    Signalling.force(task, info);
  }
}
