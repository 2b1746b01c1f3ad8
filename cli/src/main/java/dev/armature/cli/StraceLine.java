package dev.armature.cli;

import dev.armature.syscalls.strace.BadExpression;
import dev.armature.syscalls.strace.StraceOptions;
import dev.armature.syscalls.strace.StraceOptions.Stamp;
import dev.armature.syscalls.strace.StraceOptions.Status;
import dev.armature.syscalls.table.ArmSyscalls;
import java.util.ArrayList;
import java.util.List;

/**
 * The words after {@code armature strace}, taken apart as getopt does: short options may be run
 * together, their values may follow at once.
 */
final class StraceLine {
  final StraceOptions options = new StraceOptions(new ArmSyscalls());

  /** What is handed to the run itself: its words, in its own spelling. */
  final List<String> runWords = new ArrayList<>();

  private final List<String> words;
  private int at;
  private int quiet;

  private StraceLine(List<String> words) {
    this.words = words;
  }

  static StraceLine parse(List<String> words) {
    StraceLine line = new StraceLine(words);
    try {
      line.read();
    } catch (BadExpression e) {
      throw usage(e.getMessage());
    }
    return line;
  }

  /** A message in strace's words. */
  static CommandException usage(String what) {
    return new CommandException(1, "strace: " + what + " (armature strace --help)");
  }

  private void read() {
    while (at < words.size() && words.get(at).length() > 1 && words.get(at).startsWith("-")) {
      String word = words.get(at++);
      if (word.equals("--")) {
        break;
      }
      if (word.startsWith("--")) {
        longOption(word);
      } else {
        shortOptions(word);
      }
    }
    if (at == words.size()) {
      throw usage("must have PROG [ARGS] or -p PID");
    }
    finish();
    runWords.add("--");
    runWords.addAll(words.subList(at, words.size()));
  }

  private void longOption(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    StraceOption option = StraceOption.named(name);
    if (option == null) {
      throw usage("unrecognized option '" + name + "'");
    }
    String value = equals < 0 ? null : word.substring(equals + 1);
    if (option.label == null && value != null) {
      throw usage("option '" + name + "' doesn't allow an argument");
    }
    if (option.label != null && value == null && !option.optional) {
      if (at == words.size()) {
        throw usage("option '" + name + "' requires an argument");
      }
      value = words.get(at++);
    }
    apply(option, value);
  }

  private void shortOptions(String word) {
    if (word.matches("-D+")) {
      return;
    }
    for (int i = 1; i < word.length(); i++) {
      StraceOption option = StraceOption.named("-" + word.charAt(i));
      if (word.charAt(i) == 'p') {
        throw usage("-p: attaching to a process that runs already is not possible here");
      }
      if (word.charAt(i) == 'u') {
        throw usage("-u: a guest runs as the user who started it");
      }
      if (option == null) {
        throw usage("invalid option -- '" + word.charAt(i) + "'");
      }
      if (option.label == null) {
        apply(option, null);
        continue;
      }
      String value = word.substring(i + 1);
      if (value.isEmpty()) {
        if (at == words.size()) {
          throw usage("option requires an argument -- '" + word.charAt(i) + "'");
        }
        value = words.get(at++);
      }
      apply(option, value);
      return;
    }
  }

