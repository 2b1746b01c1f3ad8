package dev.armature.entry;

/**
 * Where a guest thread is, in user code or in the kernel, checked at every transition: what the
 * kernel's context tracking with its warnings is ({@code kernel/context_tracking.c}). Only with
 * {@link dev.armature.task.Kernel#debugEntry}; a wrong transition is a defect of ours and ends the
 * process with a message.
 */
final class ContextTracking {
  private enum Context {
    USER,
    KERNEL
  }

  /** A new thread comes from the kernel ({@code ret_from_fork}). */
  private Context context = Context.KERNEL;

  /** Entries that have not been left. */
  private int nesting = 1;

  private long transitions;

  /** The thread enters the kernel by SVC, a fault, or because work is pending. */
  void enterFromUserMode() {
    check(Context.USER, 0, "enters the kernel");
    context = Context.KERNEL;
    nesting++;
    transitions++;
  }

  /** The next thing the thread does is execute guest code. */
  void exitToUserMode() {
    check(Context.KERNEL, 1, "goes to user code");
    context = Context.USER;
    nesting--;
    transitions++;
  }

  /** Kernel work is about to be done. */
  void assertInKernel(String what) {
    check(Context.KERNEL, 1, what);
  }

  private void check(Context wanted, int depth, String what) {
    if (context != wanted || nesting != depth) {
      throw new IllegalStateException(
          "context tracking: %s in %s context, nesting %d, after %d transitions"
              .formatted(what, context, nesting, transitions));
    }
  }
}
