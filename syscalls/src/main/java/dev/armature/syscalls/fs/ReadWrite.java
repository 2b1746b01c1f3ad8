package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.FileMode;
import dev.armature.abi.PollEvents;
import dev.armature.host.BlockingPipe;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Rlimits;
import dev.armature.task.Task;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.UnixEnds;

/** read, write, pread64, pwrite64, lseek: {@code fs/read_write.c}. */
public final class ReadWrite {
  private static final int SEEK_CUR = 1;

  /**
   * A host address that is never mapped: stands for a buffer of which the guest may not write a
   * byte. Whether that is EFAULT, 0 at the end of the file, or a wait for data, only the file
   * knows.
   */
  private static final long NOWHERE = 1;

  private ReadWrite() {}

  public static int read(Task task, int fd, int buffer, int count) {
    OpenFile file = task.files.acquire(fd);
    if (file == null) {
      return -Errno.EBADF;
    }
    try {
      if (!file.readable()) {
        return -Errno.EBADF;
      }
      int length = out(task, buffer, count);
      if (length == -Errno.EFAULT && file.operations() instanceof HostFile) {
        return (int) readAll(task, file, NOWHERE, Math.min(count, UserMemory.MAX_RW_COUNT));
      }
      return length < 0 ? length : (int) readAll(task, file, task.mm.memory().host(buffer), length);
    } finally {
      file.release();
    }
  }

  public static int write(Task task, int fd, int buffer, int count) {
    OpenFile file = task.files.acquire(fd);
    if (file == null) {
      return -Errno.EBADF;
    }
    try {
      if (!file.writable()) {
        return -Errno.EBADF;
      }
      int length = in(task, buffer, count);
      return length < 0
          ? length
          : (int) writeAll(task, file, task.mm.memory().host(buffer), length);
    } finally {
      file.release();
    }
  }

  /** Bytes of the buffer to use, or the error. */
  private static int out(Task task, int buffer, int count) {
    if (count < 0) {
      return -Errno.EINVAL;
    }
    int length = UserMemory.writable(task, buffer, Math.min(count, UserMemory.MAX_RW_COUNT));
    return length == 0 && count > 0 ? -Errno.EFAULT : length;
  }

  private static int in(Task task, int buffer, int count) {
    if (count < 0) {
      return -Errno.EINVAL;
    }
    int length = UserMemory.readable(task, buffer, Math.min(count, UserMemory.MAX_RW_COUNT));
    return length == 0 && count > 0 ? -Errno.EFAULT : length;
  }

  /** Reads what there is, waiting for the first byte unless the file says not to. */
  static long readAll(Task task, OpenFile file, long host, long length) {
    FileOperations operations = file.operations();
    if (operations instanceof HostFile terminal && terminal.isTerminal()) {
      int refused = TerminalAccess.checkRead(task, terminal);
      if (refused < 0) {
        return refused;
      }
    }
    while (true) {
      boolean mayWait = !file.nonBlocking();
      BlockingPipe pipe =
          mayWait && operations instanceof HostFile blocking ? blocking.blocking() : null;
      long result = pipe != null ? task.sleeper.read(pipe, host, length) : -Errno.EAGAIN;
      // What is there is read, even with a signal pending.
      if (result == -Errno.EAGAIN) {
        result = operations.read(file, host, length);
      }
      if (result != -Errno.EAGAIN || !mayWait) {
        return result;
      }
      if (pipe == null && operations instanceof HostFile empty && empty.isPipe()) {
        empty.openBlocking();
      }
      int slept = Files.await(task, operations, PollEvents.POLLIN);
      if (slept < 0) {
        return slept;
      }
    }
  }

