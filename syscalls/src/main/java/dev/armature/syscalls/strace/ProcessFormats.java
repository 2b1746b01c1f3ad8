package dev.armature.syscalls.strace;

import java.util.Map;

/** Processes: clone, wait, limits, use, scheduling, identity. */
final class ProcessFormats {
  private static final int CSIGNAL = 0xff;
  private static final long CLONE_SETTLS = 0x8_0000;
  private static final long CLONE_PARENT_SETTID = 0x10_0000;
  private static final long CLONE_CHILD_CLEARTID = 0x20_0000;
  private static final long CLONE_CHILD_SETTID = 0x100_0000;
  private static final long CLONE_PIDFD = 0x1000;

  private ProcessFormats() {}

  static void add(Map<String, Format> to) {
    clone(to);
    to.put(
        "out_wstatus",
        Format.out((call, out, i) -> {
          if (call.result() == 0) {
            out.address(call.arg(i));
          } else {
            Format.at(call, out, call.arg(i), 4, ProcessFormats::status);
          }
        }));
    to.put(
        "out_rusage",
        Format.out((call, out, i) -> {
          boolean none = call.result() == 0 && call.row().name().equals("wait4");
          if (none) {
            out.address(call.arg(i));
          } else {
            Format.at(call, out, call.arg(i), 72, ProcessFormats::usage);
          }
        }));
    to.put(
        "in_rlimit",
        Format.struct(
            8, (c, out, b) -> limit(out, b.u32(0), b.u32(4), 0xffff_ffffL, "RLIM_INFINITY")));
    to.put("out_rlimit", Format.out(to.get("in_rlimit")));
    to.put(
        "in_rlimit64",
        Format.struct(16, (c, out, b) -> limit(out, b.i64(0), b.i64(8), -1, "RLIM64_INFINITY")));
    to.put("out_rlimit64", Format.out(to.get("in_rlimit64")));
    to.put(
        "in_sched_param",
        Format.struct(
            4,
            (c, out, b) -> {
              out.beginArray();
              out.element();
              out.decimal(b.i32(0));
              out.endArray();
            }));
    to.put("out_sched_param", Format.out(to.get("in_sched_param")));
    to.put("sched_policy", (call, out, i) -> policy(out, call.arg(i)));
    to.put("in_affinity", (call, out, i) -> affinity(call, out, call.arg(i), call.arg(i - 1)));
    to.put(
        "out_affinity",
        Format.out((call, out, i) -> affinity(call, out, call.arg(i), call.result())));
    to.put("in_groups", (call, out, i) -> groups(call, out, call.arg(i), call.arg(i - 1), 4));
    to.put("out_groups", Format.out((call, out, i) -> outGroups(call, out, i, 4)));
    to.put("in_groups16", (call, out, i) -> groups(call, out, call.arg(i), call.arg(i - 1), 2));
    to.put("out_groups16", Format.out((call, out, i) -> outGroups(call, out, i, 2)));
    to.put(
        "personality",
        (call, out, i) -> {
          if (call.arg(i) == -1) {
            out.hex(0xffff_ffffL);
          } else {
            personality(out, call.unsigned(i));
          }
        });
    to.put("waitid_id", (call, out, i) -> call.fdNames.pid(out, call.arg(i)));
    to.put("in_sched_attr", Format.struct(48, ProcessFormats::attributes));
    to.put("out_sched_attr", Format.out(to.get("in_sched_attr")));
    to.put("noop_status", (call, out, i) -> out.decimal(call.arg(i)));
  }

