package dev.armature.syscalls.strace;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Times, intervals and clocks; the structures of the old calls and of the {@code _time64} ones. */
final class TimeFormats {
  private static final long UTIME_NOW = (1L << 30) - 1;
  private static final long UTIME_OMIT = (1L << 30) - 2;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("xx");

  private TimeFormats() {}

  static void add(Map<String, Format> to) {
    to.put("clock", (call, out, i) -> clock(out, call.arg(i)));
    Format timespec = Format.struct(8, (c, out, b) -> pair(out, b.i32(0), b.i32(4), "tv_nsec"));
    Format timespec64 = Format.struct(16, (c, out, b) -> pair(out, b.i64(0), b.i32(8), "tv_nsec"));
    Format timeval = Format.struct(8, (c, out, b) -> pair(out, b.i32(0), b.i32(4), "tv_usec"));
    both(to, "timespec", timespec);
    both(to, "timespec64", timespec64);
    both(to, "timeval", timeval);
    // Written by the call only when a signal ended it.
    to.put("remain", remain(timespec));
    to.put("remain64", remain(timespec64));
    both(
        to,
        "timezone",
        Format.struct(
            8,
            (c, out, b) -> {
              out.beginStruct();
              out.field("tz_minuteswest", b.i32(0));
              out.field("tz_dsttime", b.i32(4));
              out.endStruct();
            }));
    both(
        to,
        "itimerval",
        Format.struct(
            16, (c, out, b) -> interval(out, b.i32(0), b.i32(4), b.i32(8), b.i32(12), "tv_usec")));
    both(
        to,
        "itimerspec",
        Format.struct(
            16, (c, out, b) -> interval(out, b.i32(0), b.i32(4), b.i32(8), b.i32(12), "tv_nsec")));
    both(
        to,
        "itimerspec64",
        Format.struct(
            32, (c, out, b) -> interval(out, b.i64(0), b.i32(8), b.i64(16), b.i32(24), "tv_nsec")));
    to.put("in_timeval_pair", Format.struct(16, TimeFormats::timevalPair));
    to.put(
        "in_timespec_pair",
        Format.struct(16, (c, out, b) -> utimePair(out, b.i32(0), b.u32(4), b.i32(8), b.u32(12))));
    to.put(
        "in_timespec64_pair",
        Format.struct(32, (c, out, b) -> utimePair(out, b.i64(0), b.u32(8), b.i64(16), b.u32(24))));
    Format time =
        Format.struct(
            4,
            (c, out, b) -> {
              out.beginArray();
              out.element();
              date(out, b.i32(0));
              out.endArray();
            });
    both(to, "time", time);
    to.put("out_tms", Format.out(Format.struct(16, TimeFormats::tms)));
    both(to, "timex", Format.struct(124, (c, out, b) -> TimexFormat.print(c, out, b, false)));
    both(to, "timex64", Format.struct(208, (c, out, b) -> TimexFormat.print(c, out, b, true)));
  }

  private static void both(Map<String, Format> to, String name, Format format) {
    to.put("in_" + name, format);
    to.put("out_" + name, Format.out(format));
    to.put("inout_" + name, format);
  }

  private static Format remain(Format of) {
    return new Format() {
      @Override
      public void print(Call call, Out out, int i) {
        if (call.restarts() || call.failed() && call.result() == -4) {
          of.print(call, out, i);
        } else {
          out.address(call.arg(i));
        }
      }

      @Override
      public boolean late(Call call, int i) {
        return true;
      }
    };
  }

  static void clock(Out out, int clock) {
    if (clock >= 0) {
      out.named(ProcessFlags.CLOCK, clock);
      return;
    }
    Text text = new Text();
    String kind =
        switch (clock & 3) {
          case 0 -> "CPUCLOCK_PROF";
          case 1 -> "CPUCLOCK_VIRT";
          case 2 -> "CPUCLOCK_SCHED";
          default -> null;
        };
    if (kind == null) {
      text.add("FD_TO_CLOCKID(").decimal(~(clock >> 3)).add(')');
    } else {
      text.add((clock & 4) != 0 ? "MAKE_THREAD_CPUCLOCK(" : "MAKE_PROCESS_CPUCLOCK(");
      text.decimal(~(clock >> 3)).add(", ").add(kind).add(')');
    }
    out.expression(text.toString(), clock);
  }

  static void pair(Out out, long seconds, long fraction, String unit) {
    out.beginStruct();
    out.field("tv_sec", seconds);
    out.field(unit, fraction);
    out.endStruct();
  }

  private static void interval(
      Out out, long seconds, long fraction, long valueSeconds, long valueFraction, String unit) {
    out.beginStruct();
    out.field("it_interval");
    pair(out, seconds, fraction, unit);
    out.field("it_value");
    pair(out, valueSeconds, valueFraction, unit);
    out.endStruct();
  }

  private static void timevalPair(Call call, Out out, Bytes b) {
    out.beginArray();
    for (int at = 0; at < 16; at += 8) {
      out.element();
      pair(out, b.i32(at), b.i32(at + 4), "tv_usec");
      comment(out, b.i32(at), b.u32(at + 4) * 1000, 6);
    }
    out.endArray();
  }

  private static void utimePair(Out out, long s0, long n0, long s1, long n1) {
    out.beginArray();
    utime(out, s0, n0);
    utime(out, s1, n1);
    out.endArray();
  }

  private static void utime(Out out, long seconds, long nanos) {
    out.element();
    if (nanos == UTIME_NOW || nanos == UTIME_OMIT) {
      String name = nanos == UTIME_NOW ? "UTIME_NOW" : "UTIME_OMIT";
      if (out.style.constants() == Style.Constants.ABBREV) {
        out.symbol(name, nanos);
        return;
      }
      pair(out, seconds, nanos, "tv_nsec");
      if (out.style.constants() == Style.Constants.VERBOSE) {
        out.comment(name);
      }
    } else {
      pair(out, seconds, nanos, "tv_nsec");
      comment(out, seconds, nanos);
    }
  }

  /** Seconds since 1970 with the date. */
  static void date(Out out, int seconds) {
    date(out, seconds, 0);
  }

  static void date(Out out, int seconds, long nanos) {
    out.decimal(seconds);
    comment(out, seconds, nanos);
  }

  /** The date as a comment; nothing for the epoch itself. */
  static void comment(Out out, long seconds, long nanos) {
    comment(out, seconds, nanos, 9);
  }

  private static void comment(Out out, long seconds, long nanos, int digits) {
    if (seconds == 0 && nanos == 0) {
      return;
    }
    var time = Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault());
    Text text = new Text();
    text.add(DATE.format(time));
    if (nanos > 0 && nanos < 1_000_000_000) {
      Leader.fraction(nanos, digits, text);
    }
    text.add(ZONE.format(time));
    out.comment(text.toString());
  }

  private static void tms(Call call, Out out, Bytes b) {
    String[] names = {"tms_utime", "tms_stime", "tms_cutime", "tms_cstime"};
    out.beginStruct();
    for (int n = 0; n < names.length; n++) {
      out.field(names[n], b.u32(4 * n));
    }
    out.endStruct();
  }
}
