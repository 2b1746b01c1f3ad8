package dev.armature.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.decode.CpuModel;
import dev.armature.machine.Unit;
import dev.armature.task.Credentials;
import dev.armature.task.Kernel;
import dev.armature.task.Log;
import dev.armature.task.MachineConfig;
import dev.armature.task.Task;
import dev.armature.task.WorkFlags;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.FsStruct;
import org.junit.jupiter.api.Test;

/** A call that nothing but a passing signal flag interrupted, restarted in either of two ways. */
class LocalRestartTest {
  private static final int SVC = 0x8000;
  private static final int ARGUMENT = 77;
  private static final int RESTART_SYSCALL = 0;
  private static final int INTERRUPTED = 1;
  private static final int BLOCK = 2;

  private final SyscallHandler[] table = new SyscallHandler[3];
  private final Task task = task();
  private final SyscallEntry entry = new SyscallEntry(task, table, table);
  private int calls;
  private int lastArgument;

  private static Task task() {
    MachineConfig config = new MachineConfig("6.12.0", CpuModel.named("max"), null, 8 << 20, 0);
    Kernel kernel = new Kernel(config, new Log(null), unused -> {}, (_, _) -> null);
    Credentials nobody = new Credentials(1, 1, 1, 1, 1, 1, 1, 1, new int[0]);
    return kernel.firstTask(new FileTable(kernel.locks), FsStruct.initial(null, ".", 022), nobody);
  }

  private int call(int number) {
    table[RESTART_SYSCALL] = (t, a0, a1, a2, a3, a4, a5) -> result(t, a0, 9);
    table[INTERRUPTED] =
        (t, a0, a1, a2, a3, a4, a5) ->
            calls == 0 ? interrupted(t, a0, Restart.ERESTARTSYS) : result(t, a0, 5);
    table[BLOCK] = (t, a0, a1, a2, a3, a4, a5) -> interrupted(t, a0, Restart.ERESTART_RESTARTBLOCK);
    task.cpu.r7 = number;
    task.cpu.r0 = ARGUMENT;
    task.cpu.pc = SVC + 4;
    return entry.supervisorCall(task.cpu, 0);
  }

  private int interrupted(Task t, int argument, int code) {
    t.setFlag(WorkFlags.SIGPENDING);
    return result(t, argument, code);
  }

  private int result(Task unused, int argument, int value) {
    calls++;
    lastArgument = argument;
    return value;
  }

  @Test
  void insideTheKernel() {
    assertEquals(SVC + 4, call(INTERRUPTED));
    assertEquals(5, task.cpu.r0);
    assertEquals(2, calls);
    assertEquals(ARGUMENT, lastArgument);
  }

  @Test
  void throughUserCode() {
    task.kernel.localRestart = false;
    assertEquals(Unit.EXIT, call(INTERRUPTED));
    assertEquals(SVC, task.cpu.pc);
    assertEquals(ARGUMENT, task.cpu.r0);
    assertEquals(1, calls);
    // The user loop comes back to the SVC.
    task.cpu.pc = SVC + 4;
    assertEquals(SVC + 4, entry.supervisorCall(task.cpu, 0));
    assertEquals(5, task.cpu.r0);
    assertEquals(2, calls);
  }

  @Test
  void asRestartSyscallAlwaysInside() {
    task.kernel.localRestart = false;
    assertEquals(SVC + 4, call(BLOCK));
    assertEquals(9, task.cpu.r0);
    assertEquals(BLOCK, task.cpu.r7);
    assertEquals(ARGUMENT, lastArgument);
  }

  @Test
  void noCodeReachesUserCodeWithoutWork() {
    table[INTERRUPTED] = (t, a0, a1, a2, a3, a4, a5) -> -Errno.EINTR;
    task.cpu.r7 = INTERRUPTED;
    task.cpu.pc = SVC + 4;
    assertEquals(SVC + 4, entry.supervisorCall(task.cpu, 0));
    assertEquals(-Errno.EINTR, task.cpu.r0);
  }
}
