package dev.armature.syscalls.strace;

/** An expression of the command line that means nothing; the message is for people. */
public final class BadExpression extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadExpression(String message) {
    super(message);
  }
}
