package dev.armature.cli;

import dev.armature.host.HostDescriptors;
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
  private static final String WANTS_SUMMARY =
      "must be given with (-c/--summary-only or -C/--summary)";

  final StraceOptions options = new StraceOptions(new ArmSyscalls());

  /** What is handed to the run itself: its words, in its own spelling. */
  final List<String> runWords = new ArrayList<>();

  /** {@code -p}: what is traced that runs already. */
  final List<TraceTarget> targets = new ArrayList<>();

  /** Whether a program is to be run. */
  boolean program;

  /** The words before the program. */
  List<String> optionWords = List.of();

  /** What the user is told before the trace. */
  final List<String> warnings = new ArrayList<>();

  private final List<String> words;
  private final boolean terminal;
  private int at;
  private boolean signalsChosen;
  private int quiet;
  private int daemons;
  private int paths;
  private int statuses;
  private boolean decodesFds;

  /** The option as it was written. */
  private String spelled = "";

  /** {@code -E}, in order. */
  final List<String> environment = new ArrayList<>();

  /** {@code -F}; the newer {@code -f} has its own meaning when given twice. */
  private boolean followedOld;

  private String color = "never";

  /** What is printed instead of running a program, or null. */
  StraceOption instead;

  /** {@code -u}, or null. */
  String user;

  /** {@code --tips}, or null. */
  Tips tips;

  /** {@code -I 1} and {@code -I 2}: signals end the trace; {@code --kill-on-exit}. */
  boolean signalsEndTrace;

  boolean killOnExit;

  /** {@code -I 4}: only the program stops. */
  boolean neverStops;

  private StraceLine(List<String> words, boolean terminal) {
    this.words = words;
    this.terminal = terminal;
  }

  static StraceLine parse(List<String> words) {
    StraceLine line = parse(words, HostDescriptors.isTerminal(2));
    if (line.instead == null && !line.program && line.daemons > 0) {
      throw usage("PROG [ARGS] must be specified with -D/--daemonize");
    }
    return line;
  }

  /**
   * The line as a machine takes it that is asked for a trace: without the program.
   *
   * @param terminal whether stderr of who wants the trace is one
   */
  static StraceLine parse(List<String> words, boolean terminal) {
    StraceLine line = new StraceLine(words, terminal);
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
    if (instead != null) {
      return;
    }
    program = at < words.size();
    if (!program && targets.isEmpty()) {
      throw usage("must have PROG [ARGS] or -p PID");
    }
    finish();
    optionWords = List.copyOf(words.subList(0, at));
    if (!program) {
      return;
    }
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
    spelled = name;
    apply(option, value);
  }

  private void shortOptions(String word) {
    for (int i = 1; i < word.length(); i++) {
      StraceOption option = StraceOption.named("-" + word.charAt(i));
      if (option == null) {
        throw usage("invalid option -- '" + word.charAt(i) + "'");
      }
      spelled = "-" + word.charAt(i);
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
      case SUCCESSFUL -> {
        options.onlyStatus(Status.SUCCESSFUL);
        statuses++;
      }
      case FAILED -> {
        options.onlyStatus(Status.FAILED);
        statuses++;
      }
      case COLUMN -> options.column = number(value, 0);
      case STRING -> options.stringLimit = number(value, 0);
      case HEX -> options.hexStrings = Math.min(2, options.hexStrings + 1);
      case STRINGS_IN_HEX -> options.hexStrings = hexStrings(value);
      case CONSTANTS -> options.constants = value;
      case NO_ABBREV -> options.noAbbreviation();
      case PATHS -> options.qualify(paths++ == 0 ? "decode-fds=path" : "decode-fds=all");
      case DECODE_FDS -> {
        options.qualify("decode-fds=" + (value == null ? "all" : value));
        decodesFds = true;
      }
      case PID_NAMES -> options.pidNames = true;
      case DECODE_PIDS -> decodePids(value == null ? "all" : value);
      case ARGUMENT_NAMES -> options.argumentNames = true;
      case POINTER -> options.instructionPointer = true;
      case NUMBER -> options.callNumber = true;
      case STACK -> {
        options.sourceLines |= options.stackTrace;
        options.stackTrace = true;
      }
      case STACK_TRACE -> {
        options.stackTrace = true;
        options.sourceLines =
            switch (value == null ? "symbol" : value) {
              case "symbol" -> false;
              case "source" -> true;
              default -> throw usage("invalid --stack-trace argument: '" + value + "'");
            };
      }
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
      case COUNT, COUNT_TOO -> count(option == StraceOption.COUNT);
      case WALL -> options.wallClock = true;
      case SORT -> options.sortBy = value;
      case COLUMNS -> options.columns = List.of(value.split(",", -1));
      case OVERHEAD -> options.overheadNanos = overhead(value);
      case LIVE -> options.live = true;
      case JSON -> options.json = true;
      case LIMIT -> options.callLimit = number(value, 1);
      case SHOW_PID -> options.alwaysShowPid = true;
      case DETACH -> {
        if (!value.equals("execve")) {
          throw usage("Syscall '" + value + "' for -b isn't supported");
        }
        options.detachOnExec = true;
      }
      case ENVIRONMENT -> environment.add(value);
      case ARGV0 -> runWords.addAll(List.of("-0", value));
      case PREFIX, ROOT -> runWords.addAll(List.of(option.names.getFirst(), value));
      case CPU, ENGINE -> {
        if (!option.choices().contains(value)) {
          throw usage(RunLine.noChoice(spelled, value, option.choices()));
        }
        runWords.addAll(List.of(option.names.getFirst(), value));
      }
      case ATTACH -> targets.addAll(TraceTarget.parse(value));
      case USER -> user = value;
      case INTERRUPTIBLE -> interruptible(value);
      case KILL_ON_EXIT -> killOnExit = true;
      case DAEMON -> daemons++;
      case DAEMONIZE -> daemonize(value == null ? "grandchild" : value);
      case SECCOMP_BPF -> {
        // What it is for is so already: see Strace.unwatched.
      }
      case FOLLOW_OLD -> followedOld = true;
      case COLOR -> color = value == null ? "auto" : value;
      case TIPS -> tips = Tips.parse(value);
      case DEBUG -> runWords.add("--debug");
      case HELP, VERSION -> instead = option;
    }
  }

  private void count(boolean only) {
    if (options.summary && options.summaryOnly != only) {
      throw usage("-c/--summary-only and -C/--summary are mutually exclusive");
    }
    options.summary = true;
    options.summaryOnly = only;
  }

  private void interruptible(String value) {
    signalsChosen = true;
    switch (value) {
      case "1", "anywhere", "2", "waiting" -> {
        signalsEndTrace = true;
        neverStops = false;
      }
      case "3", "never", "4", "never_tstp" -> {
        signalsEndTrace = false;
        neverStops = value.equals("4") || value.equals("never_tstp");
      }
      default -> throw usage("invalid -I argument: '" + value + "'");
    }
  }

  private static void daemonize(String value) {
    if (!List.of("grandchild", "pgroup", "pgrp", "session").contains(value)) {
      throw usage("invalid --daemonize argument: '" + value + "'");
    }
  }

  private void decodePids(String value) {
    for (String word : value.split(",", -1)) {
      switch (word) {
        case "comm", "all" -> options.pidNames = true;
        case "pidns" -> {
          // There is one namespace.
        }
        case "none" -> options.pidNames = false;
        default -> throw usage("invalid --decode-pids argument: '" + value + "'");
      }
    }
  }

  private void finish() {
    if (!program && !signalsChosen) {
      signalsEndTrace = true;
    }
    if (daemons > 3) {
      throw usage("Too many -D's (" + daemons + "), maximum supported -D count is 3");
    }
    if (followedOld) {
      warnings.add(
          options.followForks
              ? "deprecated option -F ignored"
              : "option -F is deprecated, please use -f/--follow-forks instead");
      options.followForks = true;
    }
    options.color =
        switch (color) {
          case "always" -> true;
          case "never" -> false;
          case "auto" -> options.output == null && terminal;
          default -> throw usage("invalid --color argument: '" + color + "'");
        };
    if (options.color && options.json) {
      throw usage("--color=always and --json are mutually exclusive");
    }
    // As strace: who looks at a file afterwards need not be told.
    if (quiet >= 1 || options.output != null && program) {
      options.quiet.add("attach");
    }
    if (quiet >= 2) {
      options.quiet.add("exit");
    }
    if (quiet >= 3) {
      options.quiet.add("thread-execve");
    }
    if (!options.summary) {
      if (options.wallClock) {
        throw usage("-w/--summary-wall-clock " + WANTS_SUMMARY);
      }
      if (!options.columns.isEmpty()) {
        throw usage("-U/--summary-columns " + WANTS_SUMMARY);
      }
    }
    if (paths > 0 && decodesFds) {
      throw usage("-y and --decode-fds cannot be provided simultaneously");
    }
    tellWhatHasNoEffect();
    if (options.live && !options.summary) {
      throw usage("--live must be given with -c or -C");
    }
    if (options.live && !terminal) {
      throw usage("--live shows the table on a terminal, and stderr is none");
    }
    if (options.outputSeparately && options.output == null) {
      // Without -o there is one stderr for all.
      options.outputSeparately = false;
    }
    if (options.outputSeparately && options.summary) {
      throw usage(
          "(-c/--summary-only or -C/--summary) and -ff/--output-separately are mutually exclusive");
    }
    options.check();
  }

  private void tellWhatHasNoEffect() {
    if (options.append && options.output == null) {
      warnings.add("-A/--output-append-mode has no effect without -o/--output");
    }
    if (statuses > 1) {
      warnings.add(
          "Only the last of -z/--successful-only/-Z/--failed-only options will take effect. See"
              + " status qualifier for more complex filters.");
    }
    if (!options.summary && !options.sortBy.equals(StraceOptions.BY_TIME)) {
      warnings.add(
          "-S/--summary-sort-by has no effect without (-c/--summary-only or -C/--summary)");
    }
    if (options.summaryOnly) {
      countedOnly(options.instructionPointer, "-i/--instruction-pointer");
      countedOnly(options.callNumber, "-n/--syscall-number");
      countedOnly(options.stackTrace, "-k/--stack-traces");
      countedOnly(options.relative, "-r/--relative-timestamps");
      countedOnly(options.stamp != Stamp.NONE, "-t/--absolute-timestamps");
      countedOnly(options.durations, "-T/--syscall-times");
      countedOnly(paths > 0 || decodesFds, "-y/--decode-fds");
    }
  }

  private void countedOnly(boolean given, String option) {
    if (given) {
      warnings.add(option + " has no effect with -c/--summary-only");
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

  private int number(String value, int least) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw usage("invalid " + spelled + " argument: '" + value + "'");
  }

  private long overhead(String value) {
    String digits = value.replaceAll("[a-z]+$", "");
    long scale =
        switch (value.substring(digits.length())) {
          case "s" -> 1_000_000_000L;
          case "ms" -> 1_000_000L;
          case "us", "" -> 1000L;
          case "ns" -> 1L;
          default -> throw usage("invalid " + spelled + " argument: '" + value + "'");
        };
    return scale * number(digits, 0);
  }
}
