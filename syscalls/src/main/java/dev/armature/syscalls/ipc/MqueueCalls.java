package dev.armature.syscalls.ipc;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.OpenFlags;
import dev.armature.abi.Restart;
import dev.armature.ipc.PosixQueue;
import dev.armature.ipc.PosixQueue.Message;
import dev.armature.ipc.PosixQueues;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.fs.Files;
import dev.armature.syscalls.time.GuestTime;
import dev.armature.task.Rlimits;
import dev.armature.task.Task;
import dev.armature.vfs.OpenFile;
import dev.armature.wait.Sleeper;
import java.util.function.BooleanSupplier;

/** mq_open, mq_unlink, mq_timedsend, mq_timedreceive, mq_getsetattr ({@code ipc/mqueue.c}). */
public final class MqueueCalls {
  private static final int NAME_MAX = 255;
  private static final int ATTR_SIZE = 32;

  private MqueueCalls() {}

  public static int open(Task task, int address, int flags, int mode, int attributes) {
    Uaccess user = task.mm.uaccess();
    int maxMessages = PosixQueues.MSG_MAX;
    int messageSize = PosixQueues.MSGSIZE_MAX;
    if (attributes != 0) {
      maxMessages = user.getInt(attributes + 4);
      messageSize = user.getInt(attributes + 8);
    }
    String name = name(user, address);
    TaskCaller who = new TaskCaller(task);
    PosixQueues queues = task.kernel.ipc.posix;
    OpenFile file;
    synchronized (queues) {
      PosixQueue queue = queues.find(name);
      if (queue == null) {
        if ((flags & OpenFlags.O_CREAT) == 0) {
          return -Errno.ENOENT;
        }
        if (attributes != 0 && !PosixQueues.permitted(maxMessages, messageSize, who)) {
          return -Errno.EINVAL;
        }
        int permissions = mode & ~task.fs.umask();
        long limit = task.group.rlimits.soft(Rlimits.MSGQUEUE);
        queue = queues.create(name, permissions, maxMessages, messageSize, who, limit);
      } else {
        int error = refuse(queue, flags, task);
        if (error != 0) {
          return error;
        }
      }
      file =
          new OpenFile(
              new MqueueFile(task.kernel, queue),
              flags & (OpenFlags.O_ACCMODE | OpenFlags.O_NONBLOCK));
    }
    return Files.install(task, file, true);
  }

  /** {@code getname} and the look-up of one name in the root of the queues' file system. */
  private static String name(Uaccess user, int address) {
    String name = user.path(address);
    if (name.isEmpty()) {
      throw new ErrnoException(Errno.ENOENT);
    }
    if (name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw new ErrnoException(Errno.EACCES);
    }
    if (name.length() > NAME_MAX) {
      throw new ErrnoException(Errno.ENAMETOOLONG);
    }
    return name;
  }

  /** Why a queue that is there can't be opened: 0 or the error. */
  private static int refuse(PosixQueue queue, int flags, Task task) {
    int both = OpenFlags.O_CREAT | OpenFlags.O_EXCL;
    if ((flags & both) == both) {
      return -Errno.EEXIST;
    }
    int access = flags & OpenFlags.O_ACCMODE;
    if (access == OpenFlags.O_ACCMODE) {
      return -Errno.EINVAL;
    }
    int wanted = access == OpenFlags.O_RDONLY ? 4 : access == OpenFlags.O_WRONLY ? 2 : 6;
    int granted = queue.mode();
    if (task.cred.fsuid() == queue.uid()) {
      granted >>= 6;
    } else if (task.cred.inGroup(queue.gid())) {
      granted >>= 3;
    }
    return (wanted & ~granted) != 0 && !task.cred.capable() ? -Errno.EACCES : 0;
  }

  public static int unlink(Task task, int address) {
    String name = name(task.mm.uaccess(), address);
    return task.kernel.ipc.posix.unlink(name, new TaskCaller(task));
  }

  /** The queue's file with a reference for the caller; EBADF for anything else. */
  static OpenFile get(Task task, int fd) {
    OpenFile file = Files.get(task, fd);
    if (!(file.operations() instanceof MqueueFile)) {
      file.release();
      throw new ErrnoException(Errno.EBADF);
    }
    return file;
  }

  static PosixQueue queue(OpenFile file) {
    return ((MqueueFile) file.operations()).queue();
  }

  public static int timedsend(
      Task task, int fd, int message, int length, int priority, int timeout) {
    return send(task, fd, message, length, priority, timeout, false);
  }

  public static int timedsend64(
      Task task, int fd, int message, int length, int priority, int timeout) {
    return send(task, fd, message, length, priority, timeout, true);
  }

