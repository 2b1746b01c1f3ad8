package dev.armature.cli;

/** Entry point of the {@code armature} command. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.err.println("armature: not built yet");
    System.exit(1);
  }
}
