package dev.armature.syscalls.fs;

import dev.armature.host.HostBytes;
import dev.armature.host.HostFiles;
import dev.armature.task.Task;
import dev.armature.vfs.FileStatus;

/**
 * The stat64 calls of the old ABI, whose structure has no holes before 64-bit members ({@code
 * struct oldabi_stat64} of arch/arm/kernel/sys_oabi-compat.c).
 */
public final class OldAbiStat {
  private static final int SIZE = 96;

  private OldAbiStat() {}

  public static int stat64(Task task, int path, int buffer) {
    return write(task, buffer, StatCalls.status(task, HostFiles.AT_FDCWD, path, 0));
  }

  public static int lstat64(Task task, int path, int buffer) {
    int flags = HostFiles.AT_SYMLINK_NOFOLLOW;
    return write(task, buffer, StatCalls.status(task, HostFiles.AT_FDCWD, path, flags));
  }

  public static int fstat64(Task task, int fd, int buffer) {
    return write(task, buffer, StatCalls.status(task, fd));
  }

  public static int fstatat64(Task task, int dirfd, int path, int buffer, int flags) {
    return write(task, buffer, StatCalls.status(task, dirfd, path, flags));
  }

  private static int write(Task task, int address, FileStatus status) {
    long at = UserMemory.out(task, address, SIZE);
    HostBytes.zero(at, SIZE);
    HostBytes.setLong(at, status.dev() & 0xffff_ffffL);
    HostBytes.setInt(at + 12, (int) status.inode());
    HostBytes.setInt(at + 16, status.mode());
    HostBytes.setInt(at + 20, status.links());
    HostBytes.setInt(at + 24, status.uid());
    HostBytes.setInt(at + 28, status.gid());
    HostBytes.setLong(at + 32, status.rdev() & 0xffff_ffffL);
    HostBytes.setLong(at + 44, status.size());
    HostBytes.setInt(at + 52, status.blockSize());
    HostBytes.setLong(at + 56, status.blocks());
    StatLayout.times(at + 64, status);
    HostBytes.setLong(at + 88, status.inode());
    return 0;
  }
}
