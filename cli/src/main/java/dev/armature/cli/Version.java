package dev.armature.cli;

import java.io.PrintStream;

/** What {@code --version} prints. */
final class Version {
  void print(PrintStream out) {
    String version = Version.class.getPackage().getImplementationVersion();
    out.println("armature " + (version == null ? "(unpacked build)" : version));
    out.println(System.getProperty("java.vm.name") + " " + Runtime.version());
  }
}
