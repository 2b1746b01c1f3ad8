package dev.armature.syscalls.strace;

import dev.armature.abi.Errno;
import dev.armature.host.HostClock;
import dev.armature.signal.SigInfo;
import java.util.List;

/** {@code --json}: a line with one JSON object for each event. */
final class JsonLines {
  private static final long SECOND = 1_000_000_000L;

  private final StraceOptions options;

  JsonLines(StraceOptions options) {
    this.options = options;
  }

  private void head(Tracee tracee, String type) {
    Text text = tracee.text;
    JsonOut out = tracee.json;
    text.clear();
    out.reset();
    text.add('{');
    out.key("type").quoted(type);
    if (options.hostPid != 0) {
      out.key("host_pid").decimal(options.hostPid);
    }
    out.key("pid").decimal(tracee.task.pid());
    out.key("tid").decimal(tracee.task.tid);
    long now = HostClock.time(HostClock.CLOCK_REALTIME);
    out.key("time").decimal(now / SECOND);
    Leader.fraction(now % SECOND, 6, text);
  }

  /** A call begins: the arguments that are known now are printed now. */
  void begin(Tracee tracee) {
    head(tracee, "syscall");
    JsonOut out = tracee.json;
    CallPlan plan = tracee.call.plan();
    out.key("name").quoted(tracee.name);
    out.key("number").decimal(tracee.number);
    if (options.instructionPointer) {
      out.key("pc").decimal(tracee.task.cpu.pc & 0xffff_ffffL);
    }
    out.key("args");
    out.beginStruct();
    tracee.next = plan.print(tracee.call, out, 0);
  }

  void end(Tracee tracee, int value, long nanos) {
    Call call = tracee.call;
    boolean failed = call.failed();
    var wanted = failed ? StraceOptions.Status.FAILED : StraceOptions.Status.SUCCESSFUL;
    if (!options.statuses.contains(wanted)) {
      return;
    }
    JsonOut out = tracee.json;
    int unused = call.plan().print(call, out, tracee.next);
    out.endStruct();
    if (call.restarts()) {
      out.key("restart").quoted(Errno.name(-value));
    } else if (failed) {
      out.key("return").decimal(-1);
      out.key("errno").decimal(-value);
      String name = Errno.name(-value);
      if (name != null) {
        out.key("error").quoted(name);
      }
    } else {
      Result result = call.plan().result();
      out.key("return");
      boolean unsigned = result == Result.HEX || result == Result.UNSIGNED;
      out.decimal(unsigned ? value & 0xffff_ffffL : value);
    }
    call.auxiliary = call.plan().result().words(call, tracee.out.style);
    if (call.auxiliary != null) {
      out.key("note").quoted(call.auxiliary);
    }
    if (tracee.tampered) {
      out.key("injected").bool(true);
    }
    duration(tracee, nanos);
    tail(tracee);
  }

  private static void duration(Tracee tracee, long nanos) {
    tracee.json.key("duration").decimal(nanos / SECOND);
    Leader.fraction(nanos % SECOND, 9, tracee.text);
  }

  void initialExec(Tracee tracee, String program, List<String> argv, long nanos) {
    head(tracee, "syscall");
    JsonOut out = tracee.json;
    out.key("name").quoted("execve");
    out.key("number").decimal(InitialExec.NUMBER);
    out.key("args");
    out.beginStruct();
    out.argument("pathname");
    out.name(program);
    out.argument("argv");
    InitialExec.arguments(out, argv);
    out.endStruct();
    out.key("return").decimal(0);
    duration(tracee, nanos);
    tail(tracee);
  }

  void signal(Tracee tracee, SigInfo info) {
    head(tracee, "signal");
    JsonOut out = tracee.json;
    out.key("signal").quoted(SignalNames.of(info.signo()));
    out.key("siginfo");
    SigInfoFormat.print(out, info);
    tail(tracee);
  }

  void event(Tracee tracee, String type, String key, String value) {
    head(tracee, type);
    tracee.json.key(key).quoted(value);
    tail(tracee);
  }

  /** The end of a task; a call that it did not come back from is told first. */
  void ended(Tracee tracee, int status) {
    if (tracee.inCall && options.statuses.contains(StraceOptions.Status.UNFINISHED)) {
      JsonOut out = tracee.json;
      out.endStruct();
      out.key("unfinished").bool(true);
      tail(tracee);
    }
    int signal = status & 0x7f;
    if (signal != 0) {
      event(tracee, "killed", "signal", SignalNames.of(signal));
      return;
    }
    head(tracee, "exited");
    tracee.json.key("status").decimal(status >> 8 & 0xff);
    tail(tracee);
  }

  private static void tail(Tracee tracee) {
    tracee.text.add("}\n");
    tracee.log.plain(tracee.text);
  }
}
