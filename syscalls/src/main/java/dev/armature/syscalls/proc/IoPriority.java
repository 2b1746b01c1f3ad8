package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.task.Task;
import dev.armature.task.ThreadGroup;
import java.util.ArrayList;
import java.util.List;

/** ioprio_set, ioprio_get ({@code block/ioprio.c}): kept and told, the host does its own I/O. */
public final class IoPriority {
  private static final int CLASS_SHIFT = 13;
  private static final int CLASS_NONE = 0;
  private static final int CLASS_RT = 1;
  private static final int CLASS_BE = 2;
  private static final int CLASS_IDLE = 3;
  private static final int CLASSES = 7;
  private static final int LEVEL = 7;
  private static final int DEFAULT_LEVEL = 4;

  private static final int WHO_PROCESS = 1;
  private static final int WHO_PGRP = 2;
  private static final int WHO_USER = 3;

  private IoPriority() {}

  public static int set(Task task, int which, int who, int priority) {
    // Between class and level there are hints, of any value.
    switch (priority >>> CLASS_SHIFT & CLASSES) {
      case CLASS_RT -> {
        if (!task.cred.capable()) {
          return -Errno.EPERM;
        }
      }
      case CLASS_BE, CLASS_IDLE -> {
        // Every level will do.
      }
      case CLASS_NONE -> {
        if ((priority & LEVEL) != 0) {
          return -Errno.EINVAL;
        }
      }
      default -> {
        return -Errno.EINVAL;
      }
    }
    List<Task> targets = select(task, which, who);
    if (targets == null) {
      return -Errno.EINVAL;
    }
    for (Task target : targets) {
      target.ioPriority = priority;
    }
    return targets.isEmpty() ? -Errno.ESRCH : 0;
  }

  /** The best of all that are meant, a lower number being better. */
  public static int get(Task task, int which, int who) {
    List<Task> targets = select(task, which, who);
    if (targets == null) {
      return -Errno.EINVAL;
    }
    if (targets.size() == 1 && which == WHO_PROCESS) {
      return targets.getFirst().ioPriority;
    }
    return targets.stream().mapToInt(IoPriority::effective).min().orElse(-Errno.ESRCH);
  }

  /** Who has none is best effort by its nice value. */
  private static int effective(Task task) {
    if (task.ioPriority >>> CLASS_SHIFT != CLASS_NONE) {
      return task.ioPriority;
    }
    int level = task.group.nice == 0 ? DEFAULT_LEVEL : (task.group.nice + 20) / 5;
    return CLASS_BE << CLASS_SHIFT | level;
  }

  private static List<Task> select(Task task, int which, int who) {
    return switch (which) {
      case WHO_PROCESS -> {
        Task target = who == 0 ? task : task.kernel.task(who);
        yield target == null ? List.of() : List.of(target);
      }
      case WHO_PGRP -> threads(task.kernel.processGroup(who == 0 ? task.group.pgid() : who));
      case WHO_USER -> {
        List<Task> all = threads(task.kernel.groups());
        int uid = who == 0 ? task.cred.uid() : who;
        yield all.stream().filter(one -> one.cred.uid() == uid).toList();
      }
      default -> null;
    };
  }

  private static List<Task> threads(List<ThreadGroup> groups) {
    List<Task> all = new ArrayList<>();
    groups.forEach(group -> all.addAll(group.threads()));
    return all;
  }
}
