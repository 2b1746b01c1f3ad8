package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.task.CloneTask;
import dev.armature.task.Task;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.FsStruct;

/** unshare ({@code ksys_unshare} of kernel/fork.c): own copies of what clone shared. */
public final class Unshare {
  private static final int THREADS =
      CloneTask.CLONE_THREAD | CloneTask.CLONE_SIGHAND | CloneTask.CLONE_VM;
  private static final int COPIES =
      CloneTask.CLONE_FS | CloneTask.CLONE_FILES | CloneTask.CLONE_SYSVSEM;

  /** CLONE_NEWNS and the other namespaces, time included. */
  private static final int NAMESPACES = 0x7e02_0080;

  private Unshare() {}

  public static int unshare(Task task, int flags) {
    if ((flags & ~(THREADS | COPIES | NAMESPACES)) != 0) {
      return -Errno.EINVAL;
    }
    if ((flags & THREADS) != 0 && task.group.threads().size() > 1) {
      return -Errno.EINVAL;
    }
    if ((flags & NAMESPACES) != 0) {
      return -Errno.EPERM;
    }
    if ((flags & CloneTask.CLONE_SYSVSEM) != 0) {
      task.leaveSemaphoreUndo();
    }
    if ((flags & CloneTask.CLONE_FS) != 0) {
      FsStruct shared = task.fs;
      task.fs = shared.copy();
      shared.put();
    }
    if ((flags & CloneTask.CLONE_FILES) != 0 && task.files.shared()) {
      FileTable shared = task.files;
      task.files = shared.copy();
      shared.put();
    }
    return 0;
  }
}
