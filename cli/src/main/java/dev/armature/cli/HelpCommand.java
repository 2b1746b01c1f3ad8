package dev.armature.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code armature help [COMMAND...]}, and what else is made from the options' descriptions. */
@Command(name = "help", description = "Show how a command is used.")
final class HelpCommand implements Runnable {
  @Spec CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND")
  List<String> names = List.of();

  @Option(names = "--man", description = "Print the manual page of the command, for man -l.")
  boolean man;

  @Option(
      names = "--completion",
      description = "Print a script that teaches bash and zsh to complete armature's words.")
  boolean completion;

  @Override
  public void run() {
    CommandLine command = spec.parent().commandLine();
    if (completion) {
      System.out.print(AutoComplete.bash("armature", command));
      return;
    }
    for (String name : names) {
      command = command.getSubcommands().get(name);
      if (command == null) {
        throw new CommandException(
            Main.USAGE, "there is no command '" + String.join(" ", names) + "'");
      }
    }
    if (man) {
      System.out.print(new ManPage(command.getCommandSpec()).text());
    } else {
      command.usage(System.out);
    }
  }
}
