package dev.armature.vfs;

/** What of {@code /dev} a guest gets even when its own root ({@code --root}) has none. */
final class DevNodes {
  private DevNodes() {}

  /** The text of a link under {@code /dev}, or {@code null}. */
  static String link(String path) {
    return switch (path) {
      case "/dev/fd" -> "/proc/self/fd";
      case "/dev/stdin" -> "/proc/self/fd/0";
      case "/dev/stdout" -> "/proc/self/fd/1";
      case "/dev/stderr" -> "/proc/self/fd/2";
      default -> null;
    };
  }

  /** Whether the host's file of this path stands in for the guest's. */
  static boolean passed(String path) {
    return switch (path) {
      case "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty" -> true;
      case "/dev/ptmx", "/dev/pts", "/dev/shm" -> true;
      default -> path.startsWith("/dev/pts/") || path.startsWith("/dev/shm/");
    };
  }
}
