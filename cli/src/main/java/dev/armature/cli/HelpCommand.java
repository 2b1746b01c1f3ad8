package dev.armature.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code armature help [COMMAND]}. */
@Command(name = "help", description = "Show how a command is used.")
final class HelpCommand implements Runnable {
  @Spec CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND")
  String name;

  @Override
  public void run() {
    var top = spec.parent().commandLine();
    if (name == null) {
      top.usage(System.out);
      return;
    }
    var command = top.getSubcommands().get(name);
    if (command == null) {
      throw new CommandException(Main.USAGE, "there is no command '" + name + "'");
    }
    command.usage(System.out);
  }
}
