package dev.armature.ipc;

import dev.armature.abi.Errno;

/**
 * Owner and mode of an IPC object ({@code struct kern_ipc_perm}). Guarded by the lock of its {@link
 * IpcNamespace}.
 */
public final class IpcPerm {
  public static final int IPC_CREAT = 01000;
  public static final int IPC_EXCL = 02000;
  public static final int IPC_NOWAIT = 04000;
  public static final int IPC_PRIVATE = 0;

  /** Mode bits that a user may give. */
  private static final int S_IRWXUGO = 0777;

  private final int key;
  private final int cuid;
  private final int cgid;
  private int id;
  private int uid;
  private int gid;
  private int mode;
  private boolean removed;
  private boolean keyForgotten;

  IpcPerm(int key, int mode, IpcCaller creator) {
    this.key = key;
    this.mode = mode & S_IRWXUGO;
    uid = creator.euid();
    cuid = uid;
    gid = creator.egid();
    cgid = gid;
  }

  void setId(int newId) {
    id = newId;
  }

  public int id() {
    return id;
  }

  public int key() {
    return removed || keyForgotten ? IPC_PRIVATE : key;
  }

  public int uid() {
    return uid;
  }

  public int gid() {
    return gid;
  }

  public int cuid() {
    return cuid;
  }

  public int cgid() {
    return cgid;
  }

  public int mode() {
    return mode;
  }

  /** The sequence number that the id contains. */
  public int sequence() {
    return id / IpcIds.MAX;
  }

  void setMode(int newMode) {
    mode = newMode;
  }

  /** Its key is free for another: nobody can find it by key. */
  void forgetKey() {
    keyForgotten = true;
  }

  void markRemoved() {
    removed = true;
  }

  /** Nobody can find it any more: EIDRM for who still holds it. */
  boolean removed() {
    return removed;
  }

  /** {@code ipc_update_perm}: what IPC_SET changes. */
  void set(int newUid, int newGid, int newMode) {
    uid = newUid;
    gid = newGid;
    mode = mode & ~S_IRWXUGO | newMode & S_IRWXUGO;
  }

  /**
   * {@code ipcperms}.
   *
   * @param wanted mode bits in any of the three places
   * @return 0 or -EACCES
   */
  int check(IpcCaller who, int wanted) {
    int requested = wanted >> 6 | wanted >> 3 | wanted;
    int granted = mode;
    if (who.euid() == cuid || who.euid() == uid) {
      granted >>= 6;
    } else if (who.inGroup(cgid) || who.inGroup(gid)) {
      granted >>= 3;
    }
    return (requested & ~granted & 7) != 0 && !who.capable() ? -Errno.EACCES : 0;
  }

  /** Whether {@code who} may change or remove it: 0 or -EPERM. */
  int checkOwner(IpcCaller who) {
    return who.euid() == cuid || who.euid() == uid || who.capable() ? 0 : -Errno.EPERM;
  }
}
