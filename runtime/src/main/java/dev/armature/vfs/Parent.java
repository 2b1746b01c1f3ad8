package dev.armature.vfs;

/**
 * The directory of a path and the last name in it, for calls that create, remove or rename.
 *
 * @param file the directory, with a reference of ours
 * @param name the rest, perhaps with slashes at its end, perhaps {@code .} or {@code ..}
 */
public record Parent(OpenFile file, String name) implements AutoCloseable {
  /** The directory's host descriptor. */
  public int fd() {
    return ((HostFile) file.operations()).fd();
  }

  /** A host path that leads to the name without following it, for calls without a descriptor. */
  public String path() {
    return "/proc/self/fd/" + fd() + "/" + name;
  }

  @Override
  public void close() {
    file.release();
  }
}
