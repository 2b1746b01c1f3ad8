package dev.armature.ipc;

import dev.armature.mm.SegmentMemory;

/**
 * A segment of shared memory ({@code struct shmid_kernel}). Guarded by the lock of its {@link
 * IpcNamespace}.
 */
public final class SharedSegment implements IpcObject {
  private final IpcPerm perm;
  private final int size;
  private final int creator;
  final SegmentMemory memory;
  long atime;
  long dtime;
  long ctime = IpcNamespace.now();
  int lastPid;

  SharedSegment(IpcPerm perm, int size, int creator, SegmentMemory memory) {
    this.perm = perm;
    this.size = size;
    this.creator = creator;
    this.memory = memory;
  }

  @Override
  public IpcPerm perm() {
    return perm;
  }

  /** Bytes, unsigned, as shmget was asked for. */
  public int size() {
    return size;
  }

  /** How many areas map it. */
  public int attached() {
    return memory.areas();
  }

  public long atime() {
    return atime;
  }

  public long dtime() {
    return dtime;
  }

  public long ctime() {
    return ctime;
  }

  public int creator() {
    return creator;
  }

  public int lastPid() {
    return lastPid;
  }
}
