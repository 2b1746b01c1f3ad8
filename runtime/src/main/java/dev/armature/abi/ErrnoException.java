package dev.armature.abi;

/**
 * A call failed with an error number. For look-ups that produce an object; calls that produce a
 * number return the negated error instead. Carries no stack trace: it is a result, not a surprise.
 */
public final class ErrnoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /** Takes the positive error number. */
  public ErrnoException(int errno) {
    super(Errno.name(errno), null, false, false);
    this.errno = errno;
  }

  /** The positive error number. */
  public int errno() {
    return errno;
  }

  /** The result unless it is negative; then it is thrown. */
  public static int check(int result) {
    if (result < 0) {
      throw new ErrnoException(-result);
    }
    return result;
  }
}