  private void apply(StraceOption option, String value) {
    switch (option) {
      case EXPRESSION -> options.qualify(value);
      case TRACE, SIGNAL, STATUS, ABBREV, VERBOSE, RAW, READ, WRITE, TRACE_FDS, INJECT, FAULT ->
          options.qualify(option.names.getFirst().substring(2) + "=" + value);
      case FOLLOW -> {
        options.outputSeparately |= options.followForks;
        options.followForks = true;
      }
      case SEPARATELY -> options.outputSeparately = true;
      case OUTPUT -> options.output = value;
      case APPEND -> options.append = true;
      case PATH -> options.tracePath(value);
      case SUCCESSFUL -> options.onlyStatus(Status.SUCCESSFUL);
      case FAILED -> options.onlyStatus(Status.FAILED);
      case COLUMN -> options.column = number(value, "-a");
      case STRING -> options.stringLimit = number(value, "-s");
      case HEX -> options.hexStrings = Math.min(2, options.hexStrings + 1);
      case STRINGS_IN_HEX -> options.hexStrings = hexStrings(value);
      case CONSTANTS -> options.constants = value;
      case NO_ABBREV -> options.noAbbreviation();
      case PATHS -> options.decodeFds = Math.min(2, options.decodeFds + 1);
      case DECODE_FDS -> options.qualify("decode-fds=" + (value == null ? "all" : value));
      case PID_NAMES, DECODE_PIDS -> options.pidNames = true;
      case ARGUMENT_NAMES -> options.argumentNames = true;
      case POINTER -> options.instructionPointer = true;
      case NUMBER -> options.callNumber = true;
      case STACK -> options.stackTrace = true;
      case TIME -> time();
      case ABSOLUTE -> absolute(value);
      case RELATIVE, RELATIVE_LONG -> {
        options.relative = true;
        options.relativeDigits = precision(value);
      }
      case DURATION, DURATION_LONG -> {
        options.durations = true;
        options.durationDigits = precision(value);
      }
      case QUIET -> quiet++;
      case QUIET_LONG -> options.qualify("quiet=" + (value == null ? "attach,personality" : value));
      case COUNT -> {
        options.summary = true;
        options.summaryOnly = true;
      }
      case COUNT_TOO -> options.summary = true;
      case WALL -> options.wallClock = true;
      case SORT -> options.sortBy = value;
      case COLUMNS -> options.columns = List.of(value.split(",", -1));
      case OVERHEAD -> options.overheadNanos = overhead(value);
      case LIVE -> options.live = true;
      case JSON -> options.json = true;
      case LIMIT -> options.callLimit = number(value, "--syscall-limit");
      case SHOW_PID -> options.alwaysShowPid = true;
      case DETACH -> {
        if (!value.equals("execve")) {
          throw usage("Syscall '" + value + "' for -b isn't supported");
        }
        options.detachOnExec = true;
      }
      case ENVIRONMENT -> {
        boolean set = value.indexOf('=') > 0;
        runWords.addAll(List.of(set ? "-E" : "-U", value));
      }
      case ARGV0 -> runWords.addAll(List.of("-0", value));
      case PREFIX, ROOT, CPU, ENGINE -> runWords.addAll(List.of(option.names.getFirst(), value));
      case NO_EFFECT, INTERRUPTIBLE -> {
        // There is one way to be here, and it does what these ask for.
      }
    }
  }

  private void finish() {
    // As strace: who looks at a file afterwards need not be told.
    if (quiet >= 1 || options.output != null) {
      options.quiet.add("attach");
    }
    if (quiet >= 2) {
      options.quiet.add("exit");
    }
    if (quiet >= 3) {
      options.quiet.add("thread-execve");
    }
    if (options.wallClock && !options.summary) {
      throw usage("-w must be given with (-c or -C)");
    }
    if (options.outputSeparately && options.output == null) {
      // Without -o there is one stderr for all.
      options.outputSeparately = false;
    }
    if (options.outputSeparately && options.summary) {
      throw usage("(-c or -C) and -ff are mutually exclusive");
    }
  }

  private void time() {
    if (options.stamp == Stamp.NONE) {
      options.stamp = Stamp.TIME;
    } else if (options.stampDigits == 0) {
      options.stampDigits = 6;
    } else {
      options.stamp = Stamp.UNIX;
    }
  }

  private void absolute(String value) {
    options.stamp = Stamp.TIME;
    if (value == null) {
      return;
    }
    for (String part : value.split(",", -1)) {
      String word = part.substring(part.indexOf(':') + 1);
      switch (word) {
        case "none" -> options.stamp = Stamp.NONE;
        case "time" -> options.stamp = Stamp.TIME;
        case "unix" -> options.stamp = Stamp.UNIX;
        default -> options.stampDigits = precision(word);
      }
    }
  }

  private static int precision(String value) {
    return switch (value == null ? "us" : value) {
      case "s" -> 0;
      case "ms" -> 3;
      case "us" -> 6;
      case "ns" -> 9;
      default -> throw usage("invalid precision '" + value + "'");
    };
  }

  private static int hexStrings(String value) {
    return switch (value == null ? "all" : value) {
      case "none" -> 0;
      case "non-ascii" -> 1;
      case "all" -> 2;
      case "non-ascii-chars" -> 3;
      default -> throw usage("invalid --strings-in-hex argument: '" + value + "'");
    };
  }

  private static int number(String value, String option) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw usage("invalid " + option + " argument: '" + value + "'");
  }

  private static long overhead(String value) {
    String digits = value.replaceAll("[a-z]+$", "");
    long scale =
        switch (value.substring(digits.length())) {
          case "s" -> 1_000_000_000L;
          case "ms" -> 1_000_000L;
          case "us", "" -> 1000L;
          case "ns" -> 1L;
          default -> throw usage("invalid -O argument: '" + value + "'");
        };
    return scale * number(digits, "-O");
  }
}
