package dev.armature.cli;

import dev.armature.Machine;
import dev.armature.Machine.ExitStatus;
import dev.armature.Machine.StartException;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.translate.Engine;
import java.util.Locale;

/** Runs the guest that was asked for and turns its end into an exit status. */
final class GuestRun {
  private static final int ENOENT = 2;

  /** What shells exit with when a program is not there, and when it can't be executed. */
  private static final int NOT_FOUND = 127;

  private static final int NOT_EXECUTABLE = 126;

  private GuestRun() {}

  static int run(GuestRequest request) {
    Machine machine = machine(request);
    HostSignals.deliverTo(machine);
    try {
      ExitStatus status = machine.run();
      if (status.signal() == 0) {
        return status.code();
      }
      String message = DeathBySignal.message(status.signal());
      if (message != null) {
        System.err.println(message);
      }
      return DeathBySignal.status(status.signal());
    } catch (StartException e) {
      int exit = e.errno() == ENOENT ? NOT_FOUND : NOT_EXECUTABLE;
      return Main.report(new CommandException(exit, e.getMessage(), e), request.debug());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(1, "interrupted", e);
    }
  }

  private static Machine machine(GuestRequest request) {
    Machine.Builder builder =
        Machine.builder(new ArmSyscalls())
            .program(request.program())
            .argv(request.argv())
            .environment(request.environment())
            .cpu(request.cpu())
            .engine(Engine.valueOf(request.engine().toUpperCase(Locale.ROOT)));
    if (request.prefix() != null) {
      builder.libraryPrefix(request.prefix());
    }
    if (request.root() != null) {
      builder.root(request.root());
    }
    if (request.release() != null) {
      builder.release(request.release());
    }
    if (request.stackSize() != 0) {
      builder.stackSize(request.stackSize());
    }
    if (request.debug()) {
      builder.log(line -> System.err.println("armature: " + line));
    }
    return builder.build();
  }
}
