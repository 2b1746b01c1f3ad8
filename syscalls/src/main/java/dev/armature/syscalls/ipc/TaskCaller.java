package dev.armature.syscalls.ipc;

import dev.armature.ipc.IpcCaller;
import dev.armature.task.Task;

/** A task as the IPC objects see it. */
record TaskCaller(Task task) implements IpcCaller {
  @Override
  public int pid() {
    return task.pid();
  }

  @Override
  public int euid() {
    return task.cred.euid();
  }

  @Override
  public int egid() {
    return task.cred.egid();
  }

  @Override
  public boolean inGroup(int group) {
    return group == task.cred.egid() || task.cred.inGroup(group);
  }

  @Override
  public boolean capable() {
    return task.cred.capable();
  }
}
