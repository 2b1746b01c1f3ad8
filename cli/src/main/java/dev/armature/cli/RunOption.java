package dev.armature.cli;

import java.util.List;

/**
 * The options of {@code armature run}, one row each: the parser and the help text read it. The
 * short spellings are those of qemu-arm, so that a line written for it works with the name changed.
 */
enum RunOption {
  PREFIX("DIR", "Look up absolute paths in DIR first: the ARM system's libraries and files.", "-L"),
  ROOT("DIR", "The program sees DIR as / and nothing outside of it.", "--root"),
  SET_ENV("VAR=VALUE[,...]", "Set variables in the program's environment.", "-E"),
  UNSET_ENV("VAR[,...]", "Remove variables from the program's environment.", "-U"),
  ARGV0("ARGV0", "What the program gets as its own name.", "-0"),
  UNAME("RELEASE", "The kernel release that uname tells.", "-r"),
  STACK_SIZE("SIZE", "Stack of the first thread: bytes, or with suffix k, M or G.", "-s"),
  CPU("NAME", "Processor: " + String.join(", ", GuestRequest.CPUS) + ".", "--cpu", "-cpu"),
  ENGINE(
      "NAME", "interp, jit, or auto: interp for what is cold, jit for what is warm.", "--engine"),
  DUMP(
      "WHAT[,...]:ADDRESS",
      "Print stages (decode, ir, bytecode) of the code at ADDRESS to stderr.",
      "--dump"),
  CODE_CACHE(
      "DIR",
      "Keep translations between runs in DIR, which must be this user's alone; off: keep none.",
      "--code-cache"),
  NO_RECOGNISE(
      null,
      "Run the program's own memcpy, strlen, divisions and the like, not faster code.",
      "--no-recognise"),
  STAT(null, "Print at the end what was translated, compiled and entered, to stderr.", "--stat"),
  DEBUG(
      null,
      "Print what the kernel of the program logs, and Java's stack trace of an internal error.",
      "--debug"),
  DEBUG_ENTRY(
      null,
      "Check every transition between program and kernel: slow, for finding defects.",
      "--debug-entry"),
  STRACE(null, "Print the system calls of all processes; armature strace has more.", "-strace"),
  LOG("ITEM[,...]", "Reserved: log.", "-d"),
  LOG_FILE("FILE", "Reserved: where -d logs to.", "-D"),
  GDB("PORT", "Reserved: wait for gdb.", "-g");

  /** What stands for the value in the help text; null when the option takes none. */
  final String label;

  final String text;

  final List<String> names;

  RunOption(String label, String text, String... names) {
    this.label = label;
    this.text = text;
    this.names = List.of(names);
  }

  /** Named so that scripts for qemu-arm can use it, but still without effect. */
  boolean reserved() {
    return switch (this) {
      case LOG, LOG_FILE, GDB -> true;
      default -> false;
    };
  }

  /** What may stand as the value, where that can be listed: for completion. */
  List<String> choices() {
    return switch (this) {
      case CPU -> GuestRequest.CPUS;
      case ENGINE -> GuestRequest.ENGINES;
      default -> List.of();
    };
  }

  /** The environment variable that stands for the option, like qemu-arm's {@code QEMU_...}. */
  String variable() {
    return switch (this) {
      case PREFIX -> "ARMATURE_LD_PREFIX";
      default -> "ARMATURE_" + name();
    };
  }

  static RunOption named(String name) {
    for (RunOption option : values()) {
      if (option.names.contains(name)) {
        return option;
      }
    }
    return null;
  }
}
