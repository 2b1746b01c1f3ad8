package dev.armature.ipc;

/** What one process's exit adds to the semaphores of one set ({@code struct sem_undo}). */
final class SemaphoreUndo {
  final SemaphoreSet set;
  final int[] adjust;

  SemaphoreUndo(SemaphoreSet set) {
    this.set = set;
    adjust = new int[set.count()];
  }
}
