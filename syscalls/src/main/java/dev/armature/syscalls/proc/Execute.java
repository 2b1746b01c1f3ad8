package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.host.HostBytes;
import dev.armature.host.HostFiles;
import dev.armature.mm.Uaccess;
import dev.armature.task.Exec;
import dev.armature.task.RefusedProgram;
import dev.armature.task.Task;
import java.util.ArrayList;
import java.util.List;

/** execve and execveat. */
public final class Execute {
  private static final int MAX_ARG_STRLEN = 32 * 4096;

  /** Bytes of all strings together: beyond it exec would refuse anyway. */
  private static final long MAX_TOTAL = 8 << 20;

  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;

  private Execute() {}

  public static int execve(Task task, int path, int argv, int envp) {
    return run(task, HostFiles.AT_FDCWD, task.mm.uaccess().path(path), argv, envp, true);
  }

  public static int execveat(Task task, int dirfd, int path, int argv, int envp, int flags) {
    if ((flags & ~(AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW)) != 0) {
      return -Errno.EINVAL;
    }
    String name = task.mm.uaccess().path(path);
    if (name.isEmpty() && (flags & AT_EMPTY_PATH) != 0) {
      name = "/proc/self/fd/" + dirfd;
    }
    return run(task, dirfd, name, argv, envp, (flags & AT_SYMLINK_NOFOLLOW) == 0);
  }

  private static int run(Task task, int dirfd, String path, int argv, int envp, boolean follow) {
    List<byte[]> arguments = strings(task, argv);
    List<byte[]> environment = strings(task, envp);
    try {
      return Exec.execve(task, dirfd, HostBytes.bytes(path), arguments, environment, follow);
    } catch (RefusedProgram refused) {
      task.kernel.log.note("execve: " + refused.getMessage());
      return -refused.errno();
    }
  }

  private static List<byte[]> strings(Task task, int array) {
    Uaccess user = task.mm.uaccess();
    List<byte[]> strings = new ArrayList<>();
    long total = 0;
    if (array == 0) {
      return strings;
    }
    for (int at = array; ; at += 4) {
      int pointer = user.getInt(at);
      if (pointer == 0) {
        return strings;
      }
      int length = user.stringLength(pointer, MAX_ARG_STRLEN);
      total += length + 5L;
      if (length >= MAX_ARG_STRLEN || total > MAX_TOTAL) {
        throw new ErrnoException(Errno.E2BIG);
      }
      strings.add(user.bytes(pointer, length));
    }
  }
}
