package dev.armature.syscalls.strace;

import dev.armature.abi.Errno;

/** What stands behind the {@code =}. */
final class Results {
  private Results() {}

  static void print(Tracee tracee, int value, StraceOptions options, boolean raw) {
    Text tail = tracee.tail;
    Call call = tracee.call;
    if (call.failed()) {
      error(tail, -value, raw);
    } else if (raw) {
      tail.hex(value & 0xffff_ffffL);
    } else {
      // The result is printed by the same rules as arguments, into the tail.
      TextOut out = new TextOut(tail, tracee.out.style);
      call.plan().result().print(call, out, value);
    }
    call.auxiliary = raw ? null : call.plan().result().words(call, tracee.out.style);
    if (call.auxiliary != null) {
      tail.add(" (").add(call.auxiliary).add(')');
    }
  }

  private static void error(Text tail, int errno, boolean raw) {
    String restart =
        switch (errno) {
          case Errno.ERESTARTSYS -> "ERESTARTSYS (To be restarted if SA_RESTART is set)";
          case Errno.ERESTARTNOINTR -> "ERESTARTNOINTR (To be restarted)";
          case Errno.ERESTARTNOHAND -> "ERESTARTNOHAND (To be restarted if no handler)";
          case Errno.ERESTART_RESTARTBLOCK -> "ERESTART_RESTARTBLOCK (Interrupted by signal)";
          default -> null;
        };
    if (restart != null) {
      tail.add("? ").add(restart);
      return;
    }
    String name = Errno.name(errno);
    if (name == null) {
      tail.add("-1 (errno ").decimal(errno).add(')');
    } else {
      tail.add("-1 ").add(name);
      if (!raw) {
        tail.add(" (").add(ErrorText.of(errno)).add(')');
      }
    }
  }
}
