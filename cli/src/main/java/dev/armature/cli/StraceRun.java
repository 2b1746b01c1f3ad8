package dev.armature.cli;

import dev.armature.Machine.ExitStatus;
import dev.armature.syscalls.strace.BadExpression;
import dev.armature.syscalls.strace.Strace;
import dev.armature.syscalls.strace.StraceOptions;
import dev.armature.syscalls.table.ArmSyscalls;
import java.util.List;

/** {@code armature strace} and {@code armature run -strace}. */
final class StraceRun {
  private StraceRun() {}

  static int run(List<String> words) {
    StraceLine line = StraceLine.parse(words);
    RunLine run = RunLine.parse(line.runWords);
    return run(GuestRequest.of(run, ProcessStrings.environment()), line.options);
  }

  /** What {@code run -strace} shows: all processes, in full lines. */
  static StraceOptions plain() {
    StraceOptions options = new StraceOptions(new ArmSyscalls());
    options.followForks = true;
    return options;
  }

  static int run(GuestRequest request, StraceOptions options) {
    Strace strace;
    try {
      strace = new Strace(options, request.program(), request.argv(), request.environment().size());
    } catch (BadExpression e) {
      throw StraceLine.usage(e.getMessage());
    }
    ExitStatus status = GuestRun.run(request, strace);
    strace.finish();
    // As strace: the tracer ends like the program, and says nothing more about it.
    return status.shell();
  }
}
