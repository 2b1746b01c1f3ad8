package dev.armature.vfs;

/** Working directory, root and umask of a process ({@code fs_struct}). */
public interface FsStruct {
  /** A copy for fork. */
  FsStruct copy();
}
