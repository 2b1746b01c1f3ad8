package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostEpoll;
import java.util.HashMap;
import java.util.Map;

/**
 * An epoll instance: the host's, with what the guest wants back for each file.
 *
 * <p>The kernel knows an item by descriptor number <em>and</em> open file. Several numbers of one
 * guest share one descriptor of the host, so each item beyond the first of a file gets a duplicate.
 */
public final class EpollFile implements FileOperations {
  /** EPOLLEXCLUSIVE, EPOLLWAKEUP, EPOLLONESHOT, EPOLLET. */
  private static final int BEHAVIOUR = 0xf000_0000;

  private static final int ONESHOT = 1 << 30;

  private record Key(int fd, OpenFile file) {}

  /** One file that is watched. */
  private static final class Item {
    final Key key;
    final int host;
    final boolean duplicate;

    /** For a file without a host descriptor, else null. */
    final EventMirror mirror;

    int events;
    long data;

    Item(Key key, int host, boolean duplicate, EventMirror mirror, int events, long data) {
      this.key = key;
      this.host = host;
      this.duplicate = duplicate;
      this.mirror = mirror;
      this.events = events;
      this.data = data;
    }

    /** What the host is to watch for when the guest wants {@code wanted}. */
    int hostEvents(int wanted) {
      return mirror == null ? wanted : PollEvents.POLLIN | wanted & BEHAVIOUR;
    }
  }

  private final int epoll;
  private final Map<Key, Long> ids = new HashMap<>();
  private final Map<Long, Item> items = new HashMap<>();
  private final Map<OpenFile, Runnable> hooks = new HashMap<>();
  private long nextId = 1;

  private EpollFile(int epoll) {
    this.epoll = epoll;
  }

  /** A new instance; throws the host's error. */
  public static EpollFile create() {
    return new EpollFile(ErrnoException.check(HostEpoll.create()));
  }

  /**
   * {@code epoll_ctl}.
   *
   * @param operation {@link HostEpoll#ADD} and its kin
   * @param fd the guest's number of {@code file}
   * @return 0 or the error
   */
  public synchronized int control(int operation, int fd, OpenFile file, int events, long data) {
    Key key = new Key(fd, file);
    Long id = ids.get(key);
    return switch (operation) {
      case HostEpoll.ADD -> id != null ? -Errno.EEXIST : add(key, events, data);
      case HostEpoll.DELETE -> id == null ? -Errno.ENOENT : remove(id);
      case HostEpoll.MODIFY -> {
        if (id == null) {
          yield -Errno.ENOENT;
        }
        Item item = items.get(id);
        int result =
            HostEpoll.control(epoll, HostEpoll.MODIFY, item.host, item.hostEvents(events), id);
        if (result == 0) {
          item.events = events;
          item.data = data;
          if (item.mirror != null) {
            item.mirror.want(events & ~BEHAVIOUR);
          }
        }
        yield result;
      }
      default -> -Errno.EINVAL;
    };
  }

  private int add(Key key, int events, long data) {
    OpenFile file = key.file();
    int host = file.operations().descriptor();
    EventMirror mirror = null;
    if (host < 0) {
      Readiness readiness = file.operations().readiness();
      if (readiness == null) {
        return -Errno.EPERM;
      }
      mirror = new EventMirror(readiness, events & ~BEHAVIOUR);
      host = mirror.descriptor();
    }
    boolean first = !hooks.containsKey(file);
    boolean duplicate = !first && mirror == null;
    if (duplicate) {
      host = HostDescriptors.duplicate(host);
      if (host < 0) {
        return host;
      }
    }
    long id = nextId++;
    Item item = new Item(key, host, duplicate, mirror, events, data);
    int result = HostEpoll.control(epoll, HostEpoll.ADD, host, item.hostEvents(events), id);
    if (result < 0) {
      discard(item);
      return result;
    }
    ids.put(key, id);
    items.put(id, item);
    if (first) {
      Runnable hook = () -> forget(file);
      hooks.put(file, hook);
      file.onRelease(hook);
    }
    return 0;
  }

  private int remove(long id) {
    Item item = items.remove(id);
    ids.remove(item.key);
    int result = HostEpoll.control(epoll, HostEpoll.DELETE, item.host, 0, 0);
    discard(item);
    OpenFile file = item.key.file();
    boolean last = ids.keySet().stream().noneMatch(key -> key.file() == file);
    if (last) {
      file.forget(hooks.remove(file));
    }
    return result;
  }

  private static void discard(Item item) {
    if (item.mirror != null) {
      item.mirror.close();
    } else if (item.duplicate) {
      HostDescriptors.close(item.host);
    }
  }

  // The file was closed for good: eventpoll_release.
  private synchronized void forget(OpenFile file) {
    for (Map.Entry<Long, Item> entry : Map.copyOf(items).entrySet()) {
      if (entry.getValue().key.file() == file) {
        remove(entry.getKey());
      }
    }
    hooks.remove(file);
  }

  /**
   * Takes the events that are ready, without waiting.
   *
   * @param data gets the guest's data of each
   * @return how many, or the error
   */
  public synchronized int take(int[] events, long[] data, int max) {
    int count = HostEpoll.take(epoll, events, data, max);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      Item item = items.get(data[i]);
      if (item == null) {
        continue;
      }
      int ready = events[i];
      if (item.mirror != null) {
        ready = item.mirror.events();
        if (ready == 0) {
          notReady(data[i], item);
          continue;
        }
      }
      events[kept] = ready;
      data[kept++] = item.data;
    }
    return count < 0 ? count : kept;
  }

  // It was ready once and somebody else has taken it. What is to fire once has not fired.
  private void notReady(long id, Item item) {
    item.mirror.update();
    if ((item.events & ONESHOT) != 0) {
      int unused =
          HostEpoll.control(epoll, HostEpoll.MODIFY, item.host, item.hostEvents(item.events), id);
    }
  }

  @Override
  public int descriptor() {
    return epoll;
  }

  @Override
  public FileStatus status() {
    return HostFile.statusOf(epoll);
  }

  @Override
  public String path() {
    return "anon_inode:[eventpoll]";
  }

  @Override
  public synchronized void release() {
    for (Long id : Map.copyOf(items).keySet()) {
      remove(id);
    }
    HostDescriptors.close(epoll);
  }
}
