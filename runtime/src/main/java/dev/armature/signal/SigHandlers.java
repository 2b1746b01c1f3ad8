package dev.armature.signal;

import java.util.Arrays;

/**
 * The actions of a process for all signals ({@code sighand_struct}). Reads and writes happen under
 * the lock of the process's signal state; tasks cloned with CLONE_SIGHAND share it.
 */
public final class SigHandlers {
  private final SigAction[] actions = new SigAction[Signals.NSIG];

  public SigHandlers() {
    Arrays.fill(actions, SigAction.DEFAULT);
  }

  public SigAction get(int signo) {
    return actions[signo - 1];
  }

  public void set(int signo, SigAction action) {
    actions[signo - 1] = action;
  }

  /** What fork gives the child. */
  public SigHandlers copy() {
    SigHandlers copy = new SigHandlers();
    System.arraycopy(actions, 0, copy.actions, 0, actions.length);
    return copy;
  }

  /**
   * What execve leaves: caught signals back to the default, ignored ones stay ({@code
   * flush_signal_handlers}).
   */
  public void resetCaught() {
    for (int i = 0; i < actions.length; i++) {
      actions[i] =
          actions[i].handler() == SigAction.SIG_IGN
              ? new SigAction(SigAction.SIG_IGN, 0, 0, 0)
              : SigAction.DEFAULT;
    }
  }

  /** Whether a signal with this action is thrown away when sent ({@code sig_handler_ignored}). */
  public boolean ignored(int signo) {
    int handler = get(signo).handler();
    return handler == SigAction.SIG_IGN
        || (handler == SigAction.SIG_DFL && Signals.has(Signals.IGNORED, signo));
  }
}
