package dev.armature.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The words after {@code armature run}, taken apart; why not by picocli: see {@link Main}.
 *
 * @param options values in the order given, an empty string for an option without value
 * @param command the program and its arguments
 */
record RunLine(Map<RunOption, List<String>> options, List<String> command) {

  static RunLine parse(List<String> words) {
    Map<RunOption, List<String>> options = new EnumMap<>(RunOption.class);
    int at = 0;
    while (at < words.size() && words.get(at).length() > 1 && words.get(at).charAt(0) == '-') {
      String word = words.get(at++);
      if (word.equals("--")) {
        break;
      }
      RunOption option = RunOption.named(word);
      String value = null;
      String name = word;
      int equals = word.indexOf('=');
      if (option == null && equals > 0 && word.startsWith("--")) {
        name = word.substring(0, equals);
        option = RunOption.named(name);
        value = word.substring(equals + 1);
      }
      if (option == null) {
        throw usage("unknown option " + word);
      }
      if (option.reserved()) {
        throw usage(name + " does not work yet");
      }
      if (option.label == null) {
        if (value != null) {
          throw usage(option.names.getFirst() + " takes no value");
        }
        value = "";
      } else if (value == null) {
        if (at == words.size()) {
          throw usage(word + " needs a value: " + option.label);
        }
        value = words.get(at++);
      }
      if (!option.choices().isEmpty() && !option.choices().contains(value)) {
        throw usage(noChoice(name, value, option.choices()));
      }
      options.computeIfAbsent(option, o -> new ArrayList<>()).add(value);
    }
    if (at == words.size()) {
      throw usage("which program?");
    }
    return new RunLine(options, List.copyOf(words.subList(at, words.size())));
  }

  boolean has(RunOption option) {
    return options.containsKey(option);
  }

  /** All values of an option that may be repeated. */
  List<String> all(RunOption option) {
    return options.getOrDefault(option, List.of());
  }

  /** The last value given, or null. */
  String last(RunOption option) {
    List<String> values = all(option);
    return values.isEmpty() ? null : values.getLast();
  }

  static String noChoice(String name, String value, List<String> choices) {
    return name + " " + value + ": choose one of " + String.join(", ", choices);
  }

  static CommandException usage(String what) {
    return new CommandException(Main.USAGE, "run: " + what + " (armature help run)");
  }
}
