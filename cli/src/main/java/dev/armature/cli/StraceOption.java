package dev.armature.cli;

import java.util.List;

/**
 * The options of {@code armature strace}, one row each: the parser, the help text, the man page and
 * the completion read it. Names and meanings are strace's.
 */
enum StraceOption {
  EXPRESSION(
      "EXPR",
      "A qualifying expression: OPTION=[!]all or OPTION=[!]VAL1[,VAL2]... with OPTION one of trace,"
          + " abbrev, verbose, raw, signal, read, write, fault, inject, status, quiet, decode-fds,"
          + " trace-fds. Without OPTION it is trace.",
      "-e"),
  TRACE(
      "SET",
      "Trace only these calls: names, %%groups, /regex, all, none; ! inverts, ? forgives.",
      "--trace"),
  SIGNAL("SET", "Print only these signals.", "--signal", "--signals"),
  STATUS("SET", "Print only calls with these results: successful, failed, unfinished.", "--status"),
  ABBREV("SET", "Abbreviate structures of these calls.", "--abbrev"),
  VERBOSE("SET", "Dereference structures of these calls.", "--verbose"),
  RAW("SET", "Print the arguments of these calls as plain numbers.", "--raw"),
  READ("SET", "Dump what is read from these descriptors.", "--read"),
  WRITE("SET", "Dump what is written to these descriptors.", "--write"),
  TRACE_FDS("SET", "Trace only calls about these descriptors.", "--trace-fds"),
  INJECT(
      "SET[:...]",
      "Tamper with calls: error=, retval=, signal=, syscall=, delay_enter=,"
          + " delay_exit=, poke_enter=, poke_exit=, when=.",
      "--inject"),
  FAULT("SET[:...]", "Make calls fail: error=, when=.", "--fault"),
  FOLLOW(null, "Follow forks; given twice, write separate files.", "-f", "--follow-forks"),
  SEPARATELY(
      null, "Append each process's id to the name of its output file.", "--output-separately"),
  OUTPUT("FILE", "Write to FILE, or to a command after | or !.", "-o", "--output"),
  APPEND(null, "Append to the file of -o.", "-A", "--output-append-mode"),
  PATH("PATH", "Trace only calls about PATH.", "-P", "--trace-path"),
  SUCCESSFUL(null, "Print only calls that succeed.", "-z", "--successful-only"),
  FAILED(null, "Print only calls that fail.", "-Z", "--failed-only"),
  COLUMN("COLUMN", "Where results begin (40).", "-a", "--columns"),
  STRING("SIZE", "How much of strings is printed (32).", "-s", "--string-limit"),
  HEX(null, "Print strings that are not ASCII in hexadecimal; twice: all strings.", "-x"),
  STRINGS_IN_HEX(
      "all|non-ascii|non-ascii-chars|none",
      "When strings are hexadecimal.",
      "--strings-in-hex",
      true),
  CONSTANTS("FORMAT", "Print constants raw, abbrev or verbose.", "-X", "--const-print-style"),
  NO_ABBREV(null, "Print structures in full.", "-v", "--no-abbrev"),
  PATHS(null, "Print what descriptors stand for; twice: all there is to say.", "-y"),
  DECODE_FDS(
      "SET",
      "What of descriptors is printed: path, socket, dev, pidfd, all, none.",
      "--decode-fds",
      true),
  PID_NAMES(null, "Print the command of process ids.", "-Y"),
  DECODE_PIDS(
      "SET", "comm: as -Y. pidns: nothing to do, there is one namespace.", "--decode-pids", true),
  ARGUMENT_NAMES(null, "Print the names of arguments.", "-N", "--arg-names"),
  POINTER(null, "Print the instruction pointer.", "-i", "--instruction-pointer"),
  NUMBER(null, "Print the number of the call.", "-n", "--syscall-number"),
  STACK(null, "Print the stack below each call; twice: with lines of the source.", "-k"),
  STACK_TRACE("symbol|source", "As -k, -kk.", List.of("--stack-trace", "--stack-traces"), true),
  TIME(null, "Print the time; twice: microseconds; three times: since 1970.", "-t"),
  ABSOLUTE(
      "[FORMAT:]...",
      "Format (none, time, unix) and precision (s, ms, us, ns) of times.",
      "--absolute-timestamps",
      true),
  RELATIVE(null, "Print the time since the line before.", "-r"),
  RELATIVE_LONG("PRECISION", "As -r, with precision.", "--relative-timestamps", true),
  DURATION(null, "Print the time spent in each call.", "-T"),
  DURATION_LONG("PRECISION", "As -T, with precision.", "--syscall-times", true),
  QUIET(null, "No messages of attaching; twice: none of exits; three times: none at all.", "-q"),
  QUIET_LONG("SET", "Suppress these messages: attach, exit, thread-execve, all.", "--quiet", true),
  COUNT(null, "Count calls, times and errors, and print only the table.", "-c", "--summary-only"),
  COUNT_TOO(null, "As -c, and print the calls as well.", "-C", "--summary"),
  WALL(
      null, "Count the time that passes instead of the processor's.", "-w", "--summary-wall-clock"),
  SORT(
      "KEY",
      "Sort the table by time, min-time, max-time, avg-time, calls, errors, name, nothing.",
      "-S",
      "--summary-sort-by"),
  COLUMNS(
      "COLUMNS",
      "Columns of the table: time-percent, total-time, min-time, max-time,"
          + " avg-time, calls, errors, name.",
      "-U",
      "--summary-columns"),
  OVERHEAD(
      "TIME",
      "What a call's tracing costs, taken off its time.",
      "-O",
      "--summary-syscall-overhead"),
  LIVE(null, "With -c: show the table every second while the program runs.", "--live"),
  JSON(null, "Print a JSON object per line.", "--json"),
  LIMIT("NUMBER", "Detach after so many calls.", "--syscall-limit"),
  SHOW_PID(null, "Always print the process id.", "--always-show-pid"),
  DETACH("execve", "Detach when the program calls execve.", "-b", "--detach-on"),
  ENVIRONMENT(
      "VAR[=VALUE]", "Set a variable of the program's environment, or remove it.", "-E", "--env"),
  ARGV0("NAME", "What the program gets as its own name.", "--argv0"),
  ATTACH(
      "PID[:ID][,...]",
      "Trace guests that run already, of this user: the first process of the Armature process PID,"
          + " or the one that it calls ID; PID may be a guest's thread as ps -L shows it. Several"
          + " are separated by commas or blanks.",
      "-p",
      "--attach"),
  USER("USERNAME", "Run the program as this user; for root only.", "-u", "--user"),
  INTERRUPTIBLE(
      "WHEN",
      "What SIGHUP, SIGINT, SIGQUIT and SIGTERM to armature do besides reaching the program:"
          + " 1, anywhere or 2, waiting (the default with -p): end the trace; 3, never (the default"
          + " otherwise): nothing; 4, never_tstp: nothing, and SIGTSTP does not stop armature.",
      "-I",
      "--interruptible"),
  KILL_ON_EXIT(
      null,
      "Where a signal ends the trace (-I 1, -I 2), kill the program. Otherwise nothing to do: a"
          + " program that was not attached to can't outlive its tracer.",
      "--kill-on-exit"),
  DAEMON(
      null,
      "Nothing to do: tracer and program are one process, the caller's child; twice or three times"
          + " the same.",
      "-D"),
  DAEMONIZE("grandchild|pgroup|session", "As -D, -DD, -DDD: nothing to do.", "--daemonize", true),
  SECCOMP_BPF(
      null, "Nothing to do: calls that are left out are not stopped anyway.", "--seccomp-bpf"),
  FOLLOW_OLD(null, "Deprecated: -f.", "-F"),
  COLOR("WHEN", "Color what is printed: always, never, auto (on a terminal).", "--color", true),
  TIPS(
      "[[id:]ID][,[format:]FORMAT]",
      "Print a tip at the end: a number or random; none, compact, full.",
      "--tips",
      true),
  DEBUG(null, "Print what the kernel of the program logs.", "-d", "--debug"),
  HELP(null, "Show this text.", "-h", "--help"),
  VERSION(null, "Print the version.", "-V", "--version"),
  PREFIX("DIR", "Look up absolute paths in DIR first, as armature run does.", "-L"),
  ROOT("DIR", "The program sees DIR as /.", "--root"),
  CPU("NAME", "Processor, as armature run has it.", "--cpu"),
  ENGINE("NAME", "interp, jit or auto.", "--engine");

