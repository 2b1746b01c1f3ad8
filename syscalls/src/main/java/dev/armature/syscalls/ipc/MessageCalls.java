package dev.armature.syscalls.ipc;

import static dev.armature.syscalls.ipc.IpcLayout.IPC_INFO;
import static dev.armature.syscalls.ipc.IpcLayout.IPC_RMID;
import static dev.armature.syscalls.ipc.IpcLayout.IPC_SET;
import static dev.armature.syscalls.ipc.IpcLayout.IPC_STAT;

import dev.armature.abi.Errno;
import dev.armature.ipc.MessageQueue;
import dev.armature.ipc.MessageQueue.Message;
import dev.armature.ipc.MessageQueues;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;

/** msgget, msgsnd, msgrcv, msgctl ({@code ipc/msg.c}). */
public final class MessageCalls {
  private static final int MSG_STAT = 11;
  private static final int MSG_INFO = 12;
  private static final int MSG_STAT_ANY = 13;
  private static final int MSGSSZ = 16;
  private static final int MSGSEG = 0xffff;

  /** MSGPOOL: kilobytes that all queues could hold. */
  private static final int MSGPOOL = MessageQueues.MSGMNI * (MessageQueues.MSGMNB / 1024);

  private MessageCalls() {}

  public static int msgget(Task task, int key, int flags) {
    return task.kernel.ipc.messages.get(new TaskCaller(task), key, flags);
  }

  public static int msgsnd(Task task, int id, int message, int size, int flags) {
    Uaccess user = task.mm.uaccess();
    int type = user.getInt(message);
    if (size < 0 || size > MessageQueues.MSGMAX || id < 0 || type < 1) {
      return -Errno.EINVAL;
    }
    Message sent = new Message(type, user.bytes(message + 4, size));
    return task.kernel.ipc.messages.send(new TaskCaller(task), id, sent, flags, task.sleeper);
  }

  public static int msgrcv(Task task, int id, int message, int size, int type, int flags) {
    if (id < 0 || size < 0) {
      return -Errno.EINVAL;
    }
    var received = new MessageQueues.Received();
    int length =
        task.kernel.ipc.messages.receive(
            new TaskCaller(task), id, size, type, flags, received, task.sleeper);
    if (length >= 0) {
      Uaccess user = task.mm.uaccess();
      user.putInt(message, received.message().type());
      user.copyOut(received.message().text(), 0, message + 4, length);
    }
    return length;
  }

  public static int msgctl(Task task, int id, int rawCommand, int address) {
    if (id < 0) {
      return -Errno.EINVAL;
    }
    MessageQueues queues = task.kernel.ipc.messages;
    TaskCaller who = new TaskCaller(task);
    Uaccess user = task.mm.uaccess();
    boolean wide = IpcLayout.wide(rawCommand);
    int command = IpcLayout.command(rawCommand);
    return switch (command) {
      case IPC_RMID -> queues.remove(who, id);
      case IPC_SET -> {
        int[] owner = IpcLayout.owner(user, address, wide);
        int limit = wide ? user.getInt(address + 68) : user.getShort(address + 48);
        if (!wide && limit == 0) {
          limit = user.getInt(address + 40);
        }
        yield queues.set(who, id, owner[0], owner[1], owner[2], limit);
      }
      case IPC_STAT, MSG_STAT, MSG_STAT_ANY -> {
        long unused = user.writable(address, wide ? 88 : 56);
        yield queues.ids.stat(
            who,
            id,
            command != IPC_STAT,
            command == MSG_STAT_ANY,
            queue -> put(user, address, queue, wide));
      }
      case IPC_INFO, MSG_INFO -> info(user, queues, command, address);
      default -> -Errno.EINVAL;
    };
  }

  private static void put(Uaccess user, int address, MessageQueue queue, boolean wide) {
    int at = IpcLayout.put(user, address, queue.perm(), wide);
    if (wide) {
      at = IpcLayout.putTime(user, at, queue.stime());
      at = IpcLayout.putTime(user, at, queue.rtime());
      at = IpcLayout.putTime(user, at, queue.ctime());
      IpcLayout.putInts(
          user,
          at,
          queue.bytes(),
          queue.count(),
          queue.limit(),
          queue.lastSender(),
          queue.lastReceiver(),
          0,
          0);
      return;
    }
    IpcLayout.putInts(
        user,
        at,
        0,
        0,
        (int) queue.stime(),
        (int) queue.rtime(),
        (int) queue.ctime(),
        queue.bytes(),
        queue.limit());
    int[] shorts = {
      queue.bytes(), queue.count(), queue.limit(), queue.lastSender(), queue.lastReceiver(), 0
    };
    for (int i = 0; i < shorts.length; i++) {
      user.putShort(at + 28 + 2 * i, Math.min(shorts[i], 0xffff));
    }
  }

  private static int info(Uaccess user, MessageQueues queues, int command, int address) {
    boolean now = command == MSG_INFO;
    IpcLayout.putInts(
        user,
        address,
        now ? queues.ids.inUse() : MSGPOOL,
        now ? queues.totalMessages() : MessageQueues.MSGMNB,
        MessageQueues.MSGMAX,
        MessageQueues.MSGMNB,
        MessageQueues.MSGMNI,
        MSGSSZ,
        now ? queues.totalBytes() : MessageQueues.MSGMNB,
        MSGSEG);
    return queues.ids.highest();
  }
}
