package dev.armature.task;

import dev.armature.abi.OpenFlags;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostEpoll;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.vfs.OpenFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signals about files that become ready ({@code fs/fcntl.c}, send_sigio and send_sigurg): SIGIO for
 * files with O_ASYNC, SIGURG for urgent data on sockets that have an owner. One thread watches all
 * such files of a machine; it starts with the first. There is one epoll set of the host for what
 * comes in and one for room to write: a set tells all that is ready when anything happens, and room
 * that has been there all the time is no news.
 */
public final class AsyncIo implements AutoCloseable {
  private static final int EDGE = 1 << 31;

  /** An event, POLL_IN .. POLL_HUP of siginfo, and its band ({@code band_table}). */
  private static final int[][] REASONS = {
    {PollEvents.POLLIN, 1, PollEvents.POLLIN | PollEvents.POLLRDNORM},
    {PollEvents.POLLOUT, 2, PollEvents.POLLOUT | PollEvents.POLLWRNORM | PollEvents.POLLWRBAND},
    {PollEvents.POLLERR, 4, PollEvents.POLLERR},
    {PollEvents.POLLHUP, 6, PollEvents.POLLHUP | PollEvents.POLLERR},
  };

  private static final int BATCH = 64;

  /** How long after the machine's end the thread may notice it. */
  private static final long LOOK_AGAIN_NANOS = 500_000_000;

  /** A file that is watched. */
  private static final class Watch {
    final OpenFile file;

    /** The guest's number for it when it was asked for. */
    final int fd;

    /** The set tells of the room there is at first, which nobody has asked for. */
    boolean roomAtFirst;

    Watch(OpenFile file, int fd, boolean roomAtFirst) {
      this.file = file;
      this.fd = fd;
      this.roomAtFirst = roomAtFirst;
    }
  }

  private final Kernel kernel;

  /** By the host's descriptor. */
  private final ConcurrentHashMap<Long, Watch> watches = new ConcurrentHashMap<>();

  private int incoming = -1;
  private int outgoing = -1;
  private volatile boolean closed;

  AsyncIo(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Brings the watching of a file in line with its flags and owner, which have changed. */
  public synchronized void update(OpenFile file, int fd) {
    int host = file.operations().descriptor();
    if (host < 0 || closed) {
      return;
    }
    boolean async = (file.flags() & OpenFlags.O_ASYNC) != 0;
    long key = host;
    Watch before = watches.get(key);
    // Another file's number once: that file has left the sets with its descriptor.
    if (before != null && before.file.equals(file)) {
      int unused = HostEpoll.control(incoming, HostEpoll.DELETE, host, 0, 0);
      unused = HostEpoll.control(outgoing, HostEpoll.DELETE, host, 0, 0);
      watches.remove(key);
    }
    if (!async && file.owner() == 0) {
      return;
    }
    if (incoming < 0) {
      incoming = HostEpoll.create();
      outgoing = HostEpoll.create();
      Thread unused = Thread.ofPlatform().name("guest async I/O").daemon(true).start(this::run);
    }
    boolean room = (HostDescriptors.ready(host, PollEvents.POLLOUT) & PollEvents.POLLOUT) != 0;
    watches.put(key, new Watch(file, fd, room));
    int in = PollEvents.POLLPRI | (async ? PollEvents.POLLIN : 0);
    // A regular file can't be watched; it never sends a signal.
    int unused = HostEpoll.control(incoming, HostEpoll.ADD, host, in | EDGE, key);
    if (async) {
      unused = HostEpoll.control(outgoing, HostEpoll.ADD, host, PollEvents.POLLOUT | EDGE, key);
    }
  }

  private void run() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pollfds = arena.allocate(16, 8);
      while (!closed) {
        for (int i = 0; i < 2; i++) {
          pollfds.set(ValueLayout.JAVA_INT, 8L * i, i == 0 ? incoming : outgoing);
          pollfds.set(ValueLayout.JAVA_INT, 8L * i + 4, PollEvents.POLLIN);
        }
        if (HostDescriptors.poll(pollfds.address(), 2, LOOK_AGAIN_NANOS) > 0) {
          take(incoming, ~PollEvents.POLLOUT);
          take(outgoing, PollEvents.POLLOUT);
        }
      }
    }
    int unused = HostDescriptors.close(incoming);
    unused = HostDescriptors.close(outgoing);
  }

  private void take(int epoll, int mask) {
    int[] events = new int[BATCH];
    long[] keys = new long[BATCH];
    int count = HostEpoll.take(epoll, events, keys, BATCH);
    for (int i = 0; i < count; i++) {
      Watch watch = watches.get(keys[i]);
      if (watch == null) {
        continue;
      }
      if (mask == PollEvents.POLLOUT && watch.roomAtFirst) {
        watch.roomAtFirst = false;
        continue;
      }
      tell(watch, events[i] & mask);
    }
  }

  private void tell(Watch watch, int events) {
    OpenFile file = watch.file;
    if ((events & PollEvents.POLLPRI) != 0) {
      send(file.owner(), SigInfo.fromKernel(Signals.SIGURG));
    }
    if ((file.flags() & OpenFlags.O_ASYNC) == 0) {
      return;
    }
    for (int[] reason : REASONS) {
      if ((events & reason[0]) == 0) {
        continue;
      }
      if (file.signal() == 0) {
        // F_SETSIG gives the details; without it SIGIO comes alone.
        send(file.owner(), SigInfo.fromKernel(Signals.SIGIO));
        return;
      }
      int[] fields = {reason[2], watch.fd};
      send(file.owner(), new SigInfo(file.signal(), 0, reason[1], fields));
    }
  }

  /** A positive owner is a process or thread, a negative one a process group. */
  private void send(int owner, SigInfo info) {
    if (owner < 0) {
      int unused = Signalling.sendToProcessGroup(kernel, -owner, info);
      return;
    }
    ThreadGroup group = kernel.group(owner);
    if (group != null) {
      Signalling.sendToGroup(group, info);
      return;
    }
    Task thread = kernel.task(owner);
    if (thread != null) {
      Signalling.sendToTask(thread, info);
    }
  }

  /** The thread ends soon after. */
  @Override
  public void close() {
    closed = true;
  }
}
