package dev.armature.cli;

import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * FIFOs for the answers to clients, some always ready, each used once. A client takes one by making
 * the file {@code taken.N}, which succeeds for one only. Belongs to one thread.
 */
final class WarmSlots {
  private static final int READY = 16;

  /** How long a client may take to ask once it has a slot. */
  private static final long PATIENCE_MS = TimeUnit.SECONDS.toMillis(20);

  private final WarmDirectory directory;
  private final Map<Integer, Integer> free = new TreeMap<>();
  private int last;

  WarmSlots(WarmDirectory directory) {
    this.directory = directory;
  }

  /**
   * Makes as many as are missing. A client finds a slot only when both ends of it are open here:
   * before, it would read the end at once.
   */
  void fill() {
    String unready = directory.unready();
    while (free.size() < READY) {
      int number = ++last;
      int fd = WarmDirectory.fifo(unready, 0);
      if (fd < 0 || rename(unready, directory.slot(number)) < 0) {
        // The host is short of something. Clients without a slot run their guest themselves.
        close(fd);
        ControlDirectory.remove(unready);
        return;
      }
      free.put(number, fd);
    }
  }

  private static int rename(String from, String to) {
    return HostFiles.renameat2(HostFiles.AT_FDCWD, from, HostFiles.AT_FDCWD, to, 0);
  }

  private static void close(int fd) {
    if (fd >= 0) {
      int unused = HostDescriptors.close(fd);
    }
  }

  /** The descriptor of a slot, which is the caller's from now on; -1 when there is none. */
  int take(int number) {
    Integer fd = free.remove(number);
    return fd == null ? -1 : fd;
  }

  /**
   * Removes the names of a slot that was taken: who uses it has it open. The FIFO goes first, so a
   * client that has just found it and makes the other file anew sees that it is gone.
   */
  void forget(int number) {
    ControlDirectory.remove(directory.slot(number));
    ControlDirectory.remove(directory.taken(number));
  }

  /**
   * Gives up those whose clients never asked, and removes what a client has taken just when the
   * slot was used up.
   */
  void dropStale() {
    long before = System.currentTimeMillis() - PATIENCE_MS;
    File[] taken =
        new File(directory.path()).listFiles((d, name) -> name.matches("taken[.][0-9]{1,9}"));
    for (File file : taken == null ? new File[0] : taken) {
      if (file.lastModified() < before) {
        int number = Integer.parseInt(file.getName().substring("taken.".length()));
        close(take(number));
        forget(number);
      }
    }
  }

  /** Lets all waiting clients read the end. */
  void close() {
    free.values().forEach(HostDescriptors::close);
    free.clear();
  }
}
