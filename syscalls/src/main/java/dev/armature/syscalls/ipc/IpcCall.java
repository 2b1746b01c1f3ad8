package dev.armature.syscalls.ipc;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;

/** ipc(2), which the old ABI puts before all of System V IPC ({@code sys_oabi_ipc}). */
public final class IpcCall {
  private static final int SEMOP = 1;
  private static final int SEMGET = 2;
  private static final int SEMCTL = 3;
  private static final int SEMTIMEDOP = 4;
  private static final int MSGSND = 11;
  private static final int MSGRCV = 12;
  private static final int MSGGET = 13;
  private static final int MSGCTL = 14;
  private static final int SHMAT = 21;
  private static final int SHMDT = 22;
  private static final int SHMGET = 23;
  private static final int SHMCTL = 24;

  private IpcCall() {}

  /**
   * One of the calls.
   *
   * @param call which, with a version in the upper half
   */
  public static int ipc(
      Task task, int call, int first, int second, int third, int pointer, int fifth) {
    Uaccess user = task.mm.uaccess();
    int version = call >>> 16;
    return switch (call & 0xffff) {
      case SEMOP -> SemaphoreCalls.oabiSemtimedop(task, first, pointer, second, 0);
      case SEMTIMEDOP -> SemaphoreCalls.oabiSemtimedop(task, first, pointer, second, fifth);
      case SEMGET -> SemaphoreCalls.semget(task, first, second, third);
      case SEMCTL ->
          pointer == 0
              ? -Errno.EINVAL
              : SemaphoreControl.semctl(task, first, second, third, user.getInt(pointer));
      case MSGSND -> MessageCalls.msgsnd(task, first, pointer, second, third);
      case MSGRCV ->
          // struct ipc_kludge: message and type.
          version == 0
              ? pointer == 0
                  ? -Errno.EINVAL
                  : MessageCalls.msgrcv(
                      task, first, user.getInt(pointer), second, user.getInt(pointer + 4), third)
              : MessageCalls.msgrcv(task, first, pointer, second, fifth, third);
      case MSGGET -> MessageCalls.msgget(task, first, second);
      case MSGCTL -> MessageCalls.msgctl(task, first, second, pointer);
      case SHMAT -> {
        if (version == 1) {
          yield -Errno.EINVAL;
        }
        int at = SharedMemoryCalls.shmat(task, first, pointer, second);
        if (at < 0 && at >= -4095) {
          yield at;
        }
        user.putInt(third, at);
        yield 0;
      }
      case SHMDT -> SharedMemoryCalls.shmdt(task, pointer);
      case SHMGET -> SharedMemoryCalls.shmget(task, first, second, third);
      case SHMCTL -> SharedMemoryCalls.shmctl(task, first, second, pointer);
      default -> -Errno.ENOSYS;
    };
  }
}
