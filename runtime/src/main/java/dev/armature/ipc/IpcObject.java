package dev.armature.ipc;

/** What has a key, an id and an owner. */
public interface IpcObject {
  IpcPerm perm();
}
