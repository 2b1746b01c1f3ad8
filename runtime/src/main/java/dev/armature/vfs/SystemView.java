package dev.armature.vfs;

/** The machine as {@code /proc} shows it. */
public interface SystemView {
  /** The processes in rising order. */
  int[] pids();

  /** A process, or {@code null}. Thread ids name their process too. */
  ProcessView process(int pid);

  /** {@code uname -r}. */
  String release();

  /** {@code uname -v}. */
  String version();

  /** The text of {@code /proc/cpuinfo}. */
  String cpuInfo();

  /** The text of {@code /proc/sysvipc/NAME}: sem, msg or shm. */
  String sysvipc(String name);
}
