package dev.armature.signal;

/**
 * What a process does with one signal ({@code struct k_sigaction}).
 *
 * @param handler guest location of the handler, {@link #SIG_DFL} or {@link #SIG_IGN}
 * @param flags SA_*
 * @param restorer where the handler returns to when SA_RESTORER is set
 * @param mask signals blocked while the handler runs
 */
public record SigAction(int handler, int flags, int restorer, long mask) {
  public static final int SIG_DFL = 0;
  public static final int SIG_IGN = 1;

  public static final int SA_NOCLDSTOP = 1;
  public static final int SA_NOCLDWAIT = 2;
  public static final int SA_SIGINFO = 4;
  public static final int SA_THIRTYTWO = 0x0200_0000;
  public static final int SA_RESTORER = 0x0400_0000;
  public static final int SA_ONSTACK = 0x0800_0000;
  public static final int SA_RESTART = 0x1000_0000;
  public static final int SA_NODEFER = 0x4000_0000;
  public static final int SA_RESETHAND = 0x8000_0000;

  /** The state of every signal after execve and at the start. */
  public static final SigAction DEFAULT = new SigAction(SIG_DFL, 0, 0, 0);

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Whether a handler of the guest runs. */
  public boolean caught() {
    return handler != SIG_DFL && handler != SIG_IGN;
  }
}
