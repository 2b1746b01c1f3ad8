package dev.armature.vfs;

/** Takes directory entries: the kernel's {@code struct dir_context}. */
@FunctionalInterface
public interface EntrySink {
  /**
   * Takes one entry.
   *
   * @param name bytes of the name, one a character
   * @param next position to seek to for the entry after this one; below 2^31
   * @param type {@code DT_} value
   * @return whether there was room; if not, the entry comes again next time
   */
  boolean entry(String name, long inode, int next, int type);
}
