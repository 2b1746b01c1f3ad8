package dev.armature.syscalls.strace;

/** How the result of a call that succeeded is printed, and what is said about it in words. */
enum Result {
  DECIMAL,
  UNSIGNED,
  HEX,
  OCTAL,
  /** A new descriptor. */
  FD,
  /** A process or thread id. */
  PID,
  SIGNAL,
  POLL,
  SELECT,
  FCNTL,
  PRCTL,
  PERSONALITY,
  SCHEDULER,
  /** The call does not come back. */
  NONE;

  private static final int F_GETFD = 1;
  private static final int F_GETFL = 3;

  static Result named(String name) {
    return switch (name) {
      case "uint" -> UNSIGNED;
      case "hex" -> HEX;
      case "octal" -> OCTAL;
      case "fd" -> FD;
      case "pid" -> PID;
      case "signal" -> SIGNAL;
      case "poll" -> POLL;
      case "select" -> SELECT;
      case "fcntl" -> FCNTL;
      case "prctl" -> PRCTL;
      case "personality" -> PERSONALITY;
      case "scheduler" -> SCHEDULER;
      case "noreturn" -> NONE;
      case "" -> DECIMAL;
      default -> throw new IllegalArgumentException("no format for results: " + name);
    };
  }

  void print(Call call, Out out, int value) {
    switch (this) {
      case DECIMAL, NONE, SIGNAL, POLL, SELECT, PRCTL, SCHEDULER -> out.decimal(value);
      case UNSIGNED -> out.decimal(value & 0xffff_ffffL);
      case HEX, PERSONALITY -> out.hex(value & 0xffff_ffffL);
      case OCTAL -> out.permissions(value);
      case FD -> out.descriptor(value, call.fdNames.of(value));
      case PID -> call.fdNames.pid(out, value);
      case FCNTL -> {
        switch (call.arg(1)) {
          case 0, 1030 -> out.descriptor(value, call.fdNames.of(value));
          case F_GETFD, F_GETFL, 1034, 1025 -> out.hex(value & 0xffff_ffffL);
          default -> out.decimal(value);
        }
      }
    }
  }

  /** The words in parentheses after the result, or null. */
  String words(Call call, Style style) {
    if (call.failed()) {
      return null;
    }
    Text text = new Text();
    // strace writes these by their names, however it writes other constants.
    boolean named = this == SIGNAL || this == SCHEDULER || this == PRCTL;
    TextOut out = new TextOut(text, named ? style.abbreviated() : style);
    int value = call.result();
    switch (this) {
      case POLL -> {
        boolean timed = call.plan().kind(2).startsWith("inout_");
        return PollFormats.pollResult(call, style, timed ? 2 : -1);
      }
      case SELECT -> {
        return PollFormats.selectResult(call, style);
      }
      case FCNTL -> {
        return FcntlFormats.auxiliary(call, style);
      }
      case SIGNAL -> SignalNames.print(out, value);
      case PERSONALITY -> ProcessFormats.personality(out, value & 0xffff_ffffL);
      case SCHEDULER -> ProcessFormats.policy(out, value);
      case PRCTL -> {
        switch (call.arg(0)) {
          case 3 -> out.named(SystemFlags.DUMPABLE, value);
          default -> {
            return null;
          }
        }
      }
      case DECIMAL, UNSIGNED, HEX, OCTAL, FD, PID, NONE -> {
        return null;
      }
    }
    return text.toString();
  }
}
