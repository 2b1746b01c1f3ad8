package dev.armature.cli;

import dev.armature.Machine.StartException;
import dev.armature.abi.Errno;
import dev.armature.syscalls.strace.ErrorText;

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
      message = message.substring(0, message.length() - name.length()) + ErrorText.of(e.errno());
    }
    return new CommandException(e.errno() == Errno.ENOENT ? NOT_FOUND : NOT_EXECUTABLE, message, e);
  }
}
