package dev.armature.task;

import dev.armature.abi.PollEvents;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.FileStatus;
import dev.armature.vfs.Readiness;

/**
 * A pidfd ({@code kernel/pid.c}, {@code fs/pidfs.c}): a descriptor that stands for a process, is
 * readable once that has ended and never means another process with the same id.
 */
public final class PidFd implements FileOperations, Readiness {
  private final ThreadGroup group;

  public PidFd(ThreadGroup group) {
    this.group = group;
  }

  public ThreadGroup group() {
    return group;
  }

  /** Whether the process has been waited for, so that its id may mean another. */
  public boolean reaped() {
    return group.kernel.group(group.pid) != group;
  }

  @Override
  public Readiness readiness() {
    return this;
  }

  @Override
  public int events() {
    int ended = PollEvents.POLLIN | PollEvents.POLLRDNORM;
    return reaped() ? ended | PollEvents.POLLHUP : group.zombie() ? ended : 0;
  }

  @Override
  public void subscribe(Runnable changed) {
    group.exited.add(changed);
  }

  @Override
  public void unsubscribe(Runnable changed) {
    group.exited.remove(changed);
  }

  @Override
  public FileStatus status() {
    return FileStatus.anonymous();
  }

  @Override
  public String path() {
    return "anon_inode:[pidfd]";
  }

  @Override
  public String fdinfo() {
    int pid = reaped() ? -1 : group.pid;
    return "Pid:\t" + pid + "\nNSpid:\t" + pid + "\n";
  }
}
