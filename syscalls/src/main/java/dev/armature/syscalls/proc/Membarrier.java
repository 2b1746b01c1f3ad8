package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.host.HostSystem;
import dev.armature.task.Task;

/**
 * membarrier ({@code kernel/sched/membarrier.c}): the host makes the barrier on all threads of this
 * JVM, which the guest's are.
 */
public final class Membarrier {
  private static final int QUERY = 0;
  private static final int GLOBAL = 1;
  private static final int GLOBAL_EXPEDITED = 2;
  private static final int REGISTER_GLOBAL_EXPEDITED = 4;
  private static final int PRIVATE_EXPEDITED = 8;
  private static final int REGISTER_PRIVATE_EXPEDITED = 16;

  /** ARM has no barrier of its own for changed code, and we have no rseq. */
  private static final int KNOWN =
      GLOBAL
          | GLOBAL_EXPEDITED
          | REGISTER_GLOBAL_EXPEDITED
          | PRIVATE_EXPEDITED
          | REGISTER_PRIVATE_EXPEDITED;

  private Membarrier() {}

  public static int membarrier(Task task, int command, int flags, int cpu) {
    if (flags != 0) {
      return -Errno.EINVAL;
    }
    if (command == QUERY) {
      int host = HostSystem.membarrier(QUERY);
      return host < 0 ? host : host & KNOWN;
    }
    if ((command & ~KNOWN) != 0 || Integer.bitCount(command) != 1) {
      return -Errno.EINVAL;
    }
    if (command == PRIVATE_EXPEDITED && !task.group.membarrierRegistered) {
      return -Errno.EPERM;
    }
    int result = HostSystem.membarrier(command);
    if (result == 0 && command == REGISTER_PRIVATE_EXPEDITED) {
      task.group.membarrierRegistered = true;
    }
    return result;
  }
}
