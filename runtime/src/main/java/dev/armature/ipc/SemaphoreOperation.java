package dev.armature.ipc;

/**
 * One operation of semop ({@code struct sembuf}).
 *
 * @param index which semaphore of the set
 * @param change what to add; 0 waits for zero
 * @param flags IPC_NOWAIT, SEM_UNDO
 */
public record SemaphoreOperation(int index, int change, int flags) {
  private static final int SEM_UNDO = 0x1000;

  boolean noWait() {
    return (flags & IpcPerm.IPC_NOWAIT) != 0;
  }

  boolean undo() {
    return (flags & SEM_UNDO) != 0;
  }
}
