package dev.armature.vfs;

/**
 * A POSIX record lock that a guest process holds.
 *
 * @param owner the descriptor table, as in the kernel's {@code fl_owner}; {@code null} for a lock
 *     held outside the machine
 * @param pid the process, for {@code F_GETLK}; -1 when unknown
 * @param start first byte
 * @param end last byte, inclusive; {@link Long#MAX_VALUE} for the end of the file wherever it is
 */
public record RecordLock(FileTable owner, int pid, boolean exclusive, long start, long end) {
  boolean overlaps(long from, long to) {
    return start <= to && from <= end;
  }

  boolean conflicts(RecordLock other) {
    return owner != other.owner
        && (exclusive || other.exclusive)
        && overlaps(other.start, other.end);
  }

  RecordLock between(long from, long to) {
    return new RecordLock(owner, pid, exclusive, from, to);
  }
}
