package dev.armature.ipc;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.ipc.MessageQueue.Message;
import dev.armature.wait.Sleeper;
import java.util.function.IntSupplier;

/** System V message queues ({@code ipc/msg.c}). Results are values or negated error numbers. */
public final class MessageQueues {
  public static final int MSGMNI = 32_000;
  public static final int MSGMAX = 8192;
  public static final int MSGMNB = 16_384;

  private static final int MSG_NOERROR = 010000;
  private static final int MSG_EXCEPT = 020000;
  private static final int MSG_COPY = 040000;
  private static final int READ = 0444;
  private static final int WRITE = 0222;

  private final IpcNamespace lock;

  /** The queues by id. */
  public final IpcIds<MessageQueue> ids;

  MessageQueues(IpcNamespace lock) {
    this.lock = lock;
    ids = new IpcIds<>(lock, MSGMNI);
  }

  /** msgget. */
  public int get(IpcCaller who, int key, int flags) {
    synchronized (lock) {
      return ids.get(
          key,
          flags,
          who,
          new IpcIds.Kind<>() {
            @Override
            public int invalid() {
              return 0;
            }

            @Override
            public MessageQueue create() {
              return new MessageQueue(new IpcPerm(key, flags, who));
            }

            @Override
            public int mismatch(MessageQueue found) {
              return 0;
            }
          });
    }
  }

  /** msgsnd; arguments have been checked. */
  public int send(IpcCaller who, int id, Message message, int flags, Sleeper sleeper) {
    MessageQueue queue = find(id);
    if (queue == null) {
      return -Errno.EINVAL;
    }
    return retry(
        queue,
        flags,
        -Errno.EAGAIN,
        sleeper,
        () -> {
          int error = usable(queue, who, WRITE);
          return error != 0 ? error : queue.put(message, who.pid());
        });
  }

  /** What msgrcv found. */
  public static final class Received {
    private Message message;

    public Message message() {
      return message;
    }
  }

  /**
   * msgrcv.
   *
   * @param size bytes the caller has room for
   * @param received gets the message when the result is not an error
   * @return bytes to copy, or the error
   */
  public int receive(
      IpcCaller who, int id, int size, int type, int flags, Received received, Sleeper sleeper) {
    boolean copy = (flags & MSG_COPY) != 0;
    if (copy && ((flags & MSG_EXCEPT) != 0 || (flags & IpcPerm.IPC_NOWAIT) == 0)) {
      return -Errno.EINVAL;
    }
    MessageQueue queue = find(id);
    if (queue == null) {
      return -Errno.EINVAL;
    }
    return retry(
        queue,
        flags,
        -Errno.ENOMSG,
        sleeper,
        () -> {
          int error = usable(queue, who, READ);
          if (error != 0) {
            return error;
          }
          boolean except = (flags & MSG_EXCEPT) != 0 && type > 0;
          Message message = copy ? queue.at(type) : queue.find(type, except);
          if (message == null) {
            return -Errno.EAGAIN;
          }
          if (message.text().length > size && (flags & MSG_NOERROR) == 0) {
            return -Errno.E2BIG;
          }
          if (!copy) {
            queue.take(message, who.pid());
          }
          received.message = message;
          return Math.min(message.text().length, size);
        });
  }

  private MessageQueue find(int id) {
    synchronized (lock) {
      return ids.get(id);
    }
  }

  private static int usable(MessageQueue queue, IpcCaller who, int mode) {
    return queue.perm().removed() ? -Errno.EIDRM : queue.perm().check(who, mode);
  }

  /** Tries under the lock until the result is something else than -EAGAIN. */
  private int retry(
      MessageQueue queue, int flags, int wouldWait, Sleeper sleeper, IntSupplier attempt) {
    int[] result = new int[1];
    synchronized (lock) {
      result[0] = attempt.getAsInt();
    }
    if (result[0] != -Errno.EAGAIN) {
      return result[0];
    }
    if ((flags & IpcPerm.IPC_NOWAIT) != 0) {
      return wouldWait;
    }
    Runnable wake = sleeper::wake;
    queue.changed.add(wake);
    try {
      Sleeper.Result how =
          sleeper.await(
              () -> {
                synchronized (lock) {
                  result[0] = attempt.getAsInt();
                  return result[0] != -Errno.EAGAIN;
                }
              },
              Sleeper.FOREVER);
      return how == Sleeper.Result.READY ? result[0] : Restart.ERESTARTNOHAND;
    } finally {
      queue.changed.remove(wake);
    }
  }

  /** IPC_RMID. */
  public int remove(IpcCaller who, int id) {
    return ids.change(
        who,
        id,
        queue -> {
          ids.remove(queue);
          queue.changed.fire();
          return 0;
        });
  }

  /** IPC_SET. Only root may allow more bytes than a queue has at first. */
  public int set(IpcCaller who, int id, int uid, int gid, int mode, int limit) {
    return ids.change(
        who,
        id,
        queue -> {
          if (Integer.compareUnsigned(limit, MSGMNB) > 0 && !who.capable()) {
            return -Errno.EPERM;
          }
          queue.perm().set(uid, gid, mode);
          queue.limit = limit;
          queue.ctime = IpcNamespace.now();
          queue.changed.fire();
          return 0;
        });
  }

  /** Messages in all queues. */
  public int totalMessages() {
    synchronized (lock) {
      return ids.all().stream().mapToInt(MessageQueue::count).sum();
    }
  }

  /** Bytes in all queues. */
  public int totalBytes() {
    synchronized (lock) {
      return ids.all().stream().mapToInt(MessageQueue::bytes).sum();
    }
  }

  String proc() {
    var text =
        new StringBuilder(
            "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid"
                + "  cuid  cgid      stime      rtime      ctime\n");
    synchronized (lock) {
      for (MessageQueue queue : ids.all()) {
        IpcPerm perm = queue.perm();
        text.append(
            String.format(
                "%10d %10d  %4o  %10d %10d %5d %5d %5d %5d %5d %5d %10d %10d %10d\n",
                perm.key(),
                perm.id(),
                perm.mode(),
                queue.bytes,
                queue.count(),
                queue.lastSender,
                queue.lastReceiver,
                perm.uid(),
                perm.gid(),
                perm.cuid(),
                perm.cgid(),
                queue.stime,
                queue.rtime,
                queue.ctime));
      }
    }
    return text.toString();
  }
}
