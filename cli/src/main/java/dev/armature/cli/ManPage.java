package dev.armature.cli;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command in the macros of man(7), from picocli's description of it. */
final class ManPage {
  private final CommandSpec spec;
  private final StringBuilder text = new StringBuilder();

  ManPage(CommandSpec spec) {
    this.spec = spec;
  }

  String text() {
    String name = spec.qualifiedName("-");
    text.append(".TH ").append(name.toUpperCase(Locale.ROOT)).append(" 1 \"\" \"Armature\"\n");
    section("NAME");
    line(name + " \\- " + escaped(join(spec.usageMessage().description())));
    section("SYNOPSIS");
    synopsis();
    if (!spec.options().isEmpty()) {
      section("OPTIONS");
      spec.options().stream().filter(option -> !option.hidden()).forEach(this::option);
    }
    if (!spec.subcommands().isEmpty()) {
      section("COMMANDS");
      spec.subcommands()
          .forEach((sub, line) ->
              entry(
                  "\\fB" + escaped(sub) + "\\fR",
                  join(line.getCommandSpec().usageMessage().description())));
    }
    if (spec.usageMessage().footer().length > 0) {
      section("NOTES");
      line(escaped(join(spec.usageMessage().footer())));
    }
    if (spec.parent() != null) {
      section("SEE ALSO");
      line("\\fB" + escaped(spec.parent().qualifiedName("-")) + "\\fR(1)");
    }
    return text.toString();
  }

  private void section(String name) {
    line(".SH " + name);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void synopsis() {
    StringBuilder words = new StringBuilder("\\fB" + escaped(spec.qualifiedName(" ")) + "\\fR");
    if (!spec.options().isEmpty()) {
      words.append(" [\\fIoptions\\fR]");
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      words.append(" \\fI").append(escaped(parameter.paramLabel())).append("\\fR");
    }
    if (!spec.subcommands().isEmpty()) {
      words.append(" \\fICOMMAND\\fR");
    }
    line(words.toString());
  }

  private void option(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(names.isEmpty() ? "" : ", ").append("\\fB").append(escaped(name)).append("\\fR");
    }
    if (option.arity().max() > 0) {
      boolean optional = option.arity().min() == 0;
      names.append(optional ? "[=" : " ").append("\\fI").append(escaped(option.paramLabel()));
      names.append(optional ? "\\fR]" : "\\fR");
    }
    entry(names.toString(), join(option.description()));
  }

  private void entry(String head, String body) {
    line(".TP");
    line(head);
    line(escaped(body));
  }

  /** picocli doubles percent signs. */
  private static String join(String[] lines) {
    return String.join(" ", lines).strip().replace("%%", "%");
  }

  /** Characters that mean something to troff; a dash stays one. */
  private static String escaped(String words) {
    String plain = words.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
