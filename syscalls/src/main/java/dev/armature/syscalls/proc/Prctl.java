package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.Uaccess;
import dev.armature.signal.Signals;
import dev.armature.task.Task;
import dev.armature.task.UserDispatch;
import dev.armature.task.WorkFlags;

/** prctl(2): the requests that mean something to a guest. */
public final class Prctl {
  private static final int PR_SET_PDEATHSIG = 1;
  private static final int PR_GET_PDEATHSIG = 2;
  private static final int PR_GET_DUMPABLE = 3;
  private static final int PR_SET_DUMPABLE = 4;
  private static final int PR_GET_KEEPCAPS = 7;
  private static final int PR_SET_NAME = 15;
  private static final int PR_GET_NAME = 16;
  private static final int PR_GET_SECCOMP = 21;
  private static final int PR_SET_SECCOMP = 22;
  private static final int PR_CAPBSET_READ = 23;
  private static final int PR_SET_TIMERSLACK = 29;
  private static final int PR_GET_TIMERSLACK = 30;
  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int PR_GET_CHILD_SUBREAPER = 37;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int PR_GET_NO_NEW_PRIVS = 39;
  private static final int PR_SET_SYSCALL_USER_DISPATCH = 59;

  /** Yama's; the number is its name in ASCII. */
  private static final int PR_SET_PTRACER = 0x5961_6d61;

  private static final int PR_SYS_DISPATCH_OFF = 0;
  private static final int PR_SYS_DISPATCH_ON = 1;

  private static final int COMM_SIZE = 16;
  private static final int LAST_CAPABILITY = 40;
  private static final int TIMER_SLACK = 50_000;

  private Prctl() {}

  public static int prctl(Task task, int option, int arg2, int arg3, int arg4, int arg5) {
    Uaccess user = task.mm.uaccess();
    switch (option) {
      case PR_SET_PDEATHSIG -> {
        if (arg2 != 0 && !Signals.valid(arg2)) {
          return -Errno.EINVAL;
        }
        task.pdeathSignal = arg2;
        return 0;
      }
      case PR_GET_PDEATHSIG -> {
        user.putInt(arg2, task.pdeathSignal);
        return 0;
      }
      case PR_GET_DUMPABLE -> {
        return task.group.dumpable ? 1 : 0;
      }
      case PR_SET_DUMPABLE -> {
        if (arg2 != 0 && arg2 != 1) {
          return -Errno.EINVAL;
        }
        task.group.dumpable = arg2 == 1;
        return 0;
      }
      case PR_GET_KEEPCAPS -> {
        return 0;
      }
      case PR_GET_SECCOMP -> {
        return task.seccompMode;
      }
      case PR_SET_SECCOMP -> {
        return SeccompCall.prctl(task, arg2, arg3);
      }
      case PR_SET_PTRACER -> {
        // As a kernel without Yama: any process of the same user may trace.
        return -Errno.EINVAL;
      }
      case PR_SET_SYSCALL_USER_DISPATCH -> {
        return userDispatch(task, arg2, arg3, arg4, arg5);
      }
      case PR_SET_NAME -> {
        int length = user.stringLength(arg2, COMM_SIZE - 1);
        byte[] name = user.bytes(arg2, length);
        task.setComm(HostBytes.string(name, 0, length));
        return 0;
      }
      case PR_GET_NAME -> {
        byte[] name = new byte[COMM_SIZE];
        byte[] comm = HostBytes.bytes(task.comm);
        System.arraycopy(comm, 0, name, 0, Math.min(comm.length, COMM_SIZE - 1));
        user.copyOut(name, arg2);
        return 0;
      }
      case PR_CAPBSET_READ -> {
        return Integer.compareUnsigned(arg2, LAST_CAPABILITY) > 0 ? -Errno.EINVAL : 1;
      }
      case PR_SET_TIMERSLACK -> {
        return 0;
      }
      case PR_GET_TIMERSLACK -> {
        return TIMER_SLACK;
      }
      case PR_SET_CHILD_SUBREAPER -> {
        task.group.childSubreaper = arg2 != 0;
        return 0;
      }
      case PR_GET_CHILD_SUBREAPER -> {
        user.putInt(arg2, task.group.childSubreaper ? 1 : 0);
        return 0;
      }
      case PR_SET_NO_NEW_PRIVS -> {
        if (arg2 != 1 || (arg3 | arg4 | arg5) != 0) {
          return -Errno.EINVAL;
        }
        task.noNewPrivs = true;
        return 0;
      }
      case PR_GET_NO_NEW_PRIVS -> {
        return task.noNewPrivs ? 1 : 0;
      }
      default -> {
        task.kernel.log.missing("prctl option " + option);
        return -Errno.EINVAL;
      }
    }
  }

  /** {@code task_set_syscall_user_dispatch}. */
  static int userDispatch(Task task, int mode, int offset, int length, int selector) {
    switch (mode) {
      case PR_SYS_DISPATCH_OFF -> {
        if (offset != 0 || length != 0 || selector != 0) {
          return -Errno.EINVAL;
        }
      }
      case PR_SYS_DISPATCH_ON -> {
        // An empty range at 0 means all of memory; any other must not be empty or wrap.
        if (offset != 0 && Integer.compareUnsigned(offset + length, offset) <= 0) {
          return -Errno.EINVAL;
        }
      }
      default -> {
        return -Errno.EINVAL;
      }
    }
    if (Integer.compareUnsigned(selector, (int) AddressSpace.TASK_SIZE) >= 0) {
      return -Errno.EFAULT;
    }
    task.onDispatch = false;
    if (mode == PR_SYS_DISPATCH_ON) {
      task.userDispatch = new UserDispatch(offset, length, selector);
      task.setSyscallWork(WorkFlags.SYSCALL_WORK_SYSCALL_USER_DISPATCH);
    } else {
      task.userDispatch = null;
      task.clearSyscallWork(WorkFlags.SYSCALL_WORK_SYSCALL_USER_DISPATCH);
    }
    return 0;
  }
}
