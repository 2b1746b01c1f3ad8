package dev.armature.task;

/** What restart_syscall runs: the rest of an interrupted sleep ({@code struct restart_block}). */
@FunctionalInterface
public interface RestartBlock {
  /** Same results as a handler. */
  int restart(Task task);
}
