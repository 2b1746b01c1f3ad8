package dev.armature.syscalls.strace;

import java.util.Map;

/** prctl: the option decides how many arguments there are, and what they are. */
final class PrctlFormats {
  private PrctlFormats() {}

  static void add(Map<String, Format> to) {
    to.put("prctl_option", FlagFormats.named(SystemFlags.PRCTL));
    to.put(
        "prctl_arg",
        new Format() {
          @Override
          public void print(Call call, Out out, int i) {
            argument(call, out, i);
          }

          @Override
          public boolean present(Call call, int i) {
            return i <= arguments(call.arg(0));
          }

          @Override
          public boolean late(Call call, int i) {
            return i == 1
                && switch (call.arg(0)) {
                  case 2, 5, 16, 19, 25, 37, 40 -> true;
                  default -> false;
                };
          }
        });
  }

  /** How many arguments follow the option. */
  private static int arguments(int option) {
    return switch (option) {
      // GET_DUMPABLE, GET_KEEPCAPS, GET_SECCOMP, GET_SECUREBITS, GET_TIMERSLACK, GET_TIMING,
      // TASK_PERF_EVENTS_*
      case 3, 7, 13, 21, 27, 30, 31, 32 -> 0;
      // SET_PDEATHSIG .. one argument each
      case 1,
          2,
          4,
          5,
          6,
          8,
          9,
          10,
          11,
          12,
          14,
          15,
          16,
          19,
          20,
          22,
          23,
          24,
          25,
          26,
          28,
          29,
          36,
          37,
          40,
          0x59616d61 ->
          option == 22 ? 2 : 1;
      default -> 4;
    };
  }

  private static void argument(Call call, Out out, int i) {
    int option = call.arg(0);
    int value = call.arg(i);
    if (i > 1) {
      if (option == 22) {
        // SECCOMP_MODE_FILTER has a program.
        out.address(value);
      } else {
        out.hex(call.unsigned(i));
      }
      return;
    }
    switch (option) {
      case 1 -> SignalNames.print(out, value);
      case 2 -> behind(call, out, i, true);
      case 5, 19, 25, 37 -> behind(call, out, i, false);
      case 4 -> out.named(SystemFlags.DUMPABLE, value);
      case 8, 29, 36 -> out.decimal(call.unsigned(i));
      case 15 -> name(call, out, value);
      case 16 -> {
        if (call.failed()) {
          out.address(value);
        } else {
          name(call, out, value);
        }
      }
      case 22 -> out.named(SystemFlags.SECCOMP_MODE, value);
      case 23, 24 -> out.named(SystemFlags.CAPABILITY, value);
      case 38 -> out.decimal(call.unsigned(i));
      case 40 -> Format.word(call, out, value, (o, b) -> o.address(b.i32(0)));
      case 59 -> out.named(SystemFlags.USER_DISPATCH, value);
      default -> out.hex(call.unsigned(i));
    }
  }

  private static void behind(Call call, Out out, int i, boolean signal) {
    if (call.failed()) {
      out.address(call.arg(i));
      return;
    }
    Format.word(
        call,
        out,
        call.arg(i),
        (o, b) -> {
          if (signal) {
            SignalNames.print(o, b.i32(0));
          } else {
            o.decimal(b.u32(0));
          }
        });
  }

  /** The name of a task has 16 bytes with its NUL. */
  private static void name(Call call, Out out, int address) {
    Bytes b = address == 0 ? null : call.readString(address, 16);
    if (b == null) {
      out.address(address);
    } else {
      int limit = Math.min(15, out.style.stringLimit());
      out.string(b.array(), 0, Math.min(limit, b.length()), b.length() > limit);
    }
  }
}
