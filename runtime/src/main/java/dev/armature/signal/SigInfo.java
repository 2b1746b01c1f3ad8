package dev.armature.signal;

import dev.armature.machine.GuestMemory;

/**
 * A queued signal with what the kernel knows about it ({@code kernel_siginfo}).
 *
 * @param signo the signal
 * @param errno almost always 0
 * @param code {@code si_code}
 * @param fields the words after si_code, in the layout user code sees; at most 29
 */
public record SigInfo(int signo, int errno, int code, int[] fields) {
  /** Bytes of a {@code siginfo_t}. */
  public static final int SIZE = 128;

  public static final int SI_USER = 0;
  public static final int SI_KERNEL = 0x80;
  public static final int SI_QUEUE = -1;
  public static final int SI_TIMER = -2;
  public static final int SI_MESGQ = -3;
  public static final int SI_TKILL = -6;

  public static final int ILL_ILLOPC = 1;
  public static final int ILL_ILLTRP = 4;
  public static final int FPE_INTDIV = 1;
  public static final int SEGV_MAPERR = 1;
  public static final int SEGV_ACCERR = 2;
  public static final int BUS_ADRALN = 1;
  public static final int BUS_ADRERR = 2;
  public static final int TRAP_BRKPT = 1;
  public static final int TRAP_TRACE = 2;
  public static final int CLD_EXITED = 1;
  public static final int CLD_KILLED = 2;
  public static final int CLD_DUMPED = 3;
  public static final int CLD_TRAPPED = 4;
  public static final int CLD_STOPPED = 5;
  public static final int CLD_CONTINUED = 6;

  private static final int MAX_FIELDS = SIZE / 4 - 3;

  /** From kill, tgkill and the like. */
  public static SigInfo fromUser(int signo, int code, int pid, int uid) {
    return new SigInfo(signo, 0, code, new int[] {pid, uid});
  }

  /** From the kernel itself, no more to say. */
  public static SigInfo fromKernel(int signo) {
    return new SigInfo(signo, 0, SI_KERNEL, new int[0]);
  }

  /** A fault at an address. */
  public static SigInfo fault(int signo, int code, int address) {
    return new SigInfo(signo, 0, code, new int[] {address});
  }

  /** About a child. Times are clock ticks. */
  public static SigInfo child(int code, int pid, int uid, int status, int utime, int stime) {
    return new SigInfo(Signals.SIGCHLD, 0, code, new int[] {pid, uid, status, utime, stime});
  }

  /** A POSIX timer's expiry: id, overruns, value. */
  public static SigInfo timer(int signo, int id, int overrun, int value) {
    return new SigInfo(signo, 0, SI_TIMER, new int[] {id, overrun, value});
  }

  /**
   * Whether it queues although its signal waits already: a POSIX timer has an entry of its own
   * ({@code send_sigqueue}).
   */
  boolean queuedAlways() {
    return code == SI_TIMER;
  }

  /** Sets the overruns of a timer's expiry when it is delivered ({@code posixtimer_rearm}). */
  public void setOverrun(int overrun) {
    fields[1] = overrun;
  }

  /** Word {@code index} after si_code; 0 when it is not used. */
  public int field(int index) {
    return index < fields.length ? fields[index] : 0;
  }

  /** The same with another code, for children that report by another signal than SIGCHLD. */
  public SigInfo withSigno(int other) {
    return new SigInfo(other, errno, code, fields);
  }

  /** Writes the 128 bytes of {@code siginfo_t}. */
  public void write(GuestMemory memory, int address) {
    memory.store32(address, signo);
    memory.store32(address + 4, errno);
    memory.store32(address + 8, code);
    for (int i = 0; i < MAX_FIELDS; i++) {
      memory.store32(address + 12 + 4 * i, field(i));
    }
  }

  /** Reads a {@code siginfo_t} given to rt_sigqueueinfo. */
  public static SigInfo read(GuestMemory memory, int address) {
    int used = 0;
    int[] words = new int[MAX_FIELDS];
    for (int i = 0; i < MAX_FIELDS; i++) {
      words[i] = memory.load32(address + 12 + 4 * i);
      if (words[i] != 0) {
        used = i + 1;
      }
    }
    return new SigInfo(
        memory.load32(address),
        memory.load32(address + 4),
        memory.load32(address + 8),
        java.util.Arrays.copyOf(words, used));
  }
}
