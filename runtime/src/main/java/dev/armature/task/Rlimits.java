package dev.armature.task;

import dev.armature.mm.MemoryLimits;

/**
 * Resource limits of a process, 64 bits wide as the kernel keeps them; {@link #INFINITY} is no
 * limit.
 */
public final class Rlimits {
  public static final int CPU = 0;
  public static final int FSIZE = 1;
  public static final int DATA = 2;
  public static final int STACK = 3;
  public static final int CORE = 4;
  public static final int RSS = 5;
  public static final int NPROC = 6;
  public static final int NOFILE = 7;
  public static final int MEMLOCK = 8;
  public static final int AS = 9;
  public static final int LOCKS = 10;
  public static final int SIGPENDING = 11;
  public static final int MSGQUEUE = 12;
  public static final int NICE = 13;
  public static final int RTPRIO = 14;
  public static final int RTTIME = 15;

  /** How many there are. */
  public static final int COUNT = 16;

  public static final long INFINITY = -1;

  private final long[] soft = new long[COUNT];
  private final long[] hard = new long[COUNT];

  /** The limits of the first process. */
  public Rlimits(long stackSize) {
    for (int i = 0; i < COUNT; i++) {
      set(i, INFINITY, INFINITY);
    }
    set(STACK, stackSize, INFINITY);
    set(CORE, 0, INFINITY);
    set(NPROC, 30_000, 30_000);
    set(NOFILE, 1024, 524_288);
    set(MEMLOCK, 8 << 20, 8 << 20);
    set(SIGPENDING, 30_000, 30_000);
    set(MSGQUEUE, 819_200, 819_200);
    set(NICE, 0, 0);
    set(RTPRIO, 0, 0);
  }

  /** What fork gives the child. */
  public synchronized Rlimits copy() {
    Rlimits copy = new Rlimits(0);
    System.arraycopy(soft, 0, copy.soft, 0, COUNT);
    System.arraycopy(hard, 0, copy.hard, 0, COUNT);
    return copy;
  }

  /** The limits that memory calls obey, always current. */
  MemoryLimits memoryLimits() {
    return new MemoryLimits() {
      @Override
      public long addressSpace() {
        return soft(AS);
      }

      @Override
      public long data() {
        return soft(DATA);
      }

      @Override
      public long stack() {
        return soft(Rlimits.STACK);
      }

      @Override
      public long memlock() {
        return soft(MEMLOCK);
      }
    };
  }

  public synchronized long soft(int resource) {
    return soft[resource];
  }

  public synchronized long hard(int resource) {
    return hard[resource];
  }

  public synchronized void set(int resource, long softLimit, long hardLimit) {
    soft[resource] = softLimit;
    hard[resource] = hardLimit;
  }
}
