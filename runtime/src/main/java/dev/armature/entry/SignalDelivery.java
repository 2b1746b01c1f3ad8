package dev.armature.entry;

import static dev.armature.abi.Restart.ERESTARTNOHAND;
import static dev.armature.abi.Restart.ERESTARTSYS;
import static dev.armature.abi.Restart.ERESTART_RESTARTBLOCK;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.machine.CpuState;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import dev.armature.signal.SigAction;
import dev.armature.signal.SigAltStack;
import dev.armature.signal.SigInfo;
import dev.armature.signal.SigReturnCode;
import dev.armature.signal.SignalFrame;
import dev.armature.signal.Signals;
import dev.armature.task.GetSignal;
import dev.armature.task.GetSignal.KernelSignal;
import dev.armature.task.PtraceStop;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.WorkFlags;

/** Delivery of signals to user code and the way back ({@code arch/arm/kernel/signal.c}). */
public final class SignalDelivery {
  /** LEN and STRIDE of the FPSCR: a handler starts with scalar operations. */
  private static final int FPSCR_LENGTH_STRIDE = 0x0037_0000;

  /** What {@code PSR_f} covers: the condition flags, Q and the low IT bits. */
  private static final int PSR_F = 0xff00_0000;

  private SignalDelivery() {}

  /**
   * Delivers one signal, or prepares a restart when there is none ({@code do_signal}).
   *
   * @param syscall whether this exit belongs to a system call that may be restarted
   * @return 0 to go on; 1 to restart the call with the same number, -1 with restart_syscall
   */
  static int doSignal(Task task, boolean syscall) {
    CpuState cpu = task.cpu;
    int restart = 0;
    int continueAddress = 0;
    int restartAddress = 0;
    int result = 0;
    if (syscall && Restart.isCode(cpu.r0)) {
      result = cpu.r0;
      restart = result == ERESTART_RESTARTBLOCK ? -1 : 1;
      continueAddress = cpu.pc;
      restartAddress = cpu.pc - (cpu.thumb != 0 ? 2 : 4);
      // Before any stop: a debugger sees the state that the restart starts from.
      cpu.r0 = task.origR0;
      cpu.pc = restartAddress;
    }
    KernelSignal signal = GetSignal.next(task);
    if (signal != null) {
      if (restart != 0 && cpu.pc == restartAddress && !again(result, signal.action())) {
        cpu.r0 = -Errno.EINTR;
        cpu.pc = continueAddress;
      }
      handleSignal(task, signal);
      return 0;
    }
    if (task.exiting()) {
      return 0;
    }
    task.restoreSavedSigmaskUnless(false);
    if (restart != 0 && cpu.pc == restartAddress) {
      cpu.pc = continueAddress;
      return restart;
    }
    return 0;
  }

  /** Whether the call runs again after a handler with {@code action}. */
  static boolean again(int result, SigAction action) {
    return switch (result) {
      case ERESTARTNOHAND, ERESTART_RESTARTBLOCK -> false;
      case ERESTARTSYS -> action.has(SigAction.SA_RESTART);
      default -> true;
    };
  }

  /** {@code handle_signal} and {@code signal_setup_done}. */
  private static void handleSignal(Task task, KernelSignal signal) {
    long oldMask = task.restoreSigmask ? task.savedSigmask : task.blocked;
    SigAction action = signal.action();
    int signo = signal.info().signo();
    try {
      setupFrame(task, signal, oldMask);
    } catch (GuestFault unwritable) {
      forceSegv(task, signo);
      return;
    }
    task.restoreSigmask = false;
    long mask = task.blocked | action.mask();
    if (!action.has(SigAction.SA_NODEFER)) {
      mask |= Signals.bit(signo);
    }
    Signalling.setBlocked(task, mask);
    if (task.singleStep) {
      // A step into a handler ends before its first instruction.
      int unused = PtraceStop.notify(task, Signals.SIGTRAP, 0);
    }
  }

  /** {@code force_sigsegv}: no stack for the handler of SIGSEGV itself means death. */
  static void forceSegv(Task task, int signo) {
    if (signo == Signals.SIGSEGV) {
      synchronized (task.group.siglock) {
        task.group.handlers.set(Signals.SIGSEGV, SigAction.DEFAULT);
      }
    }
    Signalling.force(task, SigInfo.fromKernel(Signals.SIGSEGV));
  }