  private static int send(
      Task task, int fd, int address, int length, int priority, int timeout, boolean wide) {
    long deadline = deadline(task, timeout, wide);
    if (Integer.compareUnsigned(priority, PosixQueue.PRIORITIES) >= 0) {
      return -Errno.EINVAL;
    }
    OpenFile file = get(task, fd);
    try {
      PosixQueue queue = queue(file);
      if (!file.writable()) {
        return -Errno.EBADF;
      }
      if (Integer.compareUnsigned(length, queue.messageSize()) > 0) {
        return -Errno.EMSGSIZE;
      }
      Message message = new Message(priority, task.mm.uaccess().bytes(address, length));
      BooleanSupplier attempt = () -> queue.send(message, task.pid(), task.cred.uid()) == 0;
      return await(task, file, attempt, deadline);
    } finally {
      file.release();
    }
  }

  public static int timedreceive(
      Task task, int fd, int message, int length, int priority, int timeout) {
    return receive(task, fd, message, length, priority, timeout, false);
  }

  public static int timedreceive64(
      Task task, int fd, int message, int length, int priority, int timeout) {
    return receive(task, fd, message, length, priority, timeout, true);
  }

  private static int receive(
      Task task, int fd, int address, int length, int priority, int timeout, boolean wide) {
    long deadline = deadline(task, timeout, wide);
    OpenFile file = get(task, fd);
    try {
      PosixQueue queue = queue(file);
      if (!file.readable()) {
        return -Errno.EBADF;
      }
      if (Integer.compareUnsigned(length, queue.messageSize()) < 0) {
        return -Errno.EMSGSIZE;
      }
      Message[] got = new Message[1];
      BooleanSupplier attempt =
          () -> {
            got[0] = queue.receive();
            return got[0] != null;
          };
      int error = attempt.getAsBoolean() ? 0 : -Errno.EAGAIN;
      if (error != 0) {
        queue.receiverWaits(true);
        try {
          error = await(task, file, attempt, deadline);
        } finally {
          queue.receiverWaits(false);
        }
      }
      if (error != 0) {
        return error;
      }
      Uaccess user = task.mm.uaccess();
      if (priority != 0) {
        user.putInt(priority, got[0].priority());
      }
      user.copyOut(got[0].text(), address);
      return got[0].text().length;
    } finally {
      file.release();
    }
  }

  /** CLOCK_REALTIME at which a call gives up; Long.MAX_VALUE for never. */
  private static long deadline(Task task, int timeout, boolean wide) {
    if (timeout == 0) {
      return Long.MAX_VALUE;
    }
    long point = GuestTime.timespec(task.mm.uaccess(), timeout, wide);
    if (point < 0) {
      throw new ErrnoException(Errno.EINVAL);
    }
    return point;
  }

  /** Tries until it works, unless the file says not to wait. */
  private static int await(Task task, OpenFile file, BooleanSupplier attempt, long deadline) {
    if (attempt.getAsBoolean()) {
      return 0;
    }
    if (file.nonBlocking()) {
      return -Errno.EAGAIN;
    }
    PosixQueue queue = queue(file);
    Runnable wake = task.sleeper::wake;
    queue.subscribe(wake);
    try {
      while (true) {
        long left =
            deadline == Long.MAX_VALUE
                ? Sleeper.FOREVER
                : Math.max(0, deadline - GuestTime.realtime());
        switch (task.sleeper.await(attempt, left)) {
          case READY -> {
            return 0;
          }
          case INTERRUPTED -> {
            return Restart.ERESTARTSYS;
          }
          case TIMEOUT -> {
            // The clock may have been set meanwhile.
            if (deadline - GuestTime.realtime() <= 0) {
              return -Errno.ETIMEDOUT;
            }
          }
        }
      }
    } finally {
      queue.unsubscribe(wake);
    }
  }

  public static int getsetattr(Task task, int fd, int wanted, int old) {
    Uaccess user = task.mm.uaccess();
    int flags = 0;
    if (wanted != 0) {
      long unused = user.readable(wanted, ATTR_SIZE);
      flags = user.getInt(wanted);
      if ((flags & ~OpenFlags.O_NONBLOCK) != 0) {
        return -Errno.EINVAL;
      }
    }
    OpenFile file = get(task, fd);
    try {
      PosixQueue queue = queue(file);
      int before = file.flags() & OpenFlags.O_NONBLOCK;
      int count = queue.count();
      if (wanted != 0) {
        file.setNonBlocking(flags != 0);
      }
      if (old != 0) {
        user.clear(old, ATTR_SIZE);
        IpcLayout.putInts(user, old, before, queue.maxMessages(), queue.messageSize(), count);
      }
      return 0;
    } finally {
      file.release();
    }
  }
}
