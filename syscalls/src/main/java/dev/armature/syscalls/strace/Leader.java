package dev.armature.syscalls.strace;

import dev.armature.host.HostClock;
import dev.armature.syscalls.strace.StraceOptions.Stamp;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands at the start of a line: process, time, number of the call, instruction pointer. */
final class Leader {
  private static final long SECOND = 1_000_000_000L;

  private final StraceOptions options;
  private final AtomicInteger tracees;
  private final boolean shared;
  private final ZoneId zone = ZoneId.systemDefault();

  /** The time of the line before, for {@code -r}; guarded by the log that uses this. */
  private long previous;

  /**
   * @param tracees how many tasks are watched at the moment
   */
  Leader(StraceOptions options, AtomicInteger tracees) {
    this.options = options;
    this.tracees = tracees;
    shared = options.output != null && !options.outputSeparately;
  }

  void print(Tracee tracee, Text text) {
    int tid = tracee.task.tid;
    boolean several = tracees.get() > 1 || options.hostPid != 0;
    if (shared && (options.followForks || several || options.alwaysShowPid)) {
      int start = text.length();
      text.add(options.id(tid));
      name(tracee, text);
      text.spaces(start + 5 - text.length()).add(' ');
    } else if (options.output == null && (several || options.alwaysShowPid)) {
      text.add("[pid ");
      String id = options.id(tid);
      text.spaces(5 - id.length()).add(id);
      name(tracee, text);
      text.add("] ");
    }
    if (options.stamp != Stamp.NONE || options.relative) {
      long now = HostClock.time(HostClock.CLOCK_REALTIME);
      if (options.stamp != Stamp.NONE) {
        stamp(now, text);
      }
      if (options.relative) {
        relative(now, text);
      }
    }
    if (options.callNumber) {
      text.add('[');
      String number = tracee.number < 0 ? "" : Integer.toString(tracee.number);
      text.spaces(4 - number.length()).add(number).add("] ");
    }
    if (options.instructionPointer) {
      text.add('[');
      if (tracee.task.exiting()) {
        text.add("????????");
      } else {
        text.hexDigits(tracee.task.cpu.pc & 0xffff_ffffL, 8);
      }
      text.add("] ");
    }
  }

  private void name(Tracee tracee, Text text) {
    String comm = tracee.call.fdNames.comm(tracee.task.tid);
    if (comm != null) {
      text.add('<').add(comm).add('>');
    }
  }

  private void stamp(long now, Text text) {
    if (options.stamp == Stamp.UNIX) {
      text.decimal(now / SECOND);
    } else {
      Instant instant = Instant.ofEpochSecond(now / SECOND);
      LocalTime time = LocalTime.ofInstant(instant, zone);
      text.zeroPadded(time.getHour(), 2).add(':').zeroPadded(time.getMinute(), 2);
      text.add(':').zeroPadded(time.getSecond(), 2);
    }
    fraction(now % SECOND, options.stampDigits, text);
    text.add(' ');
  }

  private void relative(long now, Text text) {
    long passed = previous == 0 ? 0 : Math.max(0, now - previous);
    previous = now;
    boolean inner = options.stamp != Stamp.NONE;
    if (inner) {
      text.add("(+");
    }
    String seconds = Long.toString(passed / SECOND);
    text.spaces(6 - seconds.length()).add(seconds);
    fraction(passed % SECOND, options.relativeDigits, text);
    text.add(inner ? ") " : " ");
  }

  /** The first {@code digits} digits of a fraction of a second, with its point. */
  static void fraction(long nanos, int digits, Text text) {
    if (digits == 0) {
      return;
    }
    long value = nanos;
    for (int i = digits; i < 9; i++) {
      value /= 10;
    }
    text.add('.').zeroPadded(value, digits);
  }
}
