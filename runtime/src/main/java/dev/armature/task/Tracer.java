package dev.armature.task;

import dev.armature.signal.SigInfo;

/**
 * Watches the system calls and signals of all tasks of a machine, and may tamper with the calls:
 * what strace-like output is made from ({@code trace_sys_enter} and {@code trace_sys_exit}, with
 * what ptrace's events tell). Called in the task's own thread but where a method says otherwise,
 * never with a lock of the kernel's held. What a tracer does not implement it neither sees nor
 * changes.
 */
public interface Tracer {
  /** What {@link #enter} returns for a call that is not to run. */
  int SKIP = -1;

  /**
   * Whether {@link #enter} and {@link #exit} have to see the calls with this number. What is
   * answered must not change; other calls cost next to nothing.
   */
  default boolean watches(int number) {
    return true;
  }

  /**
   * The machine's first task has its program and is about to run. Called in another thread.
   *
   * @param nanos what the execve took that gave it the program
   */
  default void began(Task task, long nanos) {}

  /**
   * A call is about to run; the arguments are in r0..r6 of {@code task.cpu}.
   *
   * @param oldAbi whether it came by the old ABI
   * @return the number of the call to run instead of it, usually {@code number}, or {@link #SKIP}:
   *     then r0 becomes -ENOSYS and {@link #exit} is asked for the result
   */
  default int enter(Task task, int number, boolean oldAbi) {
    return number;
  }

  /**
   * The call has returned.
   *
   * @param result r0; a restart code may be among the results
   * @return what r0 gets, usually {@code result}
   */
  default int exit(Task task, int number, boolean oldAbi, int result) {
    return result;
  }

  /**
   * A signal was taken from the queues, whatever becomes of it: a handler, a stop, death, or
   * nothing.
   */
  default void signal(Task task, SigInfo info) {}

  /** The task takes part in a stop of its process by {@code signo}. */
  default void stopped(Task task, int signo) {}

  /**
   * {@code parent} has made {@code child}, which has not run yet. Called in the parent's thread.
   *
   * @return whether the child is watched as well
   */
  default boolean created(Task parent, Task child) {
    return false;
  }

  /**
   * execve has replaced the program.
   *
   * @param formerTid the id of the task before it, another one than now when it was not the leader
   */
  default void executed(Task task, int formerTid) {}

  /** The task has ended; {@code status} as wait4 tells it. */
  default void ended(Task task, int status) {}
}
