package dev.armature.cli;

import dev.armature.host.HostDescriptors;
import java.io.File;
import java.util.Iterator;
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

  /** Makes as many as are missing. */
  void fill() {
    while (free.size() < READY) {
      int number = ++last;
      int fd = WarmDirectory.fifo(directory.slot(number), 0);
      if (fd < 0) {
        // The host is short of something. Clients without a slot run their guest themselves.
        return;
      }
      free.put(number, fd);
    }
  }

  /** The descriptor of a slot, which is the caller's from now on; -1 when there is none. */
  int take(int number) {
    Integer fd = free.remove(number);
    return fd == null ? -1 : fd;
  }

  /** Removes the names of a slot that was taken: who uses it has it open. */
  void forget(int number) {
    ControlDirectory.remove(directory.slot(number));
    ControlDirectory.remove(directory.taken(number));
  }

  /** Gives up those whose clients never asked. */
  void dropStale() {
    long before = System.currentTimeMillis() - PATIENCE_MS;
    for (Iterator<Map.Entry<Integer, Integer>> i = free.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<Integer, Integer> slot = i.next();
      long taken = new File(directory.taken(slot.getKey())).lastModified();
      if (taken != 0 && taken < before) {
        i.remove();
        int unused = HostDescriptors.close(slot.getValue());
        forget(slot.getKey());
      }
    }
  }

  /** Lets all waiting clients read the end. */
  void close() {
    free.values().forEach(HostDescriptors::close);
    free.clear();
  }
}
