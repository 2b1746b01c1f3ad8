package dev.armature.syscalls.strace;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.machine.GuestMemory;
import dev.armature.syscalls.table.SyscallRow;
import dev.armature.task.Task;

/**
 * The call that a task is making, as formats see it: arguments, result, and the caller's memory.
 * One per task, reused.
 */
final class Call {
  private static final int REGISTERS = 7;

  final Task task;
  final StraceOptions options;
  final FdNames fdNames;

  private CallPlan plan;
  private final int[] registers = new int[REGISTERS];

  /** The pointers that an argument had before the call, for those that the call changes. */
  private final long[] before = new long[REGISTERS];

  private int result;
  private boolean over;

  /** What is printed in parentheses after the result, or null. */
  String auxiliary;

  Call(Task task, StraceOptions options) {
    this.task = task;
    this.options = options;
    this.fdNames = new FdNames(task, options);
  }

  /** Begins a call with the arguments that are in the task's registers. */
  void begin(CallPlan which) {
    plan = which;
    over = false;
    auxiliary = null;
    var cpu = task.cpu;
    registers[0] = task.origR0;
    registers[1] = cpu.r1;
    registers[2] = cpu.r2;
    registers[3] = cpu.r3;
    registers[4] = cpu.r4;
    registers[5] = cpu.r5;
    registers[6] = cpu.r6;
    plan.remember(this);
  }

  /** The call is over. */
  void end(int value) {
    result = value;
    over = true;
  }

  SyscallRow row() {
    return plan.row();
  }

  boolean oldAbi() {
    return plan.oldAbi();
  }

  CallPlan plan() {
    return plan;
  }

  /** The argument with this index; the low half of a 64-bit one. */
  int arg(int index) {
    return registers[plan.register(index)];
  }

  /** An argument without sign. */
  long unsigned(int index) {
    return arg(index) & 0xffff_ffffL;
  }

  /** A 64-bit argument in two registers. */
  long wide(int index) {
    int low = plan.register(index);
    return low + 1 < REGISTERS
        ? registers[low] & 0xffff_ffffL | (long) registers[low + 1] << 32
        : registers[low] & 0xffff_ffffL;
  }

  int register(int number) {
    return registers[number];
  }

  /** The 32-bit value behind a pointer argument as it was before the call, 0 if unreadable. */
  int before(int index) {
    return (int) before[plan.register(index)];
  }

  /** The one behind that. */
  int secondBefore(int index) {
    return (int) (before[plan.register(index)] >>> 32);
  }

  void rememberBehind(int index) {
    Bytes two = read(arg(index), 8);
    Bytes one = two == null ? read(arg(index), 4) : two;
    before[plan.register(index)] = two != null ? two.i64(0) : one == null ? 0 : one.u32(0);
  }

  /** Whether the call has returned. */
  boolean over() {
    return over;
  }

  int result() {
    return result;
  }

  /** Whether it returned an error, restart codes included. */
  boolean failed() {
    return over && result < 0 && result >= -4095;
  }

  /** Whether it returned one of the codes that restart a call. */
  boolean restarts() {
    return over
        && (result == -Errno.ERESTARTSYS
            || result == -Errno.ERESTARTNOINTR
            || result == -Errno.ERESTARTNOHAND
            || result == -Errno.ERESTART_RESTARTBLOCK);
  }

  /** Whether everything is to be shown of structures ({@code -v}). */
  boolean full() {
    return options.full(plan.row());
  }

  /** Whether structures are shown at all ({@code -e verbose}). */
  boolean verbose() {
    return options.dereferences(plan.row());
  }

  /** Copies guest memory, or returns null when not all of it can be read. */
  Bytes read(int address, int length) {
    GuestMemory memory = task.mm.memory();
    if (length < 0
        || length > 0 && address == 0
        || !memory.allows(address, length, GuestMemory.READ)) {
      return null;
    }
    byte[] bytes = new byte[length];
    HostBytes.copyOut(memory.host(address), bytes, 0, length);
    return new Bytes(bytes);
  }

  /** How many bytes of a range can be read. */
  int readable(int address, int length) {
    GuestMemory memory = task.mm.memory();
    int have = 0;
    while (have < length && (memory.permissions(address + have) & GuestMemory.READ) != 0) {
      int page = GuestMemory.PAGE_SIZE - (address + have & GuestMemory.PAGE_SIZE - 1);
      have = (int) Math.min(length, (long) have + page);
    }
    return have;
  }

  /**
   * The bytes of a string, at most {@code limit} of them and no NUL.
   *
   * @return null when the memory ends before the string does
   */
  Bytes readString(int address, int limit) {
    int readable = readable(address, limit);
    Bytes bytes = read(address, readable);
    if (bytes == null) {
      return null;
    }
    for (int i = 0; i < readable; i++) {
      if (bytes.u8(i) == 0) {
        return new Bytes(java.util.Arrays.copyOf(bytes.array(), i));
      }
    }
    return readable == limit ? bytes : null;
  }
}
