package dev.armature.task;

import dev.armature.vfs.ProcessView;
import dev.armature.vfs.SystemView;

/** The machine as {@code /proc} shows it. */
final class ProcSystem implements SystemView {
  private final Kernel kernel;

  ProcSystem(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public int[] pids() {
    return kernel.groups().stream().mapToInt(group -> group.pid).toArray();
  }

  @Override
  public ProcessView process(int pid) {
    ThreadGroup group = kernel.group(pid);
    if (group == null) {
      Task task = kernel.task(pid);
      group = task == null ? null : task.group;
    }
    return group == null ? null : new ProcProcess(group);
  }

  @Override
  public String release() {
    return kernel.config.release();
  }

  @Override
  public String version() {
    return MachineConfig.VERSION;
  }

  @Override
  public String cpuInfo() {
    return CpuInfo.text(kernel.config.cpu());
  }

  @Override
  public String sysvipc(String name) {
    return kernel.ipc.proc(name);
  }
}
