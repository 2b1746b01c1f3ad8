package dev.armature.syscalls.fs;

import static dev.armature.abi.Fcntl.F_ADD_SEALS;
import static dev.armature.abi.Fcntl.F_DUPFD;
import static dev.armature.abi.Fcntl.F_DUPFD_CLOEXEC;
import static dev.armature.abi.Fcntl.F_GETFD;
import static dev.armature.abi.Fcntl.F_GETFL;
import static dev.armature.abi.Fcntl.F_GETLEASE;
import static dev.armature.abi.Fcntl.F_GETLK;
import static dev.armature.abi.Fcntl.F_GETLK64;
import static dev.armature.abi.Fcntl.F_GETOWN;
import static dev.armature.abi.Fcntl.F_GETOWN_EX;
import static dev.armature.abi.Fcntl.F_GETPIPE_SZ;
import static dev.armature.abi.Fcntl.F_GETSIG;
import static dev.armature.abi.Fcntl.F_GET_RW_HINT;
import static dev.armature.abi.Fcntl.F_GET_SEALS;
import static dev.armature.abi.Fcntl.F_OFD_GETLK;
import static dev.armature.abi.Fcntl.F_OFD_SETLK;
import static dev.armature.abi.Fcntl.F_OFD_SETLKW;
import static dev.armature.abi.Fcntl.F_SETFD;
import static dev.armature.abi.Fcntl.F_SETFL;
import static dev.armature.abi.Fcntl.F_SETLK;
import static dev.armature.abi.Fcntl.F_SETLK64;
import static dev.armature.abi.Fcntl.F_SETLKW;
import static dev.armature.abi.Fcntl.F_SETLKW64;
import static dev.armature.abi.Fcntl.F_SETOWN;
import static dev.armature.abi.Fcntl.F_SETOWN_EX;
import static dev.armature.abi.Fcntl.F_SETPIPE_SZ;
import static dev.armature.abi.Fcntl.F_SETSIG;
import static dev.armature.abi.Fcntl.F_SET_FILE_RW_HINT;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostDescriptors;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;

/** fcntl and fcntl64: {@code fs/fcntl.c}. */
public final class FcntlCalls {
  private static final int F_OWNER_PGRP = 2;
  private static final int FD_CLOEXEC = 1;
  private static final int F_UNLCK = 2;

  private FcntlCalls() {}

  /** The old call: 64-bit locks are not for it, but everything else is. */
  public static int fcntl(Task task, int fd, int command, int argument) {
    return switch (command) {
      case F_GETLK64, F_SETLK64, F_SETLKW64, F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW ->
          -Errno.EINVAL;
      default -> fcntl64(task, fd, command, argument);
    };
  }

  public static int fcntl64(Task task, int fd, int command, int argument) {
    return fcntl64(task, fd, command, argument, FlockLayout.FLOCK64);
  }

  /** {@code sys_oabi_fcntl64}: the locks with 64-bit offsets have no hole. */
  public static int oabiFcntl64(Task task, int fd, int command, int argument) {
    return fcntl64(task, fd, command, argument, FlockLayout.OABI_FLOCK64);
  }

