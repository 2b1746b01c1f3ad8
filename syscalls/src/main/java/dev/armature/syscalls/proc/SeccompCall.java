package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.seccomp.Seccomp;
import dev.armature.seccomp.SetSeccomp;
import dev.armature.task.Task;

/** seccomp(2), and the older way by prctl ({@code do_seccomp} of kernel/seccomp.c). */
public final class SeccompCall {
  private static final int SET_MODE_STRICT = 0;
  private static final int SET_MODE_FILTER = 1;
  private static final int GET_ACTION_AVAIL = 2;
  private static final int GET_NOTIF_SIZES = 3;

  private SeccompCall() {}

  public static int seccomp(Task task, int operation, int flags, int arguments) {
    return switch (operation) {
      case SET_MODE_STRICT ->
          flags != 0 || arguments != 0 ? -Errno.EINVAL : SetSeccomp.strict(task);
      case SET_MODE_FILTER -> SetSeccomp.filter(task, flags, arguments);
      case GET_ACTION_AVAIL ->
          flags != 0
              ? -Errno.EINVAL
              : SetSeccomp.actionAvailable(task.mm.uaccess().getInt(arguments));
      case GET_NOTIF_SIZES ->
          flags != 0 ? -Errno.EINVAL : SetSeccomp.notificationSizes(task, arguments);
      default -> -Errno.EINVAL;
    };
  }

  /** {@code prctl_set_seccomp}. */
  static int prctl(Task task, int mode, int filter) {
    return switch (mode) {
      case Seccomp.MODE_STRICT -> SetSeccomp.strict(task);
      case Seccomp.MODE_FILTER -> SetSeccomp.filter(task, 0, filter);
      default -> -Errno.EINVAL;
    };
  }
}
