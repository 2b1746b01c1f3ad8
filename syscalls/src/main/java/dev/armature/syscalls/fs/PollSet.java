package dev.armature.syscalls.fs;

import dev.armature.abi.PollEvents;
import dev.armature.host.HostBytes;
import dev.armature.task.Task;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.Readiness;
import dev.armature.wait.Sleeper;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Files that one call waits for: those of the host go to its {@code ppoll}, ours answer at once.
 */
final class PollSet implements AutoCloseable {
  private static final int POLLFD = 8;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment host;
  private final OpenFile[] files;
  private final int[] events;
  private final int[] ready;
  private final int[] slot;
  private final Readiness[] sources;
  private final int count;
  private final Runnable wake;
  private boolean anySource;
  private int hosts;
  private boolean any;

  /**
   * @param count how many files
   */
  PollSet(Task task, int count) {
    this.count = count;
    wake = task.sleeper::wake;
    sources = new Readiness[count];
    host = arena.allocate((long) POLLFD * (count + 1), 8);
    files = new OpenFile[count];
    events = new int[count];
    ready = new int[count];
    slot = new int[count];
  }

  /**
   * Puts a file at an index and takes over the reference.
   *
   * @param file {@code null} when nothing is to be waited for
   * @param wanted events
   */
  void set(int index, OpenFile file, int wanted) {
    files[index] = file;
    events[index] = wanted | PollEvents.POLLERR | PollEvents.POLLHUP;
    slot[index] = -1;
    if (file == null) {
      return;
    }
    int fd = file.operations().descriptor();
    if (fd < 0) {
      Readiness source = file.operations().readiness();
      if (source != null) {
        sources[index] = source;
        anySource = true;
        source.subscribe(wake);
        return;
      }
      ready[index] = file.operations().ready() & events[index];
      any |= ready[index] != 0;
      return;
    }
    slot[index] = hosts;
    long at = host.address() + (long) POLLFD * hosts++;
    HostBytes.setInt(at, fd);
    HostBytes.setShort(at + 4, wanted);
    HostBytes.setShort(at + 6, 0);
  }

  /** Marks an index as ready without a file. */
  void setReady(int index, int which) {
    files[index] = null;
    slot[index] = -1;
    ready[index] = which;
    any = true;
  }

  /** Waits. What is ready is to be asked for afterwards. */
  Sleeper.Result await(Task task, long nanoseconds) {
    return task.sleeper.poll(host, hosts, this::anyOurs, nanoseconds);
  }

  private boolean anyOurs() {
    if (any || !anySource) {
      return any;
    }
    for (int i = 0; i < count; i++) {
      if (sources[i] != null && (sources[i].events() & events[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The events that are ready at an index. */
  int ready(int index) {
    if (sources[index] != null) {
      return sources[index].events() & events[index];
    }
    if (slot[index] < 0) {
      return ready[index];
    }
    return HostBytes.getShort(host.address() + (long) POLLFD * slot[index] + 6) & 0xffff;
  }

  @Override
  public void close() {
    for (int i = 0; i < count; i++) {
      if (sources[i] != null) {
        sources[i].unsubscribe(wake);
      }
      if (files[i] != null) {
        files[i].release();
      }
    }
    arena.close();
  }
}
