package dev.armature.cli;

/** Runs the guest that was asked for and turns its end into an exit status. */
final class GuestRun {
  private GuestRun() {}

  static int run(GuestRequest request) {
    String cause = request.program() + ": running programs is not built yet";
    return Main.report(new CommandException(1, cause), request.debug());
  }
}
