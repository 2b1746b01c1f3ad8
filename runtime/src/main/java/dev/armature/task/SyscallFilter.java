package dev.armature.task;

/**
 * What a task's calls are filtered by, as clone and exit know it (package seccomp has the rest).
 */
public interface SyscallFilter {
  /** One more task is filtered. */
  void use();

  /** One task less. */
  void unuse();

  /** How many filters there are, this one and those below it. */
  int count();
}
