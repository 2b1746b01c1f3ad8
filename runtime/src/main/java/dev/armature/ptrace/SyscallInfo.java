package dev.armature.ptrace;

import dev.armature.machine.CpuState;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Task;
import dev.armature.task.TraceState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct ptrace_syscall_info} ({@code ptrace_get_syscall_info} of kernel/ptrace.c). */
public final class SyscallInfo {
  /** AUDIT_ARCH_ARM: EM_ARM, little-endian. */
  public static final int AUDIT_ARCH_ARM = 0x4000_0028;

  private static final int NONE = 0;
  private static final int ENTRY = 1;
  private static final int EXIT = 2;
  private static final int SECCOMP = 3;

  private static final int SYSGOOD_TRAP = Signals.SIGTRAP | 0x80;
  private static final int SECCOMP_TRAP = Signals.SIGTRAP | TraceState.EVENT_SECCOMP << 8;
  private static final int MAX_ERRNO = 4095;
  private static final int ALL = 88;

  private SyscallInfo() {}

  /** The bytes of the structure for a task in a stop, as many as the kind of stop has. */
  public static byte[] of(Task task) {
    CpuState cpu = task.cpu;
    ByteBuffer bytes = ByteBuffer.allocate(ALL).order(ByteOrder.LITTLE_ENDIAN);
    int kind = kind(task.trace);
    bytes.put((byte) kind).put(new byte[3]).putInt(AUDIT_ARCH_ARM);
    putLong(bytes, cpu.pc);
    putLong(bytes, cpu.r13);
    switch (kind) {
      case ENTRY -> call(task, bytes);
      case EXIT -> {
        boolean error = Integer.compareUnsigned(cpu.r0, -MAX_ERRNO) >= 0;
        bytes.putLong(cpu.r0).put((byte) (error ? 1 : 0));
      }
      case SECCOMP -> {
        call(task, bytes);
        bytes.putInt(task.trace.message);
      }
      default -> {
        // The head is all there is.
      }
    }
    byte[] result = new byte[bytes.position()];
    bytes.get(0, result);
    return result;
  }

  private static int kind(TraceState trace) {
    SigInfo info = trace.info;
    int code = info == null ? 0 : info.code();
    if (code == SECCOMP_TRAP) {
      return SECCOMP;
    }
    if (code != SYSGOOD_TRAP) {
      return NONE;
    }
    return switch (trace.message) {
      case TraceState.EVENTMSG_SYSCALL_ENTRY -> ENTRY;
      case TraceState.EVENTMSG_SYSCALL_EXIT -> EXIT;
      default -> NONE;
    };
  }

  private static void call(Task task, ByteBuffer bytes) {
    bytes.putLong(task.syscallNumber);
    putLong(bytes, task.origR0);
    for (int i = 1; i < 6; i++) {
      putLong(bytes, task.cpu.r(i));
    }
  }

  private static void putLong(ByteBuffer bytes, int word) {
    bytes.putLong(word & 0xffff_ffffL);
  }
}
