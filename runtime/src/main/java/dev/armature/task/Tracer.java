package dev.armature.task;

import dev.armature.signal.SigInfo;

/**
 * Watches the system calls and signals of all tasks of a machine: what strace-like output is made
 * from. Called in the task's own thread.
 */
public interface Tracer {
  /** A call is about to run; the arguments are in r0..r6 of {@code task.cpu}. */
  void enter(Task task, int number);

  /** The call has returned; a restart code may be the result. */
  void exit(Task task, int number, int result);

  /** A signal is about to be delivered to a handler, or kills. */
  void signal(Task task, SigInfo info);

  /** The task has ended; {@code status} as wait4 tells it. */
  void ended(Task task, int status);
}
