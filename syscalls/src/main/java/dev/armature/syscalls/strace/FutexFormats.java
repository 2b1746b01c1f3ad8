package dev.armature.syscalls.strace;

import java.util.Map;

/** futex: how many arguments there are, and what they are, is up to the operation. */
final class FutexFormats {
  private static final int PRIVATE = 128;
  private static final int CLOCK_REALTIME = 256;
  private static final int WAIT = 0;
  private static final int WAKE = 1;
  private static final int FD = 2;
  private static final int REQUEUE = 3;
  private static final int CMP_REQUEUE = 4;
  private static final int WAKE_OP = 5;
  private static final int LOCK_PI = 6;
  private static final int UNLOCK_PI = 7;
  private static final int TRYLOCK_PI = 8;
  private static final int WAIT_BITSET = 9;
  private static final int WAKE_BITSET = 10;
  private static final int WAIT_REQUEUE_PI = 11;
  private static final int CMP_REQUEUE_PI = 12;
  private static final int LOCK_PI2 = 13;

  private FutexFormats() {}

  static void add(Map<String, Format> to) {
    to.put("futex_op", (call, out, i) -> operation(out, call.arg(i)));
    to.put(
        "futex_val",
        Format.when(
            (call, i) ->
                switch (command(call)) {
                  case LOCK_PI, LOCK_PI2, UNLOCK_PI, TRYLOCK_PI -> false;
                  default -> true;
                },
            (call, out, i) -> out.decimal(call.unsigned(i))));
    to.put("futex_timeout", timeout(to, "in_timespec"));
    to.put("futex_timeout64", timeout(to, "in_timespec64"));
    to.put(
        "futex_uaddr2",
        Format.when(
            (call, i) ->
                switch (command(call)) {
                  case REQUEUE, CMP_REQUEUE, WAKE_OP, WAIT_REQUEUE_PI, CMP_REQUEUE_PI -> true;
                  case WAIT,
                      WAKE,
                      FD,
                      LOCK_PI,
                      LOCK_PI2,
                      UNLOCK_PI,
                      TRYLOCK_PI,
                      WAIT_BITSET,
                      WAKE_BITSET ->
                      false;
                  default -> true;
                },
            (call, out, i) -> out.address(call.arg(i))));
    to.put(
        "futex_val3",
        Format.when(
            (call, i) ->
                switch (command(call)) {
                  case CMP_REQUEUE, WAKE_OP, CMP_REQUEUE_PI, WAIT_BITSET, WAKE_BITSET -> true;
                  case WAIT,
                      WAKE,
                      FD,
                      REQUEUE,
                      LOCK_PI,
                      LOCK_PI2,
                      UNLOCK_PI,
                      TRYLOCK_PI,
                      WAIT_REQUEUE_PI ->
                      false;
                  default -> true;
                },
            FutexFormats::third));
  }

  private static int command(Call call) {
    return call.arg(1) & ~(PRIVATE | CLOCK_REALTIME);
  }

  private static void operation(Out out, int op) {
    int command = op & ~(PRIVATE | CLOCK_REALTIME);
    String name = ProcessFlags.FUTEX.name(command);
    if (name == null) {
      out.named(ProcessFlags.FUTEX, op);
      return;
    }
    // The private forms have names of their own in linux/futex.h.
    String whole = (op & PRIVATE) != 0 ? name + "_PRIVATE" : name;
    out.symbol((op & CLOCK_REALTIME) != 0 ? whole + "|FUTEX_CLOCK_REALTIME" : whole, op);
  }

  /** A timeout, or for some operations a second number in its place. */
  private static Format timeout(Map<String, Format> formats, String format) {
    Format time = formats.get(format);
    return Format.when(
        (call, i) ->
            switch (command(call)) {
              case WAKE, WAKE_BITSET, FD, UNLOCK_PI, TRYLOCK_PI -> false;
              default -> true;
            },
        (call, out, i) -> {
          switch (command(call)) {
            case WAIT, WAIT_BITSET, LOCK_PI, LOCK_PI2, WAIT_REQUEUE_PI -> time.print(call, out, i);
            case REQUEUE, CMP_REQUEUE, WAKE_OP, CMP_REQUEUE_PI -> out.decimal(call.unsigned(i));
            default -> out.hex(call.unsigned(i));
          }
        });
  }

  private static void third(Call call, Out out, int i) {
    switch (command(call)) {
      case WAIT_BITSET, WAKE_BITSET -> {
        if (call.arg(i) == -1) {
          out.symbol("FUTEX_BITSET_MATCH_ANY", call.unsigned(i));
        } else {
          out.hex(call.unsigned(i));
        }
      }
      case CMP_REQUEUE, CMP_REQUEUE_PI -> out.decimal(call.unsigned(i));
      case WAKE_OP -> wakeOp(out, call.arg(i));
      default -> out.hex(call.unsigned(i));
    }
  }

  private static void wakeOp(Out out, int value) {
    int operation = value >>> 28;
    Text text = new Text();
    if ((operation & 8) != 0) {
      text.add(out.part("FUTEX_OP_OPARG_SHIFT", "", 8)).add("<<28|");
    }
    text.add(out.part(ProcessFlags.FUTEX_WAKE_OP, operation & 7));
    text.add("<<28|").hex(value >>> 12 & 0xfff).add("<<12|");
    text.add(out.part(ProcessFlags.FUTEX_WAKE_CMP, value >>> 24 & 15));
    text.add("<<24|").hex(value & 0xfff);
    out.expression(text.toString(), value & 0xffff_ffffL);
  }
}
