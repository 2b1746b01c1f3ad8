package dev.armature.abi;

/**
 * The internal results of an interrupted system call ({@code include/linux/errno.h}), negated as
 * handlers return them. The exit path turns each into a restart or -EINTR; user code never sees
 * one.
 */
public final class Restart {
  /** Restart unless a handler without SA_RESTART runs: read, write, wait4, accept. */
  public static final int ERESTARTSYS = -512;

  /** Always restart: fork. */
  public static final int ERESTARTNOINTR = -513;

  /** Restart only when no handler runs: pause, sigsuspend, select, ppoll. */
  public static final int ERESTARTNOHAND = -514;

  /** Restart through restart_syscall: nanosleep, poll, timed futex waits. */
  public static final int ERESTART_RESTARTBLOCK = -516;

  private Restart() {}

  /** Whether {@code result} is one of the codes. */
  public static boolean isCode(int result) {
    return result <= ERESTARTSYS && result >= ERESTART_RESTARTBLOCK && result != -515;
  }
}
