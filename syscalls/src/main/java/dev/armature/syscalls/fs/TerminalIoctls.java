package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.mm.Uaccess;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.JobControl;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.Terminals;
import dev.armature.vfs.HostFile;

/**
 * ioctls of terminals: settings are the host's, sessions and process groups the guests'. All
 * structures have the same layout on ARM and on the host ({@code asm-generic/termbits.h}).
 */
final class TerminalIoctls {
  private static final int TCGETS = 0x5401;
  private static final int TCSETS = 0x5402;
  private static final int TCSETSF = 0x5404;
  private static final int TCGETA = 0x5405;
  private static final int TCSETA = 0x5406;
  private static final int TCSETAF = 0x5408;
  private static final int TCSBRK = 0x5409;
  private static final int TCXONC = 0x540a;
  private static final int TCFLSH = 0x540b;
  private static final int TIOCEXCL = 0x540c;
  private static final int TIOCNXCL = 0x540d;
  private static final int TIOCSCTTY = 0x540e;
  private static final int TIOCGPGRP = 0x540f;
  private static final int TIOCSPGRP = 0x5410;
  private static final int TIOCSTI = 0x5412;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int TIOCSWINSZ = 0x5414;
  private static final int TIOCPKT = 0x5420;
  private static final int TIOCNOTTY = 0x5422;
  private static final int TIOCGETD = 0x5424;
  private static final int TCSBRKP = 0x5425;
  private static final int TIOCSBRK = 0x5427;
  private static final int TIOCCBRK = 0x5428;
  private static final int TIOCGSID = 0x5429;
  private static final int TCGETS2 = 0x802c_542a;
  private static final int TCSETS2 = 0x402c_542b;
  private static final int TCSETSF2 = 0x402c_542d;
  private static final int TIOCGPTN = 0x8004_5430;
  private static final int TIOCSPTLCK = 0x4004_5431;
  private static final int TIOCGPKT = 0x8004_5438;
  private static final int TIOCGPTLCK = 0x8004_5439;
  private static final int TIOCGEXCL = 0x8004_5440;
  private static final int TIOCGPTPEER = 0x5441;
  private static final int TERMIOS = 36;
  private static final int TERMIOS2 = 44;
  private static final int TERMIO = 18;
  private static final int WINSIZE = 8;

  private TerminalIoctls() {}

  /** Whether a command is one of these. FIONREAD and its kin, which pipes have too, are not. */
  static boolean handles(int command) {
    return switch (command) {
      case TIOCPKT,
          TIOCNOTTY,
          TIOCGETD,
          TCSBRKP,
          TIOCSBRK,
          TIOCCBRK,
          TIOCGSID,
          TCGETS2,
          TCSETS2,
          TCSETS2 + 1,
          TCSETSF2,
          TIOCGPTN,
          TIOCSPTLCK,
          TIOCGPKT,
          TIOCGPTLCK,
          TIOCGEXCL,
          TIOCGPTPEER ->
          true;
      default -> command >= TCGETS && command <= TIOCSWINSZ && command != 0x5411;
    };
  }

  static int ioctl(Task task, HostFile file, int command, int argument) {
    if (!file.isTerminal()) {
      return -Errno.ENOTTY;
    }
    return switch (command) {
      case TIOCSCTTY -> setControlling(task, file, argument);
      case TIOCNOTTY -> giveUp(task, file);
      case TIOCGPGRP -> getForeground(task, file, argument);
      case TIOCSPGRP -> setForeground(task, file, argument);
      case TIOCGSID -> getSession(task, file, argument);
      case TIOCGPTPEER -> openPeer(task, file, argument);
      case TCGETS -> pass(file, command, UserMemory.out(task, argument, TERMIOS));
      case TCGETS2 -> pass(file, command, UserMemory.out(task, argument, TERMIOS2));
      case TCGETA -> pass(file, command, UserMemory.out(task, argument, TERMIO));
      case TIOCGWINSZ -> pass(file, command, UserMemory.out(task, argument, WINSIZE));
      case TIOCSWINSZ -> setWindowSize(task, file, argument);
      case TIOCGPTN, TIOCGPTLCK, TIOCGPKT, TIOCGEXCL, TIOCGETD ->
          pass(file, command, UserMemory.out(task, argument, 4));
      case TIOCSPTLCK, TIOCPKT -> pass(file, command, UserMemory.in(task, argument, 4));
      case TIOCEXCL, TIOCNXCL -> pass(file, command, 0);
      // Typing for somebody else was an attack more often than a use.
      case TIOCSTI -> -Errno.EIO;
      default -> change(task, file, command, argument);
    };
  }

  private static int pass(HostFile file, int command, long argument) {
    return HostDescriptors.ioctl(file.fd(), command, argument);
  }