  private static void clone(Map<String, Format> to) {
    // strace prints the stack first, and the names of the arguments.
    to.put("clone_flags", Format.when((call, i) -> false, (call, out, i) -> {}));
    to.put(
        "clone_stack",
        (call, out, i) -> {
          out.label("child_stack");
          out.address(call.arg(i));
          out.argument("flags");
          out.label("flags");
          flagsAndSignal(out, call.unsigned(0) & ~(long) CSIGNAL, call.arg(0) & CSIGNAL);
        });
    to.put(
        "clone_parent_tid",
        later(
            CLONE_PARENT_SETTID | CLONE_PIDFD,
            (call, out, i) -> {
              out.label("parent_tid");
              Bytes value = call.failed() ? null : call.read(call.arg(i), 4);
              if (value == null) {
                out.address(call.arg(i));
              } else {
                out.beginArray();
                out.element();
                out.decimal(value.i32(0));
                out.endArray();
              }
            }));
    to.put(
        "clone_tls",
        later(
            CLONE_SETTLS,
            (call, out, i) -> {
              out.label("tls");
              out.hex(call.unsigned(i));
            }));
    to.put(
        "clone_child_tid",
        later(
            CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID,
            (call, out, i) -> {
              out.label("child_tidptr");
              out.address(call.arg(i));
            }));
    to.put(
        "in_clone_args",
        (call, out, i) ->
            Format.at(
                call,
                out,
                call.arg(i),
                Math.clamp(call.unsigned(i + 1), 64, 88),
                ProcessFormats::cloneArgs));
  }

  /** An argument of clone that is there when one of {@code flags} is set. */
  private static Format later(long flags, Format of) {
    return new Format() {
      @Override
      public void print(Call call, Out out, int i) {
        of.print(call, out, i);
      }

      @Override
      public boolean present(Call call, int i) {
        return (call.arg(0) & flags) != 0;
      }

      @Override
      public boolean late(Call call, int i) {
        return true;
      }

      @Override
      public boolean commaBefore() {
        return false;
      }
    };
  }

  private static void flagsAndSignal(Out out, long flags, int signal) {
    if (flags == 0) {
      SignalNames.print(out, signal);
      return;
    }
    out.flagsBefore(ProcessFlags.CLONE, flags, signal == 0 ? null : SignalNames.of(signal), signal);
  }

