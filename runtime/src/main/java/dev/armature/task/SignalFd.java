package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostBytes;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.FileStatus;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.Readiness;

/**
 * A signalfd ({@code fs/signalfd.c}): reading takes signals of the <em>reader's</em> queues, so one
 * that is inherited shows each process its own.
 */
public final class SignalFd implements FileOperations {
  /** Bytes of {@code struct signalfd_siginfo}. */
  public static final int SIGINFO_SIZE = 128;

  private static final int SI_SIGIO = -5;

  private final Kernel kernel;
  private volatile long mask;

  /**
   * @param mask the signals to take
   */
  public SignalFd(Kernel kernel, long mask) {
    this.kernel = kernel;
    setMask(mask);
  }

  /** Changes which signals it takes. */
  public void setMask(long wanted) {
    mask = wanted & ~Signals.UNBLOCKABLE;
    Task task = kernel.current();
    if (task != null) {
      task.group.signalQueued.fire();
    }
  }

  @Override
  public long read(OpenFile file, long buffer, long count) {
    Task task = kernel.current();
    if (count < SIGINFO_SIZE) {
      return -Errno.EINVAL;
    }
    long done = 0;
    while (count - done >= SIGINFO_SIZE) {
      SigInfo info;
      synchronized (task.group.siglock) {
        info = GetSignal.dequeue(task, ~mask);
        Signalling.recalcSigpending(task);
      }
      if (info == null) {
        return done > 0 ? done : -Errno.EAGAIN;
      }
      write(buffer + done, info);
      done += SIGINFO_SIZE;
    }
    return done;
  }

  /** {@code signalfd_copyinfo}: which fields there are depends on who sent it. */
  private static void write(long at, SigInfo info) {
    HostBytes.zero(at, SIGINFO_SIZE);
    HostBytes.setInt(at, info.signo());
    HostBytes.setInt(at + 4, info.errno());
    HostBytes.setInt(at + 8, info.code());
    int signo = info.signo();
    int code = info.code();
    if (code == SigInfo.SI_TIMER) {
      HostBytes.setInt(at + 24, info.field(0));
      HostBytes.setInt(at + 32, info.field(1));
      HostBytes.setLong(at + 48, info.field(2));
      HostBytes.setInt(at + 44, info.field(2));
    } else if (code == SI_SIGIO || code > 0 && code < SigInfo.SI_KERNEL && signo == Signals.SIGIO) {
      HostBytes.setInt(at + 28, info.field(0));
      HostBytes.setInt(at + 20, info.field(1));
    } else if (code > 0 && code < SigInfo.SI_KERNEL && Signals.has(Signals.SYNCHRONOUS, signo)) {
      HostBytes.setLong(at + 72, info.field(0) & 0xffff_ffffL);
    } else if (code > 0 && code < SigInfo.SI_KERNEL && signo == Signals.SIGCHLD) {
      HostBytes.setInt(at + 12, info.field(0));
      HostBytes.setInt(at + 16, info.field(1));
      HostBytes.setInt(at + 40, info.field(2));
      HostBytes.setLong(at + 56, info.field(3));
      HostBytes.setLong(at + 64, info.field(4));
    } else {
      HostBytes.setInt(at + 12, info.field(0));
      HostBytes.setInt(at + 16, info.field(1));
      if (code < 0) {
        HostBytes.setLong(at + 48, info.field(2));
        HostBytes.setInt(at + 44, info.field(2));
      }
    }
  }

  @Override
  public Readiness readiness() {
    Task task = kernel.current();
    return new Readiness() {
      @Override
      public int events() {
        synchronized (task.group.siglock) {
          long waiting = task.pending.set() | task.group.sharedPending.set();
          return (waiting & mask) != 0 ? PollEvents.POLLIN : 0;
        }
      }

      @Override
      public void subscribe(Runnable changed) {
        task.group.signalQueued.add(changed);
      }

      @Override
      public void unsubscribe(Runnable changed) {
        task.group.signalQueued.remove(changed);
      }
    };
  }

  @Override
  public FileStatus status() {
    return FileStatus.anonymous();
  }

  @Override
  public String path() {
    return "anon_inode:[signalfd]";
  }

  @Override
  public String fdinfo() {
    return String.format("sigmask:\t%016x\n", mask);
  }
}
