package dev.armature.cli;

/** Runs the guest that was asked for and turns its end into an exit status. */
final class GuestRun {
  private GuestRun() {}

  static int run(GuestRequest request) {
    throw new CommandException(1, request.program() + ": running programs is not built yet");
  }
}
