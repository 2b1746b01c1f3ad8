package dev.armature.task;

import java.util.Arrays;

/**
 * User and group identity of a task ({@code struct cred}). Immutable: a change makes a new one, so
 * that checks elsewhere never see half a change.
 */
public record Credentials(
    int uid, int euid, int suid, int fsuid, int gid, int egid, int sgid, int fsgid, int[] groups) {

  public Credentials {
    groups = groups.clone();
  }

  /** The supplementary groups. */
  @Override
  public int[] groups() {
    return groups.clone();
  }

  /** Whether {@code group} is the effective file system group or a supplementary one. */
  public boolean inGroup(int group) {
    if (group == fsgid) {
      return true;
    }
    for (int one : groups) {
      if (one == group) {
        return true;
      }
    }
    return false;
  }

  /** Whether this identity has the powers of root. */
  public boolean capable() {
    return euid == 0;
  }

  /** What execve makes of saved ids. */
  Credentials withSavedIds() {
    return new Credentials(uid, euid, euid, euid, gid, egid, egid, egid, groups);
  }

  public Credentials withUids(int uid, int euid, int suid) {
    return new Credentials(uid, euid, suid, euid, gid, egid, sgid, fsgid, groups);
  }

  public Credentials withGids(int gid, int egid, int sgid) {
    return new Credentials(uid, euid, suid, fsuid, gid, egid, sgid, egid, groups);
  }

  public Credentials withFsuid(int fsuid) {
    return new Credentials(uid, euid, suid, fsuid, gid, egid, sgid, fsgid, groups);
  }

  public Credentials withFsgid(int fsgid) {
    return new Credentials(uid, euid, suid, fsuid, gid, egid, sgid, fsgid, groups);
  }

  public Credentials withGroups(int[] groups) {
    return new Credentials(uid, euid, suid, fsuid, gid, egid, sgid, fsgid, groups);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Credentials that
        && uid == that.uid
        && euid == that.euid
        && suid == that.suid
        && fsuid == that.fsuid
        && gid == that.gid
        && egid == that.egid
        && sgid == that.sgid
        && fsgid == that.fsgid
        && Arrays.equals(groups, that.groups);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new int[] {uid, euid, suid, fsuid, gid, egid, sgid, fsgid});
  }
}