  /** Writes everything, waiting for room unless the file says not to. */
  static long writeAll(Task task, OpenFile file, long host, long length) {
    FileOperations operations = file.operations();
    long most = length;
    if (operations instanceof HostFile target) {
      if (target.isSocket() && UnixEnds.of(file) != null) {
        UnixEnds.of(file)
            .setSender(new UnixEnds.Ucred(task.pid(), task.cred.euid(), task.cred.egid()));
      }
      int refused = TerminalAccess.checkWrite(task, target);
      if (refused < 0) {
        return refused;
      }
      most = withinLimit(task, file, target, length, FileOperations.AT_POSITION);
      if (most < 0) {
        return most;
      }
    }
    long done = 0;
    while (true) {
      long result = operations.write(file, host + done, most - done);
      if (result >= 0) {
        if (operations instanceof HostFile target) {
          TerminalAccess.typed(task, target, host + done, result);
        }
        done += result;
        if (done >= most || result == 0 || !blocksMidway(operations)) {
          return done;
        }
        continue;
      }
      if (result != -Errno.EAGAIN || file.nonBlocking()) {
        return done > 0 ? done : Files.pipeSignal(task, result);
      }
      int slept = Files.await(task, operations, PollEvents.POLLOUT);
      if (slept < 0) {
        return done > 0 ? done : slept;
      }
    }
  }

  // Only pipes, sockets and terminals take a part and would have waited to take the rest.
  static boolean blocksMidway(FileOperations operations) {
    return operations instanceof HostFile host
        && (host.isPipe() || host.isSocket() || host.isTerminal());
  }

  /**
   * How much of a write RLIMIT_FSIZE lets through; SIGXFSZ and {@code -EFBIG} when nothing ({@code
   * generic_write_check_limits}).
   */
  static long withinLimit(Task task, OpenFile file, HostFile host, long length, long offset) {
    long limit = task.group.rlimits.soft(Rlimits.FSIZE);
    if (limit < 0 || length == 0 || host.type() != FileMode.S_IFREG) {
      return length;
    }
    long position = offset >= 0 ? offset : host.seek(file, 0, SEEK_CUR);
    if ((file.flags() & dev.armature.abi.OpenFlags.O_APPEND) != 0) {
      position = host.status().size();
    }
    return position >= limit ? fileTooLarge(task) : Math.min(length, limit - position);
  }

  /** SIGXFSZ for the caller, and the error of a call that RLIMIT_FSIZE refuses. */
  static int fileTooLarge(Task task) {
    task.send(SigInfo.fromUser(Signals.SIGXFSZ, SigInfo.SI_USER, task.pid(), task.cred.uid()));
    return -Errno.EFBIG;
  }

  public static int pread64(
      Task task, int fd, int buffer, int count, int hole, int offsetLow, int offsetHigh) {
    long offset = UserMemory.pair(offsetLow, offsetHigh);
    if (offset < 0) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.get(task, fd);
    try {
      if (!file.readable()) {
        return -Errno.EBADF;
      }
      int length = out(task, buffer, count);
      if (length == -Errno.EFAULT && file.operations() instanceof HostFile host) {
        return (int) host.pread(file, NOWHERE, Math.min(count, UserMemory.MAX_RW_COUNT), offset);
      }
      if (length < 0) {
        return length;
      }
      return (int) file.operations().pread(file, task.mm.memory().host(buffer), length, offset);
    } finally {
      file.release();
    }
  }

  public static int pwrite64(
      Task task, int fd, int buffer, int count, int hole, int offsetLow, int offsetHigh) {
    long offset = UserMemory.pair(offsetLow, offsetHigh);
    if (offset < 0) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.get(task, fd);
    try {
      if (!file.writable()) {
        return -Errno.EBADF;
      }
      long length = in(task, buffer, count);
      if (length > 0 && file.operations() instanceof HostFile host) {
        length = withinLimit(task, file, host, length, offset);
      }
      if (length < 0) {
        return (int) length;
      }
      return (int) file.operations().pwrite(file, task.mm.memory().host(buffer), length, offset);
    } finally {
      file.release();
    }
  }

  public static int lseek(Task task, int fd, int offset, int whence) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      long result = file.operations().seek(file, offset, whence);
      // The position has moved all the same: fs/read_write.c, ksys_lseek.
      return result > Integer.MAX_VALUE ? -Errno.EOVERFLOW : (int) result;
    } finally {
      file.release();
    }
  }

  public static int llseek(Task task, int fd, int high, int low, int result, int whence) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      if (whence < 0 || whence > 4) {
        return -Errno.EINVAL;
      }
      long position = file.operations().seek(file, UserMemory.pair(low, high), whence);
      if (position < 0) {
        return (int) position;
      }
      task.mm.uaccess().putLong(result, position);
      return 0;
    } finally {
      file.release();
    }
  }
}
