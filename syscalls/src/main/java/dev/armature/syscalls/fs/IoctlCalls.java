package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.seccomp.SeccompListener;
import dev.armature.syscalls.net.InterfaceIoctls;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** ioctl: what every file has, and where the others are. */
public final class IoctlCalls {
  private static final int FIONREAD = 0x541b;
  private static final int FIONBIO = 0x5421;
  private static final int FIONCLEX = 0x5450;
  private static final int FIOCLEX = 0x5451;
  private static final int FIOASYNC = 0x5452;
  private static final int FIOSETOWN = 0x8901;
  private static final int SIOCSPGRP = 0x8902;
  private static final int FIOGETOWN = 0x8903;
  private static final int SIOCGPGRP = 0x8904;
  private static final int TIOCOUTQ = 0x5411;
  private static final int SIOCATMARK = 0x8905;
  private static final int FICLONE = 0x4004_9409;
  private static final int FS_IOC_GETFLAGS_32 = 0x8004_6601;
  private static final int FS_IOC_SETFLAGS_32 = 0x4004_6602;
  private static final int FS_IOC_GETVERSION_32 = 0x8004_7601;
  private static final int FS_IOC_GETFLAGS = 0x8008_6601;
  private static final int FS_IOC_SETFLAGS = 0x4008_6602;
  private static final int FS_IOC_GETVERSION = 0x8008_7601;
  private static final int BLKSSZGET = 0x1268;
  private static final int BLKGETSIZE = 0x1260;
  private static final int BLKGETSIZE64_32 = 0x8004_1272;
  private static final int BLKGETSIZE64 = 0x8008_1272;
  private static final int BLKROGET = 0x125e;

  private IoctlCalls() {}

  public static int ioctl(Task task, int fd, int command, int argument) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return switch (command) {
        case FIOCLEX -> task.files.setCloseOnExec(fd, true);
        case FIONCLEX -> task.files.setCloseOnExec(fd, false);
        case FIONBIO -> {
          file.setNonBlocking(task.mm.uaccess().getInt(argument) != 0);
          yield 0;
        }
        case FIOSETOWN, SIOCSPGRP -> FcntlCalls.setOwner(task, fd, file, user(task, argument));
        case FIOGETOWN, SIOCGPGRP -> {
          task.mm.uaccess().putInt(argument, file.owner());
          yield 0;
        }
        case FIOASYNC -> {
          int flags = file.flags() & ~OpenFlags.O_ASYNC;
          boolean on = user(task, argument) != 0;
          yield FcntlCalls.setFlags(task, fd, file, on ? flags | OpenFlags.O_ASYNC : flags);
        }
        default -> {
          if (file.operations() instanceof SeccompListener listener) {
            yield listener.ioctl(task, command, argument);
          }
          if (!(file.operations() instanceof HostFile host)) {
            yield -Errno.ENOTTY;
          }
          yield host(task, host, command, argument);
        }
      };
    } finally {
      file.release();
    }
  }

  private static int host(Task task, HostFile file, int command, int argument) {
    if (TerminalIoctls.handles(command)) {
      return TerminalIoctls.ioctl(task, file, command, argument);
    }
    return switch (command) {
      // One int comes back.
      case FIONREAD, TIOCOUTQ, SIOCATMARK, BLKSSZGET, BLKROGET ->
          pass(file, command, UserMemory.out(task, argument, 4));
      case BLKGETSIZE64_32, BLKGETSIZE64 ->
          pass(file, BLKGETSIZE64, UserMemory.out(task, argument, 8));
      case BLKGETSIZE -> blockSize(task, file, argument);
      // The flags are an int whatever the command's size says.
      case FS_IOC_GETFLAGS_32, FS_IOC_GETFLAGS ->
          pass(file, FS_IOC_GETFLAGS, UserMemory.out(task, argument, 4));
      case FS_IOC_GETVERSION_32, FS_IOC_GETVERSION ->
          pass(file, FS_IOC_GETVERSION, UserMemory.out(task, argument, 4));
      case FS_IOC_SETFLAGS_32, FS_IOC_SETFLAGS ->
          pass(file, FS_IOC_SETFLAGS, UserMemory.in(task, argument, 4));
      case FICLONE -> clone(task, file, argument);
      default -> {
        if (file.isSocket()) {
          yield InterfaceIoctls.ioctl(task, file, command, argument);
        }
        task.kernel.log.missing("ioctl 0x" + Integer.toHexString(command) + " on " + file.path());
        yield -Errno.ENOTTY;
      }
    };
  }

  private static int user(Task task, int argument) {
    return task.mm.uaccess().getInt(argument);
  }

  private static int pass(HostFile file, int command, long argument) {
    return HostDescriptors.ioctl(file.fd(), command, argument);
  }

  // unsigned long: 8 bytes there, 4 here.
  private static int blockSize(Task task, HostFile file, int argument) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(8, 8);
      int result = pass(file, BLKGETSIZE, size.address());
      if (result == 0) {
        long sectors = size.get(ValueLayout.JAVA_LONG, 0);
        if (sectors >>> 32 != 0) {
          return -Errno.EFBIG;
        }
        task.mm.uaccess().putInt(argument, (int) sectors);
      }
      return result;
    }
  }

  private static int clone(Task task, HostFile file, int source) {
    OpenFile from = Files.getOpen(task, source);
    try {
      return pass(file, FICLONE, Files.hostFd(from, Errno.EXDEV));
    } finally {
      from.release();
    }
  }

  /** Flags of descriptors that we open on behalf of an ioctl. */
  static int openFlags() {
    return HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK | HostFiles.O_NOCTTY;
  }
}
