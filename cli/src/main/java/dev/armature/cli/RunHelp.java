package dev.armature.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help text of {@code armature run}, from the rows of {@link RunOption}. */
final class RunHelp {
  private RunHelp() {}

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("run");
    spec.parser().separator(" ");
    spec.usageMessage()
        .description("Run a 32-bit ARM Linux program.")
        .sortOptions(false)
        .footer(
            "",
            "Everything after PROGRAM belongs to the program. The exit status is the",
            "program's, 128+N when signal N killed it, 126 when PROGRAM cannot be executed,",
            "127 when there is none. Variables of the environment stand for options that are",
            "not given: ARMATURE_LD_PREFIX for -L, else ARMATURE_ and one of ROOT, SET_ENV,",
            "UNSET_ENV, ARGV0, UNAME, STACK_SIZE, CPU, ENGINE, DUMP, CODE_CACHE,",
            "NO_RECOGNISE, STAT, DEBUG, DEBUG_ENTRY, STRACE.");
    for (RunOption option : RunOption.values()) {
      var row = OptionSpec.builder(option.names.toArray(String[]::new)).description(option.text);
      if (option.label == null) {
        row.arity("0").type(boolean.class);
      } else {
        row.arity("1").type(String.class).paramLabel(option.label);
        row.completionCandidates(option.choices());
      }
      spec.addOption(row.hidden(option.reserved()).build());
    }
    return spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1..*")
            .paramLabel("PROGRAM [ARG...]")
            .hideParamSyntax(true)
            .description("The program as it would name itself, and its arguments.")
            .build());
  }
}
