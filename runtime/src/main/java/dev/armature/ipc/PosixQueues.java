package dev.armature.ipc;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import java.util.HashMap;
import java.util.Map;

/** The POSIX message queues of a machine by name ({@code ipc/mqueue.c}). Its monitor guards it. */
public final class PosixQueues {
  /** What {@code /proc/sys/fs/mqueue} says on a kernel that nobody has tuned. */
  public static final int QUEUES_MAX = 256;

  public static final int MSG_MAX = 10;
  public static final int MSGSIZE_MAX = 8192;

  /** What root may go to. */
  private static final int HARD_MSGMAX = 65_536;

  private static final int HARD_MSGSIZEMAX = 16 << 20;

  private final Map<String, PosixQueue> queues = new HashMap<>();

  /** Bytes in queues by the user who made them, as RLIMIT_MSGQUEUE counts. */
  private final Map<Integer, Long> used = new HashMap<>();

  PosixQueues() {}

  /** The queue with a name, or null. */
  public synchronized PosixQueue find(String name) {
    return queues.get(name);
  }

  /**
   * A new queue; throws the error.
   *
   * @param mode permission bits with the umask taken off
   * @param maxMessages wanted by the caller, 0 with {@code messageSize} for the default
   * @param limit RLIMIT_MSGQUEUE, negative for none
   */
  public synchronized PosixQueue create(
      String name, int mode, int maxMessages, int messageSize, IpcCaller who, long limit) {
    if (queues.size() >= QUEUES_MAX && !who.capable()) {
      throw new ErrnoException(Errno.ENOSPC);
    }
    PosixQueue queue =
        new PosixQueue(name, maxMessages, messageSize, mode & 0777, who.euid(), who.egid());
    int user = who.euid();
    long total = used.getOrDefault(user, 0L) + queue.accounted();
    if (limit >= 0 && total > limit) {
      throw new ErrnoException(Errno.EMFILE);
    }
    used.put(user, total);
    queues.put(name, queue);
    return queue;
  }

  /** {@code mqueue_get_inode}: whether a queue may be so large. */
  public static boolean permitted(int maxMessages, int messageSize, IpcCaller who) {
    if (maxMessages <= 0 || messageSize <= 0) {
      return false;
    }
    return who.capable()
        ? maxMessages <= HARD_MSGMAX && messageSize <= HARD_MSGSIZEMAX
        : maxMessages <= MSG_MAX && messageSize <= MSGSIZE_MAX;
  }

  /** mq_unlink: 0, -ENOENT or, the directory being sticky, -EPERM. */
  public synchronized int unlink(String name, IpcCaller who) {
    PosixQueue queue = queues.get(name);
    if (queue == null) {
      return -Errno.ENOENT;
    }
    if (who.euid() != queue.uid() && !who.capable()) {
      return -Errno.EPERM;
    }
    queues.remove(name);
    queue.unlinked = true;
    if (queue.opens == 0) {
      evict(queue);
    }
    return 0;
  }

  /** A file was opened on the queue. */
  public synchronized void opened(PosixQueue queue) {
    queue.opens++;
  }

  /** A file on the queue is closed for good; with the last one a queue without a name is gone. */
  public synchronized void closed(PosixQueue queue) {
    if (--queue.opens == 0 && queue.unlinked) {
      evict(queue);
    }
  }

  private void evict(PosixQueue queue) {
    used.merge(queue.uid(), -queue.accounted(), Long::sum);
  }
}
