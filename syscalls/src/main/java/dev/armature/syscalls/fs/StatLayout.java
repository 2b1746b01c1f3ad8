package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.task.Task;
import dev.armature.vfs.FileStatus;

/** Writes the status of a file in ARM's layouts: {@code arch/arm/include/uapi/asm/stat.h}. */
final class StatLayout {
  private static final int STAT_SIZE = 64;
  private static final int STAT64_SIZE = 104;

  private StatLayout() {}

  /** {@code struct stat} ({@code cp_new_stat}): 0, or {@code -EOVERFLOW} for what does not fit. */
  static int stat(Task task, int address, FileStatus status) {
    long inode = status.inode();
    long size = status.size();
    if (inode != (inode & 0xffff_ffffL)
        || size > Integer.MAX_VALUE
        || status.links() != (status.links() & 0xffff)) {
      return -Errno.EOVERFLOW;
    }
    long at = UserMemory.out(task, address, STAT_SIZE);
    HostBytes.zero(at, STAT_SIZE);
    HostBytes.setInt(at, status.dev());
    HostBytes.setInt(at + 4, (int) inode);
    HostBytes.setShort(at + 8, status.mode());
    HostBytes.setShort(at + 10, status.links());
    HostBytes.setShort(at + 12, id16(status.uid()));
    HostBytes.setShort(at + 14, id16(status.gid()));
    HostBytes.setInt(at + 16, status.rdev());
    HostBytes.setInt(at + 20, (int) size);
    HostBytes.setInt(at + 24, status.blockSize());
    HostBytes.setInt(at + 28, (int) status.blocks());
    times(at + 32, status);
    return 0;
  }

  /** {@code struct stat64} ({@code cp_new_stat64}). */
  static int stat64(Task task, int address, FileStatus status) {
    long at = UserMemory.out(task, address, STAT64_SIZE);
    HostBytes.zero(at, STAT64_SIZE);
    HostBytes.setLong(at, status.dev() & 0xffff_ffffL);
    HostBytes.setInt(at + 12, (int) status.inode());
    HostBytes.setInt(at + 16, status.mode());
    HostBytes.setInt(at + 20, status.links());
    HostBytes.setInt(at + 24, status.uid());
    HostBytes.setInt(at + 28, status.gid());
    HostBytes.setLong(at + 32, status.rdev() & 0xffff_ffffL);
    HostBytes.setLong(at + 48, status.size());
    HostBytes.setInt(at + 56, status.blockSize());
    HostBytes.setLong(at + 64, status.blocks());
    times(at + 72, status);
    HostBytes.setLong(at + 96, status.inode());
    return 0;
  }

  static void times(long at, FileStatus status) {
    HostBytes.setInt(at, (int) status.accessSeconds());
    HostBytes.setInt(at + 4, status.accessNanoseconds());
    HostBytes.setInt(at + 8, (int) status.modificationSeconds());
    HostBytes.setInt(at + 12, status.modificationNanoseconds());
    HostBytes.setInt(at + 16, (int) status.changeSeconds());
    HostBytes.setInt(at + 20, status.changeNanoseconds());
  }

  /** An id that has no 16-bit form becomes the overflow id ({@code high2lowuid}). */
  static int id16(int id) {
    return (id & ~0xffff) != 0 ? 65534 : id;
  }

  /** A 16-bit id with -1 kept ({@code low2highuid}). */
  static int id32(int id) {
    return (id & 0xffff) == 0xffff ? -1 : id & 0xffff;
  }
}
