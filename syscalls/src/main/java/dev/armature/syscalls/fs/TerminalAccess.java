package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.FileMode;
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
import dev.armature.vfs.FileStatus;
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

  private static final int DEV_PTMX = (5 << 8) | 2;

  /** The first of eight major numbers. */
  private static final int UNIX98_SLAVE = 136;

  private static final int TIOCGPTN = 0x8004_5430;
  private static final int TIOCGDEV = 0x8004_5432;
  private static final int ISIG = 1;
  private static final int C_CC = 17;
  private static final int VINTR = 0;
  private static final int VQUIT = 1;
  private static final int VSUSP = 10;

  private TerminalAccess() {}

  /**
   * The device number of a terminal; for {@code /dev/tty} that of the controlling terminal, for the
   * master of a pseudo-terminal that of its slave.
   */
  static int device(Task task, HostFile terminal) {
    int device = terminal.status().rdev();
    return switch (device) {
      case DEV_TTY -> task.kernel.terminals.device(task.group.sid());
      case DEV_PTMX -> slave(terminal);
      default -> device;
    };
  }

  private static int slave(HostFile master) {
    int index = number(master, TIOCGPTN);
    return index < 0 ? 0 : FileStatus.encode(UNIX98_SLAVE + (index >> 8), index & 0xff);
  }

  /** What a call that asks a terminal for a number gives, or the error. */
  private static int number(HostFile terminal, int command) {
    try (Arena arena = Arena.ofConfined()) {
      long number = arena.allocate(4, 4).address();
      int result = HostDescriptors.ioctl(terminal.fd(), command, number);
      return result < 0 ? result : HostBytes.getInt(number);
    }
  }

  /** Whether the host's {@code /dev/tty} is the controlling terminal of the guest, too. */
  static boolean isControlling(Task task, HostFile devTty) {
    return number(devTty, TIOCGDEV) == task.kernel.terminals.device(task.group.sid());
  }

  /** The path of the controlling terminal when that is a pseudo-terminal; {@code null} if not. */
  static String slavePath(Task task) {
    int device = task.kernel.terminals.device(task.group.sid());
    int major = device >> 8 & 0xfff;
    if (major < UNIX98_SLAVE || major >= UNIX98_SLAVE + 8) {
      return null;
    }
    int minor = (device & 0xff) | (device >> 12 & 0xfff00);
    return "/dev/pts/" + ((major - UNIX98_SLAVE << 8) + minor);
  }

  /** Whether a file is {@code /dev/tty}. */
  static boolean isDevTty(FileStatus status) {
    return status.type() == FileMode.S_IFCHR && status.rdev() == DEV_TTY;
  }

  /**
   * After a write to the master of a pseudo-terminal: control characters in it are signals for the
   * foreground group ({@code isig} of n_tty.c). The host's line discipline does the rest, but knows
   * no group to send to.
   */
  static void typed(Task task, HostFile master, long buffer, long length) {
    if (!master.isTerminal() || length <= 0 || master.status().rdev() != DEV_PTMX) {
      return;
    }
    Terminals terminals = task.kernel.terminals;
    int session = terminals.session(slave(master));
    int foreground = session == 0 ? 0 : terminals.foregroundGroup(session);
    if (foreground <= 0) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      long termios = arena.allocate(64).address();
      if (HostDescriptors.ioctl(master.fd(), TCGETS, termios) < 0
          || (HostBytes.getInt(termios + C_LFLAG) & ISIG) == 0) {
        return;
      }
      for (long at = buffer; at < buffer + length; at++) {
        int signal = signal(HostBytes.getByte(at), termios + C_CC);
        if (signal != 0) {
          int _ =
              Signalling.sendToProcessGroup(task.kernel, foreground, SigInfo.fromKernel(signal));
        }
      }
    }
  }

  private static int signal(byte typed, long characters) {
    // 0 stands for none: _POSIX_VDISABLE.
    if (typed == 0) {
      return 0;
    }
    if (typed == HostBytes.getByte(characters + VINTR)) {
      return Signals.SIGINT;
    }
    if (typed == HostBytes.getByte(characters + VQUIT)) {
      return Signals.SIGQUIT;
    }
    return typed == HostBytes.getByte(characters + VSUSP) ? Signals.SIGTSTP : 0;
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
