package dev.armature.vfs;

/** The descriptors of a process ({@code files_struct}): what the task side asks of them. */
public interface FileTable {
  /** A copy for fork: the same open files, own numbers. The copy has one user. */
  FileTable copy();

  /** Closes what has close-on-exec set. */
  void closeOnExec();

  /** One more task uses this table (CLONE_FILES). */
  void get();

  /** One task less; the last one closes every descriptor. */
  void put();
}
