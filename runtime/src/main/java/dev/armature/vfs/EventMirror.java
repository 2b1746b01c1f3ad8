package dev.armature.vfs;

import dev.armature.abi.ErrnoException;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import java.lang.foreign.Arena;

/**
 * A host eventfd that is readable while a {@link Readiness} has wanted events, so that the host's
 * epoll can watch it.
 *
 * <p>It may say ready for longer than is true; who takes the event asks the readiness itself and
 * then calls {@link #update}. It never says unready for longer.
 */
final class EventMirror implements AutoCloseable {
  private final Readiness readiness;
  private final int fd;
  private final Runnable changed = this::update;
  private volatile int wanted;
  private volatile boolean closed;

  EventMirror(Readiness readiness, int wanted) {
    this.readiness = readiness;
    this.wanted = wanted;
    fd =
        ErrnoException.check(
            HostDescriptors.eventfd(0, HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK));
    readiness.subscribe(changed);
    update();
  }

  int descriptor() {
    return fd;
  }

  /** The wanted events that hold now. */
  int events() {
    return readiness.events() & (wanted | PollEvents.POLLERR | PollEvents.POLLHUP);
  }

  void want(int events) {
    wanted = events;
    update();
  }

  /** Brings the descriptor in line. A new write is also what makes an edge for EPOLLET. */
  void update() {
    if (closed) {
      return;
    }
    if (events() != 0) {
      signal();
      return;
    }
    drain();
    // Something may have come between the look and the drain.
    if (events() != 0) {
      signal();
    }
  }

  private void signal() {
    try (Arena arena = Arena.ofConfined()) {
      long one = arena.allocate(8, 8).address();
      HostBytes.setLong(one, 1);
      long unused = HostDescriptors.write(fd, one, 8);
    }
  }

  private void drain() {
    try (Arena arena = Arena.ofConfined()) {
      long unused = HostDescriptors.read(fd, arena.allocate(8, 8).address(), 8);
    }
  }

  @Override
  public void close() {
    closed = true;
    readiness.unsubscribe(changed);
    int unused = HostDescriptors.close(fd);
  }
}
