package dev.armature.signal;

/** The signals of Linux/ARM ({@code asm/signal.h}) and sets of them as 64-bit masks. */
public final class Signals {
  public static final int SIGHUP = 1;
  public static final int SIGINT = 2;
  public static final int SIGQUIT = 3;
  public static final int SIGILL = 4;
  public static final int SIGTRAP = 5;
  public static final int SIGABRT = 6;
  public static final int SIGBUS = 7;
  public static final int SIGFPE = 8;
  public static final int SIGKILL = 9;
  public static final int SIGUSR1 = 10;
  public static final int SIGSEGV = 11;
  public static final int SIGUSR2 = 12;
  public static final int SIGPIPE = 13;
  public static final int SIGALRM = 14;
  public static final int SIGTERM = 15;
  public static final int SIGSTKFLT = 16;
  public static final int SIGCHLD = 17;
  public static final int SIGCONT = 18;
  public static final int SIGSTOP = 19;
  public static final int SIGTSTP = 20;
  public static final int SIGTTIN = 21;
  public static final int SIGTTOU = 22;
  public static final int SIGURG = 23;
  public static final int SIGXCPU = 24;
  public static final int SIGXFSZ = 25;
  public static final int SIGVTALRM = 26;
  public static final int SIGPROF = 27;
  public static final int SIGWINCH = 28;
  public static final int SIGIO = 29;
  public static final int SIGPWR = 30;
  public static final int SIGSYS = 31;

  /** The first real-time signal. */
  public static final int SIGRTMIN = 32;

  /** The highest signal. */
  public static final int NSIG = 64;

  /** SIGKILL and SIGSTOP: can't be blocked, caught or ignored. */
  public static final long UNBLOCKABLE = bit(SIGKILL) | bit(SIGSTOP);

  /** What the processor raises itself; delivered before all others ({@code SYNCHRONOUS_MASK}). */
  public static final long SYNCHRONOUS =
      bit(SIGSEGV) | bit(SIGBUS) | bit(SIGILL) | bit(SIGTRAP) | bit(SIGFPE) | bit(SIGSYS);

  /** Signals whose default stops the process ({@code SIG_KERNEL_STOP_MASK}). */
  public static final long STOP = bit(SIGSTOP) | bit(SIGTSTP) | bit(SIGTTIN) | bit(SIGTTOU);

  /** Signals whose default is to be ignored ({@code SIG_KERNEL_IGNORE_MASK}). */
  public static final long IGNORED = bit(SIGCONT) | bit(SIGCHLD) | bit(SIGWINCH) | bit(SIGURG);

  /** Signals whose default dumps core ({@code SIG_KERNEL_COREDUMP_MASK}). */
  public static final long CORE =
      bit(SIGQUIT)
          | bit(SIGILL)
          | bit(SIGTRAP)
          | bit(SIGABRT)
          | bit(SIGFPE)
          | bit(SIGSEGV)
          | bit(SIGBUS)
          | bit(SIGSYS)
          | bit(SIGXCPU)
          | bit(SIGXFSZ);

  private static final String[] NAMES = {
    "0", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private Signals() {}

  /** The mask with just {@code signal}, 1..64. */
  public static long bit(int signal) {
    return 1L << (signal - 1);
  }

  /** Whether {@code set} has {@code signal}. */
  public static boolean has(long set, int signal) {
    return (set & bit(signal)) != 0;
  }

  /** Whether {@code signal} is a number a signal can have. */
  public static boolean valid(int signal) {
    return signal >= 1 && signal <= NSIG;
  }

  /** {@code SIGHUP}, {@code SIGRT_3}, as strace names them. */
  public static String name(int signal) {
    if (signal >= 0 && signal < NAMES.length) {
      return "SIG" + NAMES[signal];
    }
    return "SIGRT_" + (signal - SIGRTMIN);
  }
}
