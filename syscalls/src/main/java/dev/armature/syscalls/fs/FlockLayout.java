package dev.armature.syscalls.fs;

/** Where the fields of a record lock are, after the type and whence that start all of them. */
enum FlockLayout {
  /** {@code struct flock}: 32-bit offsets. */
  FLOCK(4, 8, 12),
  /** {@code struct flock64} of the EABI, with a hole before the first 64-bit field. */
  FLOCK64(8, 16, 24),
  /** {@code struct oabi_flock64}, without. */
  OABI_FLOCK64(4, 12, 20);

  final int start;
  final int length;
  final int pid;

  FlockLayout(int start, int length, int pid) {
    this.start = start;
    this.length = length;
    this.pid = pid;
  }

  boolean wide() {
    return this != FLOCK;
  }
}
