package dev.armature.cli;

import static dev.armature.syscalls.table.SyscallRow.ARM_PRIVATE;

import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.syscalls.table.SyscallRow;
import dev.armature.syscalls.table.SyscallRow.Support;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code armature syscalls}: the rows of the system call table, as people and scripts read them.
 */
@Command(
    name = "syscalls",
    description = "List every system call of ARM Linux and how far it is supported.",
    footer = {
      "",
      "full: all that a program can see. partial: the note says what is left out.",
      "absent: ENOSYS on purpose, as a kernel configured without it. missing: ENOSYS, not",
      "written yet."
    })
final class SyscallsCommand implements Runnable {
  @Option(
      names = "--only",
      paramLabel = "LEVEL",
      split = ",",
      description = "Only calls of these levels: full, partial, absent, missing.")
  List<String> only = List.of();

  @Mixin HelpOption help;

  @Override
  public void run() {
    for (String level : only) {
      if (Arrays.stream(Support.values()).noneMatch(support -> name(support).equals(level))) {
        throw new CommandException(
            Main.USAGE, "syscalls: --only " + level + ": choose full, partial, absent or missing");
      }
    }
    print(new ArmSyscalls().rows(), System.out);
  }

  private void print(List<SyscallRow> rows, PrintStream out) {
    Map<Support, Integer> totals = new EnumMap<>(Support.class);
    StringBuilder text = new StringBuilder();
    for (SyscallRow row : rows) {
      totals.merge(row.support(), 1, Integer::sum);
      if (only.isEmpty() || only.contains(name(row.support()))) {
        String number =
            row.number() < ARM_PRIVATE
                ? Integer.toString(row.number())
                : "0x" + Integer.toHexString(row.number());
        String line =
            String.format(
                "%8s  %-28s %-8s %s", number, row.name(), name(row.support()), row.note());
        text.append(line.stripTrailing()).append('\n');
      }
    }
    text.append('\n').append(rows.size()).append(" calls:");
    totals.forEach((support, n) -> text.append(' ').append(n).append(' ').append(name(support)));
    out.println(text);
  }

  private static String name(Support support) {
    return support.name().toLowerCase(Locale.ROOT);
  }
}
