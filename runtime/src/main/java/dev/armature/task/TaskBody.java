package dev.armature.task;

/** What a guest thread executes from its start to its end: the user loop. */
@FunctionalInterface
public interface TaskBody {
  void run(Task task);
}
