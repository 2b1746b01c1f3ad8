package dev.armature.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help text of {@code armature strace}, from the rows of {@link StraceOption}. */
final class StraceHelp {
  private StraceHelp() {}

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("strace");
    spec.parser().separator("=");
    spec.usageMessage()
        .description(
            "Print the system calls of a 32-bit ARM Linux program, as strace does: of one that it"
                + " runs, or with -p of one that runs already.")
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .footer(
            "",
            "Groups: %clock, %creds, %desc, %file, %fstat, %fstatfs, %ipc, %lstat, %memory,"
                .replace("%", "%%"),
            "%net, %process, %pure, %signal, %stat, %%stat, %statfs, %%statfs.".replace("%", "%%"),
            "The exit status is the program's, 128+N when signal N killed it, 126 or 127 when it"
                + " could not be started; with -p 0, 1 when there was nothing to trace, 128+N when"
                + " signal N ended the trace.");
    for (StraceOption option : StraceOption.values()) {
      var row = OptionSpec.builder(option.names.toArray(String[]::new)).description(option.text);
      if (option.label == null) {
        row.arity("0").type(boolean.class);
      } else {
        row.arity(option.optional ? "0..1" : "1").type(String.class).paramLabel(option.label);
        row.completionCandidates(option.choices());
      }
      spec.addOption(row.build());
    }
    return spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..*")
            .paramLabel("PROGRAM [ARG...]")
            .hideParamSyntax(true)
            .description("The program as it would name itself, and its arguments.")
            .build());
  }
}
