package dev.armature.mm;

/**
 * An open file that a guest wants to map.
 *
 * @param hostFd the host's descriptor of it; the mapping keeps a duplicate
 * @param path what /proc/pid/maps shows for it
 * @param readable whether it is open for reading
 * @param writable whether it is open for writing
 * @param appendOnly whether the file only takes appends, so that it can't be mapped for writing
 * @param noexec whether it lies on a file system that is mounted without execution
 * @param segment what all mappings of it share, null to open it anew for each
 */
public record MapSource(
    int hostFd,
    String path,
    boolean readable,
    boolean writable,
    boolean appendOnly,
    boolean noexec,
    MappedFile segment) {

  public MapSource(
      int hostFd,
      String path,
      boolean readable,
      boolean writable,
      boolean appendOnly,
      boolean noexec) {
    this(hostFd, path, readable, writable, appendOnly, noexec, null);
  }

  /** A file that may be mapped in any way its open mode allows. */
  public MapSource(int hostFd, String path, boolean readable, boolean writable) {
    this(hostFd, path, readable, writable, false, false);
  }
}
