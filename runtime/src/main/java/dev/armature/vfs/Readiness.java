package dev.armature.vfs;

/**
 * Whether a file that no host descriptor stands for is ready, and word of changes: what {@code
 * poll_wait} is in the kernel. It may depend on who asked for it (a signalfd shows the signals of
 * the one that polls).
 */
public interface Readiness {
  /** Events of {@link dev.armature.abi.PollEvents} that hold now. Any thread may ask. */
  int events();

  /** Calls {@code changed} whenever an event may have come; calls too many do no harm. */
  void subscribe(Runnable changed);

  /** Ends a subscription with the same object. */
  void unsubscribe(Runnable changed);
}
