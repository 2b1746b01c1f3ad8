package dev.armature.cli;

import dev.armature.Machine.ExitStatus;
import dev.armature.host.HostSystem;
import dev.armature.host.HostUser;
import dev.armature.syscalls.strace.BadExpression;
import dev.armature.syscalls.strace.LocalOutput;
import dev.armature.syscalls.strace.Strace;
import dev.armature.syscalls.strace.StraceOptions;
import dev.armature.syscalls.strace.TraceOutput;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.task.Task;
import java.util.List;
import java.util.Set;

/** {@code armature strace} and {@code armature run -strace}. */
final class StraceRun {
  /** SIGHUP, SIGINT, SIGQUIT, SIGTERM. */
  private static final Set<Integer> ENDING = Set.of(1, 2, 3, 15);

  private StraceRun() {}

  static int run(List<String> words) {
    StraceLine line = StraceLine.parse(words);
    if (line.instead == StraceOption.VERSION) {
      new Version().print(System.out);
      return 0;
    }
    if (line.instead == StraceOption.HELP) {
      return Main.execute(List.of("help", "strace"));
    }
    line.warnings.forEach(text -> System.err.println("strace: " + text));
    if (!line.program) {
      int status = StraceAttach.run(line);
      tip(line);
      return status;
    }
    RunLine run = RunLine.parse(line.runWords);
    GuestRequest request = GuestRequest.of(run, ProcessStrings.environment(), line.environment);
    StraceAttach others = line.targets.isEmpty() ? null : StraceAttach.begin(line, true);
    Strace strace = strace(request, line.options, others);
    if (line.user != null) {
      become(line.user);
    }
    GuestRun.Watcher watcher =
        new GuestRun.Watcher(
            strace,
            signal -> {
              if (!line.signalsEndTrace || !ENDING.contains(signal)) {
                return false;
              }
              List<Task> unused = strace.detach();
              if (others != null) {
                others.detach();
              }
              return line.killOnExit;
            },
            !line.neverStops);
    int status = run(request, strace, watcher);
    if (others != null) {
      others.await();
    }
    tip(line);
    return status;
  }

  private static void tip(StraceLine line) {
    if (line.tips != null) {
      System.err.print(line.tips.text());
    }
  }

  /** Lines go on being written where the caller could write, as with strace. */
  private static void become(String user) {
    if (HostSystem.euid() != 0) {
      throw StraceLine.usage("You must be root to use the -u option");
    }
    switch (HostUser.become(user)) {
      case DONE -> {}
      case UNKNOWN_USER -> throw new CommandException(1, "strace: Cannot find user '" + user + "'");
      case NOT_PERMITTED ->
          throw new CommandException(1, "strace: -u " + user + ": the host does not allow it");
    }
  }

  /** What {@code run -strace} shows: all processes, in full lines. */
  static StraceOptions plain() {
    StraceOptions options = new StraceOptions(new ArmSyscalls());
    options.followForks = true;
    return options;
  }

  static int run(GuestRequest request, StraceOptions options) {
    Strace strace = strace(request, options, null);
    return run(request, strace, new GuestRun.Watcher(strace, signal -> false, true));
  }

  private static Strace strace(GuestRequest request, StraceOptions options, StraceAttach others) {
    try {
      TraceOutput output = others == null ? new LocalOutput(options) : others.output();
      return new Strace(options, output, request.program(), request.argv(), request.environment());
    } catch (BadExpression e) {
      // Nothing is wrong with the options as such.
      throw new CommandException(1, "strace: " + e.getMessage(), e);
    }
  }

  private static int run(GuestRequest request, Strace strace, GuestRun.Watcher watcher) {
    ExitStatus status = GuestRun.run(request, watcher);
    strace.finish();
    // As strace: the tracer ends like the program, and says nothing more about it.
    return status.shell();
  }
}
