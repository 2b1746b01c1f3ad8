package dev.armature.wait;

import dev.armature.abi.Errno;
import dev.armature.host.BlockingPipe;
import dev.armature.host.HostFutex;
import dev.armature.host.WakeFd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.BooleanSupplier;

/**
 * The one way a guest thread sleeps in the kernel.
 *
 * <p>Whoever has something for the thread makes it visible first (sets the flag, queues the event)
 * and then calls {@link #wake}; the sleeper looks at its condition only after it has announced that
 * it sleeps. So no wake-up is lost, whether the thread is parked in Java or blocked in the host's
 * {@code ppoll} on descriptors or {@code read} of a pipe. The host descriptor behind it exists only
 * once a thread has waited on host descriptors.
 *
 * <p>Timeouts are nanoseconds; negative means none.
 */
public final class Sleeper implements AutoCloseable {
  /** How a sleep ended. */
  public enum Result {
    /** The condition holds, or a descriptor has events. */
    READY,
    TIMEOUT,
    /** The task has a signal to deal with: return one of the restart codes. */
    INTERRUPTED
  }

  /** No time limit. */
  public static final long FOREVER = -1;

  private static final BooleanSupplier NEVER = () -> false;

  /** Some 10 microseconds: about what parking and unparking cost. */
  private static final int MAX_SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 256 : 0;

  private static final int FIRST_SPINS = MAX_SPINS / 4;

  /**
   * One in so many looks is long again: two threads that wait for each other would else park for
   * ever, since neither answers while the other looks.
   */
  private static final int RETRY = 64;

  private final BooleanSupplier interrupted;

  /** Set while the owner is, or is about to be, in the host's ppoll. */
  private volatile boolean polling;

  /** Where the owner sleeps when it waits for no descriptor. */
  private final HostFutex parking = new HostFutex();

  /** How often to look before parking. Owner only. */
  private int spins = FIRST_SPINS;

  /** How often in a row looking did not help. Owner only. */
  private int failures;

  private volatile boolean sleeping;

  /** What ends the present sleep. Written before {@link #sleeping}. */
  private BooleanSupplier endedBy;

  private volatile WakeFd wakeFd;

  /** What the owner reads from, or is about to. Taken away under this monitor. */
  private volatile BlockingPipe reading;

  /** Whether {@link #reading} was interrupted for the owner. Guarded by this monitor. */
  private boolean readInterrupted;

  /** The owner as the host knows it; 0 before the first {@link #read}. */
  private int hostThread;

  private MemorySegment single;

  /**
   * @param interrupted whether the task has a signal pending; read at any time by the owner
   */
  public Sleeper(BooleanSupplier interrupted) {
    this.interrupted = interrupted;
  }

  /** Ends the current sleep, so that the owner looks at its conditions again. Any thread. */
  public void wake() {
    if (polling) {
      WakeFd fd = wakeFd;
      if (fd != null) {
        fd.signal();
      }
    }
    if (reading != null) {
      interruptRead();
    }
    parking.wake();
  }

  private synchronized void interruptRead() {
    if (reading != null && !readInterrupted) {
      readInterrupted = true;
      reading.interrupt(hostThread);
    }
  }

  /**
   * Sleeps until {@code ready}, a signal, or the time-out. Once {@code ready} has said yes it is
   * not asked again: it may be what takes the thing that was waited for.
   */
  public Result await(BooleanSupplier ready, long timeoutNs) {
    return await(ready, timeoutNs, interrupted);
  }

  /**
   * Sleeps until {@code ready} or the time-out, whatever ordinary signals come: TASK_KILLABLE and
   * the stopped states.
   *
   * @param killed what ends the sleep early with {@link Result#INTERRUPTED}
   */
  public Result await(BooleanSupplier ready, long timeoutNs, BooleanSupplier killed) {
    endedBy = killed;
    sleeping = true;
    try {
      if (timeoutNs != 0 && spin(ready, killed)) {
        return Result.READY;
      }
      return awaitLoop(ready, timeoutNs, killed);
    } finally {
      parking.cancel();
      sleeping = false;
    }
  }

  /**
   * Whether the owner sleeps, as /proc shows it: once a signal has come it runs again ({@code
   * signal_wake_up}), however long it takes until the host lets it.
   */
  public boolean sleeping() {
    return sleeping && !endedBy.getAsBoolean();
  }

  private Result awaitLoop(BooleanSupplier ready, long timeoutNs, BooleanSupplier killed) {
    long deadline = deadline(timeoutNs);
    while (true) {
      parking.prepare();
      if (ready.getAsBoolean()) {
        return Result.READY;
      }
      if (killed.getAsBoolean()) {
        return Result.INTERRUPTED;
      }
      long left = -1;
      if (timeoutNs >= 0) {
        left = deadline - System.nanoTime();
        if (left <= 0) {
          return Result.TIMEOUT;
        }
      }
      parking.await(left);
    }
  }

