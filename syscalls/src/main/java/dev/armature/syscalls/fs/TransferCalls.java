package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** sendfile, splice, tee, vmsplice, copy_file_range: from file to file without user memory. */
public final class TransferCalls {
  private static final int SPLICE_F_NONBLOCK = 2;
  private static final int SPLICE_F_ALL = 15;

  private TransferCalls() {}

  /** Something that the host does between two files: its result. */
  @FunctionalInterface
  private interface Transfer {
    long run(long count);
  }

  /** What is done between two files that are open for it: its result. */
  @FunctionalInterface
  private interface Between {
    int run(OpenFile in, OpenFile out);
  }

  /** Holds both files during {@code action}; EBADF where one is not open for it. */
  private static int between(Task task, int inFd, int outFd, Between action) {
    OpenFile in = Files.get(task, inFd);
    try {
      OpenFile out = Files.get(task, outFd);
      try {
        return in.readable() && out.writable() ? action.run(in, out) : -Errno.EBADF;
      } finally {
        out.release();
      }
    } finally {
      in.release();
    }
  }

  /** A 64-bit file offset of the guest in host memory; the guest's copy follows by itself. */
  private static long offset64(Task task, int address) {
    if (address == 0) {
      return 0;
    }
    UserMemory.in(task, address, 8);
    return UserMemory.out(task, address, 8);
  }

  /**
   * Runs a transfer until something moved; waits for the side that is not ready in between.
   *
   * @param count bytes that are wanted
   * @param waits whether to wait at all
   */
  private static int run(
      Task task, OpenFile in, OpenFile out, long count, boolean waits, Transfer transfer) {
    int refused = background(task, in, out);
    if (refused < 0) {
      return refused;
    }
    while (true) {
      long possible = ready(out, PollEvents.POLLOUT, ready(in, PollEvents.POLLIN, count));
      long result = possible == 0 && count != 0 ? -Errno.EAGAIN : transfer.run(possible);
      if (result != -Errno.EAGAIN || !waits) {
        return (int) Files.pipeSignal(task, result);
      }
      FileOperations source = in.operations();
      boolean sourceReady =
          source.descriptor() < 0
              || HostDescriptors.ready(source.descriptor(), PollEvents.POLLIN) != 0;
      int slept =
          sourceReady
              ? Files.await(task, out.operations(), PollEvents.POLLOUT)
              : Files.await(task, source, PollEvents.POLLIN);
      if (slept < 0) {
        return slept;
      }
    }
  }

  /** A background process must not take what is typed, nor write where TOSTOP forbids it. */
  private static int background(Task task, OpenFile in, OpenFile out) {
    int refused = 0;
    if (in.operations() instanceof HostFile source && source.isTerminal()) {
      refused = TerminalAccess.checkRead(task, source);
    }
    return refused == 0 && out.operations() instanceof HostFile target
        ? TerminalAccess.checkWrite(task, target)
        : refused;
  }

  private static long ready(OpenFile file, int event, long count) {
    return file.operations() instanceof HostFile host ? host.ready(event, count) : count;
  }

