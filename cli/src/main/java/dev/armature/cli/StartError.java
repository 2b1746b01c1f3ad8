package dev.armature.cli;

import dev.armature.Machine.StartException;
import dev.armature.abi.Errno;

/** Why a program did not start, in a shell's words and with a shell's exit status. */
final class StartError {
  /** What shells answer for a program that is not there. */
  private static final int NOT_FOUND = 127;

  /** What shells answer for one that is there and can't be executed. */
  private static final int NOT_EXECUTABLE = 126;

  private StartError() {}

  static CommandException of(StartException e) {
    String name = Errno.name(e.errno());
    String message = e.getMessage();
    if (message.endsWith(": " + name)) {
      message = message.substring(0, message.length() - name.length()) + text(e.errno());
    }
    return new CommandException(e.errno() == Errno.ENOENT ? NOT_FOUND : NOT_EXECUTABLE, message, e);
  }

  /** strerror for what execve gives. */
  private static String text(int errno) {
    return switch (errno) {
      case Errno.EPERM -> "Operation not permitted";
      case Errno.ENOENT -> "No such file or directory";
      case Errno.EIO -> "Input/output error";
      case Errno.E2BIG -> "Argument list too long";
      case Errno.ENOEXEC -> "Exec format error";
      case Errno.ENOMEM -> "Cannot allocate memory";
      case Errno.EACCES -> "Permission denied";
      case Errno.ETXTBSY -> "Text file busy";
      case Errno.ENOTDIR -> "Not a directory";
      case Errno.EISDIR -> "Is a directory";
      case Errno.EINVAL -> "Invalid argument";
      case Errno.ELOOP -> "Too many levels of symbolic links";
      case Errno.ENAMETOOLONG -> "File name too long";
      case Errno.ELIBBAD -> "Accessing a corrupted shared library";
      default -> Errno.name(errno);
    };
  }
}