  private static void setupFrame(Task task, KernelSignal signal, long oldMask) {
    CpuState cpu = task.cpu;
    GuestMemory memory = task.mm.memory();
    SigAction action = signal.action();
    boolean siginfo = action.has(SigAction.SA_SIGINFO);
    int top = cpu.r13;
    if (action.has(SigAction.SA_ONSTACK) && task.altStack.state(cpu.r13) == 0) {
      top = task.altStack.sp() + task.altStack.size();
    }
    int frame = (top - (siginfo ? SignalFrame.RT_SIZE : SignalFrame.SIZE)) & -8;
    int base = siginfo ? frame + SigInfo.SIZE : frame;

    SignalFrame.write(memory, base, cpu, oldMask, task.fault, task.kernel.config.vfp());
    if (siginfo) {
      signal.info().write(memory, frame);
      SignalFrame.writeRt(memory, base, task.altStack);
      if ((task.altStack.flags() & SigAltStack.SS_AUTODISARM) != 0) {
        task.altStack = SigAltStack.NONE;
      }
    } else {
      SignalFrame.writeNonRt(memory, base);
    }
    int handler = action.handler();
    boolean thumb = (handler & 1) != 0;
    int returnTo;
    if (action.has(SigAction.SA_RESTORER)) {
      returnTo = action.restorer();
    } else {
      int index = SigReturnCode.index(thumb, siginfo);
      int unused =
          SignalFrame.writeReturnCode(
              memory, base, SigReturnCode.word(index), SigReturnCode.word(index + 1));
      returnTo = task.sigpage + SigReturnCode.OFFSET + index * 4 + (thumb ? 1 : 0);
    }
    cpu.setCpsr(cpu.cpsr() & ~(PSR_F | CpuState.CPSR_IT | CpuState.CPSR_E | CpuState.CPSR_T));
    cpu.thumb = thumb ? 1 : 0;
    cpu.fpscr &= ~FPSCR_LENGTH_STRIDE;
    cpu.exclusiveSize = 0;
    cpu.r0 = signal.info().signo();
    if (siginfo) {
      cpu.r1 = frame;
      cpu.r2 = base;
    }
    cpu.r13 = frame;
    cpu.r14 = returnTo;
    cpu.pc = handler & (thumb ? ~1 : ~3);
  }

  /** sigreturn: back from a handler without SA_SIGINFO. */
  public static int sigreturn(Task task) {
    return restore(task, task.cpu.r13, false);
  }

  /** rt_sigreturn: back from a handler with SA_SIGINFO. */
  public static int rtSigreturn(Task task) {
    return restore(task, task.cpu.r13 + SigInfo.SIZE, true);
  }

  private static int restore(Task task, int base, boolean rt) {
    CpuState cpu = task.cpu;
    GuestMemory memory = task.mm.memory();
    task.restartBlock = null;
    // Never a restart of the call that the handler interrupted, whatever r0 is.
    task.setFlag(WorkFlags.REGS_CHANGED);
    boolean good = (cpu.r13 & 7) == 0;
    if (good) {
      try {
        long mask = SignalFrame.mask(memory, base);
        SigAltStack stack = rt ? SignalFrame.stack(memory, base) : null;
        Signalling.setBlocked(task, mask);
        good = SignalFrame.restore(memory, base, cpu, task.kernel.config.vfp());
        if (good && rt) {
          restoreAltStack(task, stack);
        }
      } catch (GuestFault unreadable) {
        good = false;
      }
    }
    if (!good) {
      Signalling.force(task, SigInfo.fromKernel(Signals.SIGSEGV));
    }
    return cpu.r0;
  }

  /** {@code restore_altstack}: a bad stack_t is ignored. */
  private static void restoreAltStack(Task task, SigAltStack stack) {
    int mode = stack.flags() & ~SigAltStack.SS_AUTODISARM;
    if (mode == SigAltStack.SS_DISABLE) {
      if (task.altStack.state(task.cpu.r13) != SigAltStack.SS_ONSTACK) {
        task.altStack = SigAltStack.NONE;
      }
    } else if ((mode == 0 || mode == SigAltStack.SS_ONSTACK)
        && Integer.compareUnsigned(stack.size(), SigAltStack.MINSIGSTKSZ) >= 0
        && !task.altStack.contains(task.cpu.r13)) {
      task.altStack = stack;
    }
  }
}