  private static int fcntl64(Task task, int fd, int command, int argument, FlockLayout layout) {
    OpenFile file = Files.get(task, fd);
    try {
      if (file.pathOnly()
          && command != F_DUPFD
          && command != F_DUPFD_CLOEXEC
          && command != F_GETFD
          && command != F_SETFD
          && command != F_GETFL) {
        return -Errno.EBADF;
      }
      return switch (command) {
        case F_DUPFD -> duplicate(task, file, argument, false);
        case F_DUPFD_CLOEXEC -> duplicate(task, file, argument, true);
        case F_GETFD -> task.files.isCloseOnExec(fd) ? FD_CLOEXEC : 0;
        case F_SETFD -> task.files.setCloseOnExec(fd, (argument & FD_CLOEXEC) != 0);
        case F_GETFL -> file.flags();
        case F_SETFL -> setFlags(task, fd, file, argument);
        case F_GETLK -> LockCalls.test(task, file, argument, FlockLayout.FLOCK);
        case F_SETLK -> LockCalls.set(task, file, argument, FlockLayout.FLOCK, false);
        case F_SETLKW -> LockCalls.set(task, file, argument, FlockLayout.FLOCK, true);
        case F_GETLK64 -> LockCalls.test(task, file, argument, layout);
        case F_SETLK64 -> LockCalls.set(task, file, argument, layout, false);
        case F_SETLKW64 -> LockCalls.set(task, file, argument, layout, true);
        case F_OFD_GETLK -> LockCalls.testDescription(task, file, argument, layout);
        case F_OFD_SETLK -> LockCalls.setDescription(task, file, argument, layout, false);
        case F_OFD_SETLKW -> LockCalls.setDescription(task, file, argument, layout, true);
        case F_SETOWN -> setOwner(task, fd, file, argument);
        case F_GETOWN -> file.owner();
        case F_SETOWN_EX -> setOwnerEx(task, fd, file, argument);
        case F_GETOWN_EX -> getOwnerEx(task, file, argument);
        case F_GETSIG -> file.signal();
        case F_SETSIG -> setSignal(file, argument);
        case F_GETLEASE -> F_UNLCK;
        case F_SETPIPE_SZ, F_GETPIPE_SZ, F_ADD_SEALS, F_GET_SEALS ->
            passOn(file, command, argument);
        default ->
            command >= F_GET_RW_HINT && command <= F_SET_FILE_RW_HINT
                ? hint(task, file, command, argument)
                : -Errno.EINVAL;
      };
    } finally {
      file.release();
    }
  }

  private static int duplicate(Task task, OpenFile file, int from, boolean cloexec) {
    if (Integer.toUnsignedLong(from) >= Files.limit(task)) {
      return -Errno.EINVAL;
    }
    file.acquire();
    int fd = task.files.install(file, cloexec, from, Files.limit(task));
    if (fd < 0) {
      file.release();
    }
    return fd;
  }

  /** F_SETFL; O_ASYNC begins or ends signals about the file. */
  static int setFlags(Task task, int fd, OpenFile file, int flags) {
    int before = file.flags();
    int result = file.setFlags(flags);
    if (result == 0 && ((before ^ file.flags()) & OpenFlags.O_ASYNC) != 0) {
      task.kernel.asyncIo.update(file, fd);
    }
    return result;
  }

  /** F_SETOWN: who gets signals about the file. */
  static int setOwner(Task task, int fd, OpenFile file, int owner) {
    if (owner == Integer.MIN_VALUE) {
      return -Errno.EINVAL;
    }
    boolean exists =
        owner == 0
            || (owner > 0
                ? task.kernel.task(owner) != null
                : !task.kernel.processGroup(-owner).isEmpty());
    if (!exists) {
      return -Errno.ESRCH;
    }
    file.setOwner(owner);
    task.kernel.asyncIo.update(file, fd);
    return 0;
  }

  private static int setOwnerEx(Task task, int fd, OpenFile file, int address) {
    Uaccess user = task.mm.uaccess();
    int type = user.getInt(address);
    int pid = user.getInt(address + 4);
    if (type < 0 || type > F_OWNER_PGRP) {
      return -Errno.EINVAL;
    }
    return setOwner(task, fd, file, type == F_OWNER_PGRP ? -pid : pid);
  }

  private static int getOwnerEx(Task task, OpenFile file, int address) {
    Uaccess user = task.mm.uaccess();
    user.putInt(address, file.owner() < 0 ? F_OWNER_PGRP : 1);
    user.putInt(address + 4, Math.abs(file.owner()));
    return 0;
  }

  private static int setSignal(OpenFile file, int signal) {
    if (signal < 0 || signal > 64) {
      return -Errno.EINVAL;
    }
    file.setSignal(signal);
    return 0;
  }

  private static int passOn(OpenFile file, int command, int argument) {
    return file.operations() instanceof HostFile host
        ? HostDescriptors.fcntl(host.fd(), command, Integer.toUnsignedLong(argument))
        : command == F_SETPIPE_SZ || command == F_GETPIPE_SZ ? -Errno.EBADF : -Errno.EINVAL;
  }

  // The hint is a 64-bit value in memory.
  private static int hint(Task task, OpenFile file, int command, int address) {
    long place =
        (command & 1) == 1 ? UserMemory.out(task, address, 8) : UserMemory.in(task, address, 8);
    return HostDescriptors.fcntl(Files.hostFd(file, Errno.EINVAL), command, place);
  }
}
