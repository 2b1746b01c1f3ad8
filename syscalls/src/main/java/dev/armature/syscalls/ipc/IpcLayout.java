package dev.armature.syscalls.ipc;

import dev.armature.ipc.IpcPerm;
import dev.armature.mm.Uaccess;

/**
 * How structures of System V IPC lie in memory: ids of 32 bits with IPC_64 in the command, which
 * every C library of our time sets, or the old ones of 16 bits ({@code ipc_parse_version}).
 */
final class IpcLayout {
  static final int IPC_RMID = 0;
  static final int IPC_SET = 1;
  static final int IPC_STAT = 2;
  static final int IPC_INFO = 3;

  private static final int IPC_64 = 0x100;

  /** Bytes of {@code struct ipc64_perm} and {@code struct ipc_perm}. */
  private static final int PERM64 = 36;

  private static final int PERM_OLD = 16;

  private IpcLayout() {}

  static boolean wide(int command) {
    return (command & IPC_64) != 0;
  }

  static int command(int command) {
    return command & ~IPC_64;
  }

  /** Writes the owner and mode; the address behind. */
  static int put(Uaccess user, int address, IpcPerm perm, boolean wide) {
    user.putInt(address, perm.key());
    int[] ids = {perm.uid(), perm.gid(), perm.cuid(), perm.cgid()};
    if (!wide) {
      for (int i = 0; i < ids.length; i++) {
        // high2lowuid: what does not fit is overflowuid.
        user.putShort(address + 4 + 2 * i, ids[i] >>> 16 != 0 ? 65_534 : ids[i]);
      }
      user.putShort(address + 12, perm.mode());
      user.putShort(address + 14, perm.sequence());
      return address + PERM_OLD;
    }
    for (int i = 0; i < ids.length; i++) {
      user.putInt(address + 4 + 4 * i, ids[i]);
    }
    user.putShort(address + 20, perm.mode());
    user.putShort(address + 22, 0);
    user.putShort(address + 24, perm.sequence());
    user.clear(address + 26, PERM64 - 26);
    return address + PERM64;
  }

  /** Owner and mode that IPC_SET takes: uid, gid, mode. */
  static int[] owner(Uaccess user, int address, boolean wide) {
    return wide
        ? new int[] {
          user.getInt(address + 4), user.getInt(address + 8), user.getShort(address + 20)
        }
        : new int[] {
          user.getShort(address + 4), user.getShort(address + 6), user.getShort(address + 12)
        };
  }

  /** Writes a time of 64 bits as two words; the address behind. */
  static int putTime(Uaccess user, int address, long seconds) {
    user.putLong(address, seconds);
    return address + 8;
  }

  /** Writes ints one after the other. */
  static void putInts(Uaccess user, int address, int... values) {
    for (int i = 0; i < values.length; i++) {
      user.putInt(address + 4 * i, values[i]);
    }
  }
}