  /**
   * Looks a few times before the thread parks: what another processor is about to do is often done
   * before a thread could go to sleep and be woken. Looks more often while that helps, and hardly
   * ever when it does not: on one processor looking only keeps the other thread away.
   *
   * @return whether {@code ready} held; it is not asked again then, for it may have taken something
   */
  private boolean spin(BooleanSupplier ready, BooleanSupplier killed) {
    for (int i = 0; i < spins; i++) {
      boolean now = ready.getAsBoolean();
      if (now || killed.getAsBoolean()) {
        spins = Math.min(spins * 2 + 1, MAX_SPINS);
        failures = 0;
        return now;
      }
      Thread.onSpinWait();
    }
    spins = ++failures % RETRY == 0 ? FIRST_SPINS : spins / 2;
    return false;
  }

  /** Sleeps for a time, or until a signal comes. Never {@link Result#READY}. */
  public Result sleep(long timeoutNs) {
    return await(NEVER, timeoutNs);
  }

  /**
   * Waits until host descriptor {@code fd} has one of {@code events} (POLLIN, POLLOUT, ...; errors
   * and hang-ups count always), a signal comes, or time is up. Then perform the operation without
   * blocking, and wait again when it says EAGAIN.
   */
  public Result awaitFd(int fd, int events, long timeoutNs) {
    if (single == null) {
      single = Arena.ofAuto().allocate(2L * WakeFd.POLLFD_SIZE, 8);
    }
    single.set(ValueLayout.JAVA_INT, 0, fd);
    single.set(ValueLayout.JAVA_INT, 4, events & 0xffff);
    return poll(single, 1, NEVER, timeoutNs);
  }

  /**
   * Reads from a pipe of the host, waiting in the host's call for the first byte.
   *
   * @return the count, 0 at the end; {@code -EAGAIN} when a signal or {@link #wake} ended the wait:
   *     look, and go on with {@link #awaitFd}
   */
  public long read(BlockingPipe pipe, long buffer, long count) {
    if (hostThread == 0) {
      hostThread = BlockingPipe.thisThread();
    }
    reading = pipe;
    endedBy = interrupted;
    sleeping = true;
    long result = -Errno.EAGAIN;
    try {
      if (!interrupted.getAsBoolean()) {
        result = pipe.read(buffer, count);
      }
    } finally {
      sleeping = false;
      leaveRead(pipe);
    }
    return result == -Errno.EINTR ? -Errno.EAGAIN : result;
  }

  private synchronized void leaveRead(BlockingPipe pipe) {
    reading = null;
    if (readInterrupted) {
      readInterrupted = false;
      pipe.resume();
    }
  }

  /**
   * Waits on several host descriptors and a condition of our own.
   *
   * @param pollfds host {@code struct pollfd}s with <em>one unused entry after the last</em>;
   *     revents are filled in as {@code ppoll} does
   * @param count entries in use, may be 0
   * @param ready looked at before sleeping and after each {@link #wake}
   * @return READY when {@code ready} holds or at least one entry has revents
   */
  public Result poll(MemorySegment pollfds, int count, BooleanSupplier ready, long timeoutNs) {
    WakeFd fd = wakeFd;
    if (fd == null) {
      fd = new WakeFd();
      wakeFd = fd;
    }
    long deadline = deadline(timeoutNs);
    polling = true;
    endedBy = interrupted;
    sleeping = true;
    try {
      while (true) {
        long left = -1;
        if (timeoutNs >= 0) {
          left = Math.max(0, deadline - System.nanoTime());
        }
        boolean now = ready.getAsBoolean();
        // A signal does not hide descriptors that are ready: look at them once, without waiting.
        boolean signal = interrupted.getAsBoolean();
        if (fd.poll(pollfds, count, now || signal ? 0 : left) > 0 || now) {
          return Result.READY;
        }
        if (signal) {
          return Result.INTERRUPTED;
        }
        if (left == 0) {
          return Result.TIMEOUT;
        }
      }
    } finally {
      polling = false;
      sleeping = false;
    }
  }

  /** Releases the host descriptor. The owner calls it last. */
  @Override
  public void close() {
    WakeFd fd = wakeFd;
    if (fd != null) {
      fd.close();
    }
  }

  private static long deadline(long timeoutNs) {
    // Far deadlines are cut to 146 years, so that differences of nanoTime never overflow.
    return System.nanoTime() + Math.min(Math.max(timeoutNs, 0), Long.MAX_VALUE / 2);
  }
}
