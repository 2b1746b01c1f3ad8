package dev.armature.cli;

/** A failure that the user is told in one line, and the status the command exits with. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  final int status;

  CommandException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  CommandException(int status, String message) {
    this(status, message, null);
  }
}
