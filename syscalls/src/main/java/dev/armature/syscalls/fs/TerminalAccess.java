package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.signal.SigAction;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.JobControl;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.Terminals;
import dev.armature.vfs.HostFile;
import java.lang.foreign.Arena;

/**
 * Job control of terminals: who may read and write, and who gets SIGTTIN or SIGTTOU instead ({@code
 * __tty_check_change}). Processes, groups and sessions are guests.
 */
final class TerminalAccess {
  private static final int TCGETS = 0x5401;
  private static final int C_LFLAG = 12;
  private static final int TOSTOP = 0x100;

  /** /dev/tty: major 5, minor 0. */
  private static final int DEV_TTY = 5 << 8;

  private TerminalAccess() {}

  /** The device number of a terminal; for {@code /dev/tty} that of the controlling terminal. */
  static int device(Task task, HostFile terminal) {
    int device = terminal.status().rdev();
    return device == DEV_TTY ? task.kernel.terminals.device(task.group.sid()) : device;
  }

  /** A terminal was opened: it may become the controlling one ({@code tty_open_proc_set_tty}). */
  static int opened(Task task, HostFile file, int flags) {
    if (!file.isTerminal()) {
      return 0;
    }
    Terminals terminals = task.kernel.terminals;
    int session = task.group.sid();
    int device = file.status().rdev();
    if (device == DEV_TTY) {
      return terminals.device(session) == 0 ? -Errno.ENXIO : 0;
    }
    boolean leader = session == task.pid();
    if (leader
        && (flags & OpenFlags.O_NOCTTY) == 0
        && terminals.device(session) == 0
        && terminals.session(device) == 0) {
      terminals.acquire(session, device, task.group.pgid());
    }
    return 0;
  }

  /** Before a read: {@code job_control} of n_tty.c. 0, {@code -EIO} or {@code -ERESTARTSYS}. */
  static int checkRead(Task task, HostFile file) {
    return file.isTerminal() ? check(task, file, Signals.SIGTTIN) : 0;
  }

  /** Before a write: a background process may write unless the terminal says TOSTOP. */
  static int checkWrite(Task task, HostFile file) {
    if (!file.isTerminal() || !background(task, file)) {
      return 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      long termios = arena.allocate(64).address();
      if (HostDescriptors.ioctl(file.fd(), TCGETS, termios) < 0
          || (HostBytes.getInt(termios + C_LFLAG) & TOSTOP) == 0) {
        return 0;
      }
    }
    return check(task, file, Signals.SIGTTOU);
  }

  /** Before a change of settings: {@code tty_check_change}. */
  static int checkChange(Task task, HostFile file) {
    return check(task, file, Signals.SIGTTOU);
  }

  private static boolean background(Task task, HostFile file) {
    Terminals terminals = task.kernel.terminals;
    int device = device(task, file);
    int foreground = terminals.foregroundGroup(task.group.sid());
    return device != 0
        && terminals.session(device) == task.group.sid()
        && foreground > 0
        && foreground != task.group.pgid();
  }

  private static int check(Task task, HostFile file, int signal) {
    if (!background(task, file)) {
      return 0;
    }
    boolean ignored =
        Signals.has(task.blocked, signal)
            || task.group.handlers.get(signal).handler() == SigAction.SIG_IGN;
    if (ignored) {
      return signal == Signals.SIGTTIN ? -Errno.EIO : 0;
    }
    if (JobControl.isOrphaned(task.kernel, task.group.pgid())) {
      return -Errno.EIO;
    }
    int _ =
        Signalling.sendToProcessGroup(task.kernel, task.group.pgid(), SigInfo.fromKernel(signal));
    return -Errno.ERESTARTSYS;
  }
}
