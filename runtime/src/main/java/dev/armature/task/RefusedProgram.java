package dev.armature.task;

/** A program that can't be started: the error for execve and the reason for people. */
public final class RefusedProgram extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int errno;

  RefusedProgram(int errno, String reason) {
    super(reason, null, false, false);
    this.errno = errno;
  }

  /** The positive error number. */
  public int errno() {
    return errno;
  }
}
