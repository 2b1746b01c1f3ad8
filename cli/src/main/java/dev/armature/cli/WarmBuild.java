package dev.armature.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that this JVM's classes come from.
 *
 * @param jar the launcher's
 * @param files what is watched, with the time each was last changed
 */
record WarmBuild(Path jar, List<Dated> files) {
  record Dated(File file, long changed) {}

  /** The launcher tells where it is. */
  static Path launcher() {
    String told = System.getProperty("armature.launcher");
    if (told == null) {
      throw new CommandException(1, "warm: only for JVMs that the script armature starts");
    }
    return Path.of(told).toAbsolutePath().normalize();
  }

  static WarmBuild current() {
    Path jar = launcher().resolveSibling("cli/target/armature.jar");
    List<File> files = new ArrayList<>(List.of(jar.toFile()));
    File[] others = jar.resolveSibling("lib").toFile().listFiles();
    files.addAll(others == null ? List.of() : List.of(others));
    return new WarmBuild(
        jar, files.stream().map(file -> new Dated(file, file.lastModified())).toList());
  }

  /** Whether one of them has been replaced since. */
  boolean changed() {
    for (Dated dated : files) {
      if (dated.file().lastModified() != dated.changed()) {
        return true;
      }
    }
    return false;
  }
}