  public static int sendfile(Task task, int out, int in, int offset, int count) {
    if (offset == 0) {
      return sendfile64(task, out, in, 0, count);
    }
    Uaccess user = task.mm.uaccess();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment wide = arena.allocate(8, 8);
      long start = user.getInt(offset);
      if (start < 0) {
        return -Errno.EINVAL;
      }
      wide.set(ValueLayout.JAVA_LONG, 0, start);
      int result = sendfileAt(task, out, in, wide.address(), count);
      user.putInt(offset, (int) wide.get(ValueLayout.JAVA_LONG, 0));
      return result;
    }
  }

  public static int sendfile64(Task task, int out, int in, int offset, int count) {
    return sendfileAt(task, out, in, offset64(task, offset), count);
  }

  private static int sendfileAt(Task task, int outFd, int inFd, long offset, int count) {
    if (count < 0) {
      return -Errno.EINVAL;
    }
    long length = Math.min(count, UserMemory.MAX_RW_COUNT);
    return between(
        task,
        inFd,
        outFd,
        (in, out) -> {
          if (!(in.operations() instanceof HostFile source
              && out.operations() instanceof HostFile target)) {
            return copy(task, in, out, offset, length);
          }
          return run(
              task,
              in,
              out,
              length,
              !out.nonBlocking(),
              possible -> HostDescriptors.sendfile(target.fd(), source.fd(), offset, possible));
        });
  }

  // One side lives in this JVM: an ordinary read and write of one buffer's worth.
  private static int copy(Task task, OpenFile in, OpenFile out, long offset, long length) {
    try (Arena arena = Arena.ofConfined()) {
      int size = (int) Math.min(length, 1 << 16);
      long buffer = arena.allocate(Math.max(size, 1)).address();
      long position = offset == 0 ? -1 : HostBytes.getLong(offset);
      long read =
          offset == 0
              ? in.operations().read(in, buffer, size)
              : in.operations().pread(in, buffer, size, position);
      if (read <= 0) {
        return (int) read;
      }
      long written = ReadWrite.writeAll(task, out, buffer, read);
      if (written > 0 && offset != 0) {
        HostBytes.setLong(offset, position + written);
      }
      return (int) written;
    }
  }

  public static int splice(
      Task task, int inFd, int inOffset, int outFd, int outOffset, int length, int flags) {
    if ((flags & ~SPLICE_F_ALL) != 0) {
      return -Errno.EINVAL;
    }
    if (length == 0) {
      return 0;
    }
    long from = offset64(task, inOffset);
    long to = offset64(task, outOffset);
    long count = Math.min(Integer.toUnsignedLong(length), UserMemory.MAX_RW_COUNT);
    return between(
        task,
        inFd,
        outFd,
        (in, out) -> {
          int source = Files.hostFd(in, Errno.EINVAL);
          int target = Files.hostFd(out, Errno.EINVAL);
          boolean waits =
              (flags & SPLICE_F_NONBLOCK) == 0 && !(in.nonBlocking() && out.nonBlocking());
          return run(
              task,
              in,
              out,
              count,
              waits,
              possible ->
                  HostDescriptors.splice(
                      source, from, target, to, possible, flags | SPLICE_F_NONBLOCK));
        });
  }

  public static int tee(Task task, int inFd, int outFd, int length, int flags) {
    if ((flags & ~SPLICE_F_ALL) != 0) {
      return -Errno.EINVAL;
    }
    if (length == 0) {
      return 0;
    }
    long count = Math.min(Integer.toUnsignedLong(length), UserMemory.MAX_RW_COUNT);
    return between(
        task,
        inFd,
        outFd,
        (in, out) -> {
          int source = Files.hostFd(in, Errno.EINVAL);
          int target = Files.hostFd(out, Errno.EINVAL);
          return run(
              task,
              in,
              out,
              count,
              (flags & SPLICE_F_NONBLOCK) == 0,
              possible -> HostDescriptors.tee(source, target, possible, flags | SPLICE_F_NONBLOCK));
        });
  }

  /**
   * A pipe gets a copy of the guest's pages, as by writev: guest pages may be unmapped at any time,
   * and pages of ours must not stay in a pipe.
   */
  public static int vmsplice(Task task, int fd, int vector, int count, int flags) {
    if ((flags & ~SPLICE_F_ALL) != 0) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.get(task, fd);
    boolean pipe = file.operations() instanceof HostFile host && host.isPipe();
    boolean writes = file.writable();
    file.release();
    if (!pipe) {
      return -Errno.EBADF;
    }
    return writes
        ? VectorIo.writev(task, fd, vector, count)
        : VectorIo.readv(task, fd, vector, count);
  }

  public static int copyFileRange(
      Task task, int inFd, int inOffset, int outFd, int outOffset, int length, int flags) {
    if (flags != 0) {
      return -Errno.EINVAL;
    }
    long from = offset64(task, inOffset);
    long to = offset64(task, outOffset);
    long count = Math.min(Integer.toUnsignedLong(length), UserMemory.MAX_RW_COUNT);
    return between(
        task,
        inFd,
        outFd,
        (in, out) ->
            (int)
                HostDescriptors.copyFileRange(
                    Files.hostFd(in, Errno.EINVAL),
                    from,
                    Files.hostFd(out, Errno.EINVAL),
                    to,
                    count,
                    0));
  }
}
