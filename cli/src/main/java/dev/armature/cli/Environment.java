package dev.armature.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The guest's environment: the caller's, changed by {@code -E} and {@code -U}. */
final class Environment {
  private Environment() {}

  static Map<String, String> parse(List<String> entries) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String entry : entries) {
      int equals = entry.indexOf('=', 1);
      if (equals > 0) {
        variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return variables;
  }

  /** {@code strace -E}: {@code VAR=VALUE} sets, {@code VAR} removes; what names nothing is left. */
  static void change(Map<String, String> variables, List<String> options) {
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals < 0) {
        variables.remove(option);
      } else if (equals > 0) {
        variables.put(option.substring(0, equals), option.substring(equals + 1));
      }
    }
  }

  static List<String> print(Map<String, String> variables) {
    return variables.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /** Each of {@code options} is {@code VAR=VALUE}, more after a comma, as qemu-arm takes them. */
  static void set(Map<String, String> variables, List<String> options) {
    for (String option : options) {
      for (String entry : option.split(",", -1)) {
        int equals = entry.indexOf('=');
        if (equals < 1) {
          throw RunLine.usage("-E " + entry + ": not VAR=VALUE");
        }
        variables.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
  }

  static void unset(Map<String, String> variables, List<String> options) {
    for (String option : options) {
      for (String name : option.split(",", -1)) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
          throw RunLine.usage("-U " + name + ": not the name of a variable");
        }
        variables.remove(name);
      }
    }
  }
}