  private static void cloneArgs(Call call, Out out, Bytes b) {
    long flags = b.i64(0);
    out.beginStruct();
    out.fieldFlags("flags", ProcessFlags.CLONE, flags);
    if ((flags & CLONE_PIDFD) != 0) {
      out.fieldAddress("pidfd", b.i32(8));
    }
    if ((flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)) != 0) {
      out.fieldAddress("child_tid", b.i32(16));
    }
    if ((flags & CLONE_PARENT_SETTID) != 0) {
      out.fieldAddress("parent_tid", b.i32(24));
    }
    out.field("exit_signal");
    SignalNames.print(out, b.i32(32));
    out.fieldAddress("stack", b.i32(40));
    out.fieldHex("stack_size", b.i64(48));
    if ((flags & CLONE_SETTLS) != 0) {
      out.fieldAddress("tls", b.i32(56));
    }
    out.endStruct();
    if ((flags & CLONE_PARENT_SETTID) != 0 && call.over() && !call.failed()) {
      Bytes tid = call.read(b.i32(24), 4);
      if (tid != null) {
        out.becomes();
        out.beginStruct();
        out.field("parent_tid");
        out.beginArray();
        out.element();
        out.decimal(tid.i32(0));
        out.endArray();
        out.endStruct();
      }
    }
  }

  /** {@code [{WIFEXITED(s) && WEXITSTATUS(s) == 0}]}. */
  private static void status(Call call, Out out, Bytes b) {
    int status = b.i32(0);
    int signal = status & 0x7f;
    Text text = new Text();
    text.add('[');
    if (status == 0xffff) {
      text.add("{WIFCONTINUED(s)}");
    } else if ((status & 0xff) == 0x7f) {
      int stop = status >> 8 & 0xff;
      text.add("{WIFSTOPPED(s) && WSTOPSIG(s) == ");
      if ((stop & 0x80) != 0) {
        text.add(SignalNames.of(stop & 0x7f)).add(" | 0x80");
      } else {
        text.add(SignalNames.of(stop));
      }
      text.add('}');
    } else if (signal != 0) {
      text.add("{WIFSIGNALED(s) && WTERMSIG(s) == ");
      String name = SignalNames.of(signal);
      text.add(name == null ? Integer.toString(signal) : name);
      if ((status & 0x80) != 0) {
        text.add(" && WCOREDUMP(s)");
      }
      text.add('}');
    } else {
      text.add("{WIFEXITED(s) && WEXITSTATUS(s) == ").decimal(status >> 8 & 0xff).add('}');
    }
    int event = status >>> 16;
    if (event != 0) {
      text.add('|').add(out.part(ProcessFlags.PTRACE_EVENT, event)).add("<<16");
    }
    text.add(']');
    out.expression(text.toString(), status);
  }

  private static void usage(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("ru_utime");
    TimeFormats.pair(out, b.i32(0), b.i32(4), "tv_usec");
    out.field("ru_stime");
    TimeFormats.pair(out, b.i32(8), b.i32(12), "tv_usec");
    if (call.full()) {
      String[] names = {
        "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt", "ru_nswap",
        "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw"
      };
      for (int n = 0; n < names.length; n++) {
        out.field(names[n], b.u32(16 + 4 * n));
      }
    } else {
      out.moreFields();
    }
    out.endStruct();
  }

  private static void limit(Out out, long current, long max, long infinity, String name) {
    out.beginStruct();
    out.field("rlim_cur");
    limitValue(out, current, infinity, name);
    out.field("rlim_max");
    limitValue(out, max, infinity, name);
    out.endStruct();
  }

  private static void limitValue(Out out, long value, long infinity, String name) {
    if (value == infinity) {
      out.constant(name, value, 10);
    } else if (value > 1024 && value % 1024 == 0) {
      out.constant(value / 1024 + "*1024", value, 10);
    } else {
      out.unsigned(value);
    }
  }

  static void policy(Out out, int policy) {
    int reset = 0x4000_0000;
    if ((policy & reset) != 0) {
      out.flagsAfter(
          ProcessFlags.SCHEDULER,
          policy & ~reset,
          Xlat.of("SCHED_???", "SCHED_RESET_ON_FORK 0x40000000"),
          reset);
    } else {
      out.named(ProcessFlags.SCHEDULER, policy);
    }
  }

  private static void affinity(Call call, Out out, int address, int length) {
    int size = Math.max(0, Math.min(length, 1024)) & ~3;
    Bytes set = address == 0 || size == 0 ? null : call.read(address, size);
    if (set == null) {
      out.address(address);
      return;
    }
    out.beginArray();
    for (int cpu = 0; cpu < size * 8; cpu++) {
      if ((set.u8(cpu >> 3) >> (cpu & 7) & 1) != 0) {
        out.item();
        out.decimal(cpu);
      }
    }
    out.endArray();
  }

  private static void outGroups(Call call, Out out, int i, int width) {
    if (call.arg(i - 1) == 0) {
      out.address(call.arg(i));
    } else {
      groups(call, out, call.arg(i), call.result(), width);
    }
  }

  private static void groups(Call call, Out out, int address, int count, int width) {
    if (count == 0 && address != 0) {
      out.beginArray();
      out.endArray();
      return;
    }
    if (address == 0 || count < 0 || count > 65536 || call.read(address, width) == null) {
      out.address(address);
      return;
    }
    int limit = call.full() ? Integer.MAX_VALUE : out.style.stringLimit();
    out.beginArray();
    for (int n = 0; n < count; n++) {
      Bytes b = call.read(address + width * n, width);
      out.element();
      if (n >= limit) {
        out.cut();
        break;
      }
      if (b == null) {
        out.cutAt(address + width * n);
        break;
      }
      if (width == 2) {
        ValueFormats.id(out, b.u16(0), 0xffff);
      } else {
        ValueFormats.id(out, b.i32(0), -1);
      }
    }
    out.endArray();
  }

  static void personality(Out out, long value) {
    out.flagsAfter(
        ProcessFlags.PERSONALITY, value & 0xff, ProcessFlags.PERSONALITY_FLAGS, value & ~0xffL);
  }

  private static void attributes(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("size", b.u32(0));
    out.field("sched_policy", ProcessFlags.SCHEDULER, b.u32(4));
    out.fieldFlags("sched_flags", ProcessFlags.SCHED_FLAGS, b.i64(8));
    out.field("sched_nice", b.i32(16));
    out.field("sched_priority", b.u32(20));
    out.field("sched_runtime");
    out.unsigned(b.i64(24));
    out.field("sched_deadline");
    out.unsigned(b.i64(32));
    out.field("sched_period");
    out.unsigned(b.i64(40));
    out.endStruct();
  }
}
