package dev.armature.task;

import dev.armature.signal.SigInfo;

/** Stands for the tracer of a task that nobody watches, or nobody any more. */
public final class NoTracer implements Tracer {
  public static final Tracer INSTANCE = new NoTracer();

  private NoTracer() {}

  @Override
  public boolean watches(int number) {
    return false;
  }

  @Override
  public void began(Task task, long nanos) {}

  @Override
  public int enter(Task task, int number, boolean oldAbi) {
    return number;
  }

  @Override
  public int exit(Task task, int number, boolean oldAbi, int result) {
    return result;
  }

  @Override
  public void signal(Task task, SigInfo info) {}

  @Override
  public void stopped(Task task, int signo) {}

  @Override
  public boolean created(Task parent, Task child) {
    return false;
  }

  @Override
  public void executed(Task task, int formerTid) {}

  @Override
  public void ended(Task task, int status) {}
}
