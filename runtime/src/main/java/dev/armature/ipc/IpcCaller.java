package dev.armature.ipc;

/** Who asks: what the IPC calls take from {@code current}. */
public interface IpcCaller {
  /** Process id, as stat structures show it. */
  int pid();

  int euid();

  int egid();

  /** Whether it is in a group, effective or supplementary. */
  boolean inGroup(int group);

  /** Whether it has root's powers. */
  boolean capable();
}