  /** What a background process may not do. */
  private static int change(Task task, HostFile file, int command, int argument) {
    int refused = TerminalAccess.checkChange(task, file);
    if (refused < 0) {
      return refused;
    }
    if (command >= TCSETS && command <= TCSETSF) {
      return pass(file, command, UserMemory.in(task, argument, TERMIOS));
    }
    if (command >= TCSETA && command <= TCSETAF) {
      return pass(file, command, UserMemory.in(task, argument, TERMIO));
    }
    if (command >= TCSETS2 && command <= TCSETSF2) {
      return pass(file, command, UserMemory.in(task, argument, TERMIOS2));
    }
    return switch (command) {
      case TCSBRK, TCXONC, TCFLSH, TCSBRKP, TIOCSBRK, TIOCCBRK -> pass(file, command, argument);
      default -> -Errno.ENOTTY;
    };
  }

  /** {@code tiocswinsz}: the foreground group of the terminal hears of it. */
  private static int setWindowSize(Task task, HostFile file, int argument) {
    int result = pass(file, TIOCSWINSZ, UserMemory.in(task, argument, WINSIZE));
    Terminals terminals = task.kernel.terminals;
    int foreground =
        terminals.foregroundGroup(terminals.session(TerminalAccess.device(task, file)));
    if (result == 0 && foreground > 0) {
      int _ =
          Signalling.sendToProcessGroup(
              task.kernel, foreground, SigInfo.fromKernel(Signals.SIGWINCH));
    }
    return result;
  }

  /** {@code tiocsctty}. */
  private static int setControlling(Task task, HostFile file, int steal) {
    Terminals terminals = task.kernel.terminals;
    int session = task.group.sid();
    int device = file.status().rdev();
    if (session == task.pid() && terminals.session(device) == session) {
      return 0;
    }
    if (session != task.pid() || terminals.device(session) != 0) {
      return -Errno.EPERM;
    }
    if (terminals.session(device) != 0 && !(steal == 1 && task.cred.capable())) {
      return -Errno.EPERM;
    }
    terminals.acquire(session, device, task.group.pgid());
    return 0;
  }

  /** {@code disassociate_ctty}. */
  private static int giveUp(Task task, HostFile file) {
    Terminals terminals = task.kernel.terminals;
    int session = task.group.sid();
    if (terminals.session(TerminalAccess.device(task, file)) != session) {
      return -Errno.ENOTTY;
    }
    if (session != task.pid()) {
      return 0;
    }
    int foreground = terminals.foregroundGroup(session);
    boolean led = terminals.led(session);
    terminals.release(session);
    if (led && foreground > 0) {
      int hup =
          Signalling.sendToProcessGroup(
              task.kernel, foreground, SigInfo.fromKernel(Signals.SIGHUP));
      if (hup > 0) {
        int _ =
            Signalling.sendToProcessGroup(
                task.kernel, foreground, SigInfo.fromKernel(Signals.SIGCONT));
      }
    }
    return 0;
  }

  private static boolean controls(Task task, HostFile file) {
    int device = TerminalAccess.device(task, file);
    return device != 0 && task.kernel.terminals.session(device) == task.group.sid();
  }

  private static int getForeground(Task task, HostFile file, int argument) {
    if (!controls(task, file)) {
      return -Errno.ENOTTY;
    }
    Uaccess user = task.mm.uaccess();
    user.putInt(argument, task.kernel.terminals.foregroundGroup(task.group.sid()));
    return 0;
  }

  private static int setForeground(Task task, HostFile file, int argument) {
    int refused = TerminalAccess.checkChange(task, file);
    if (refused < 0) {
      return refused;
    }
    if (!controls(task, file)) {
      return -Errno.ENOTTY;
    }
    int group = task.mm.uaccess().getInt(argument);
    if (group < 0) {
      return -Errno.EINVAL;
    }
    if (task.kernel.processGroup(group).isEmpty()) {
      return -Errno.ESRCH;
    }
    if (!JobControl.groupInSession(task.kernel, group, task.group.sid())) {
      return -Errno.EPERM;
    }
    return task.kernel.terminals.setForegroundGroup(task.group.sid(), group) ? 0 : -Errno.ENOTTY;
  }

  private static int getSession(Task task, HostFile file, int argument) {
    if (!controls(task, file)) {
      return -Errno.ENOTTY;
    }
    task.mm.uaccess().putInt(argument, task.group.sid());
    return 0;
  }

  private static int openPeer(Task task, HostFile file, int flags) {
    int host = pass(file, TIOCGPTPEER, HostFiles.toHost(flags) | IoctlCalls.openFlags());
    return Files.installHost(
        task, host, flags & OpenFlags.VALID, (flags & OpenFlags.O_CLOEXEC) != 0);
  }
}
