package dev.armature.cli;

import picocli.CommandLine.Command;

/** {@code armature syscalls}: every call of the ARM table and how far it is supported. */
@Command(
    name = "syscalls",
    description = "List every system call of ARM Linux and how far it is supported.")
final class SyscallsCommand implements Runnable {
  @Override
  public void run() {
    throw new CommandException(1, "the table of system calls is not built yet");
  }
}
