package dev.armature.syscalls.sig;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.signal.SigAction;
import dev.armature.signal.SigAltStack;
import dev.armature.signal.Signals;
import dev.armature.task.Signalling;
import dev.armature.task.Task;

/** What a process does with signals: rt_sigaction, sigaction, sigaltstack. */
public final class Actions {
  static final int SIGSET_SIZE = 8;

  /** Flags that have a meaning; others are cleared so that user code can find out. */
  private static final int KNOWN_FLAGS =
      SigAction.SA_NOCLDSTOP
          | SigAction.SA_NOCLDWAIT
          | SigAction.SA_SIGINFO
          | SigAction.SA_THIRTYTWO
          | SigAction.SA_RESTORER
          | SigAction.SA_ONSTACK
          | SigAction.SA_RESTART
          | SigAction.SA_NODEFER
          | SigAction.SA_RESETHAND;

  private Actions() {}

  public static int rtSigaction(Task task, int signo, int wanted, int old, int size) {
    if (size != SIGSET_SIZE) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    SigAction action = null;
    if (wanted != 0) {
      action =
          new SigAction(
              user.getInt(wanted),
              user.getInt(wanted + 4) & KNOWN_FLAGS,
              user.getInt(wanted + 8),
              user.getLong(wanted + 12));
    }
    if (!Signals.valid(signo) || (action != null && Signals.has(Signals.UNBLOCKABLE, signo))) {
      return -Errno.EINVAL;
    }
    SigAction before = exchange(task, signo, action);
    if (old != 0) {
      user.putInt(old, before.handler());
      user.putInt(old + 4, before.flags());
      user.putInt(old + 8, before.restorer());
      user.putLong(old + 12, before.mask());
    }
    return 0;
  }

  /** The old call: struct old_sigaction has the mask second and one word wide. */
  public static int sigaction(Task task, int signo, int wanted, int old) {
    Uaccess user = task.mm.uaccess();
    SigAction action = null;
    if (wanted != 0) {
      action =
          new SigAction(
              user.getInt(wanted),
              user.getInt(wanted + 8) & KNOWN_FLAGS,
              user.getInt(wanted + 12),
              user.getInt(wanted + 4) & 0xffff_ffffL);
    }
    if (!Signals.valid(signo) || (action != null && Signals.has(Signals.UNBLOCKABLE, signo))) {
      return -Errno.EINVAL;
    }
    SigAction before = exchange(task, signo, action);
    if (old != 0) {
      user.putInt(old, before.handler());
      user.putInt(old + 4, (int) before.mask());
      user.putInt(old + 8, before.flags());
      user.putInt(old + 12, before.restorer());
    }
    return 0;
  }

  /** {@code do_sigaction}: a signal that is ignored from now on is forgotten where it waits. */
  private static SigAction exchange(Task task, int signo, SigAction action) {
    synchronized (task.group.siglock) {
      SigAction before = task.group.handlers.get(signo);
      if (action != null) {
        task.group.handlers.set(
            signo,
            new SigAction(
                action.handler(),
                action.flags(),
                action.restorer(),
                action.mask() & ~Signals.UNBLOCKABLE));
        if (task.group.handlers.ignored(signo)) {
          Signalling.flushIgnored(task.group, signo);
        }
      }
      return before;
    }
  }

  public static int sigaltstack(Task task, int wanted, int old) {
    Uaccess user = task.mm.uaccess();
    SigAltStack before = task.altStack;
    int sp = task.cpu.r13;
    SigAltStack after = null;
    if (wanted != 0) {
      int flags = user.getInt(wanted + 4);
      int size = user.getInt(wanted + 8);
      int mode = flags & ~SigAltStack.SS_AUTODISARM;
      if (before.contains(sp)) {
        return -Errno.EPERM;
      }
      if (mode != 0 && mode != SigAltStack.SS_ONSTACK && mode != SigAltStack.SS_DISABLE) {
        return -Errno.EINVAL;
      }
      if (mode == SigAltStack.SS_DISABLE) {
        after = SigAltStack.NONE;
      } else {
        if (Integer.compareUnsigned(size, SigAltStack.MINSIGSTKSZ) < 0) {
          return -Errno.ENOMEM;
        }
        after = new SigAltStack(user.getInt(wanted), flags, size);
      }
    }
    if (after != null) {
      task.altStack = after;
    }
    if (old != 0) {
      user.putInt(old, before.sp());
      user.putInt(old + 4, before.state(sp) | before.flags() & SigAltStack.SS_AUTODISARM);
      user.putInt(old + 8, before.size());
    }
    return 0;
  }
}
