package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.machine.GuestFault.Access;
import dev.armature.task.Task;

/**
 * Buffers of the guest as file system calls need them. The host reads and writes guest memory in
 * place, so a buffer is checked and then handed to the host by its host address.
 */
public final class UserMemory {
  /** The most one read or write transfers: {@code MAX_RW_COUNT}. */
  public static final int MAX_RW_COUNT = 0x7fff_f000;

  private UserMemory() {}

  /** How many of {@code length} bytes at {@code address} the guest may write, from the first on. */
  public static int writable(Task task, int address, int length) {
    return task.mm.uaccess().accessible(address, length, Access.WRITE);
  }

  /** How many of {@code length} bytes at {@code address} the guest may read, from the first on. */
  public static int readable(Task task, int address, int length) {
    return task.mm.uaccess().accessible(address, length, Access.READ);
  }

  /** Host address of a buffer that the guest may write as a whole; EFAULT otherwise. */
  public static long out(Task task, int address, int length) {
    return task.mm.uaccess().writable(address, length);
  }

  /** Host address of a buffer that the guest may read as a whole; EFAULT otherwise. */
  public static long in(Task task, int address, int length) {
    return task.mm.uaccess().readable(address, length);
  }

  /** A path ({@code getname}): one byte a character. */
  public static String path(Task task, int address) {
    return task.mm.uaccess().path(address);
  }

  /** A name that must not be empty nor fill {@code limit} bytes: ERANGE otherwise. */
  public static String name(Task task, int address, int limit) {
    String name = task.mm.uaccess().string(address, limit, Errno.ERANGE);
    if (name.isEmpty()) {
      throw new ErrnoException(Errno.ERANGE);
    }
    return name;
  }

  /** Writes bytes to guest memory. */
  public static void put(Task task, int address, byte[] bytes, int length) {
    task.mm.uaccess().copyOut(bytes, 0, address, length);
  }

  /** A signed 64-bit value from its halves. */
  public static long pair(int low, int high) {
    return (low & 0xffff_ffffL) | ((long) high << 32);
  }
}
