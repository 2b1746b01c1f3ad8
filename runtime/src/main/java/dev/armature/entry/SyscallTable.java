package dev.armature.entry;

/**
 * The system calls as the entry code needs them. The module with the handlers implements it; this
 * module never knows a handler.
 */
public interface SyscallTable {
  /**
   * The handlers by number, without holes: an unknown or missing call has a handler that answers
   * -ENOSYS. The array belongs to the entry code once asked for.
   */
  SyscallHandler[] eabi();

  /** The handlers of the old ABI, as long as those of the EABI. */
  SyscallHandler[] oabi();

  /** The name of a number for messages, {@code syscall_0x...} for one without a row. */
  String name(int number);
}