  final String label;
  final String text;
  final List<String> names;

  /** The value may be left out; with a long name it follows an equals sign. */
  final boolean optional;

  StraceOption(String label, String text, String... names) {
    this.label = label;
    this.text = text;
    this.names = List.of(names);
    this.optional = false;
  }

  StraceOption(String label, String text, String name, boolean optional) {
    this(label, text, List.of(name), optional);
  }

  StraceOption(String label, String text, List<String> names, boolean optional) {
    this.label = label;
    this.text = text;
    this.names = names;
    this.optional = optional;
  }

  /** What may stand as the value, where that can be listed: for completion. */
  List<String> choices() {
    return switch (this) {
      case STRINGS_IN_HEX -> List.of("all", "non-ascii", "non-ascii-chars", "none");
      case CONSTANTS -> List.of("raw", "abbrev", "verbose");
      case STACK_TRACE -> List.of("symbol", "source");
      case RELATIVE_LONG, DURATION_LONG -> List.of("s", "ms", "us", "ns");
      case SORT ->
          List.of("time", "min-time", "max-time", "avg-time", "calls", "errors", "name", "nothing");
      case DETACH -> List.of("execve");
      case DAEMONIZE -> List.of("grandchild", "pgroup", "session");
      case COLOR -> List.of("always", "never", "auto");
      case CPU -> RunOption.CPU.choices();
      case ENGINE -> RunOption.ENGINE.choices();
      default -> List.of();
    };
  }

  static StraceOption named(String name) {
    for (StraceOption option : values()) {
      if (option.names.contains(name)) {
        return option;
      }
    }
    return null;
  }
}
