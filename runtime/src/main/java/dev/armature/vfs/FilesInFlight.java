package dev.armature.vfs;

import dev.armature.host.HostDescriptors;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Open files that guests have sent through sockets. The host hands the receiver a new descriptor;
 * this finds the open file that it belongs to, so that both sides share one, or, when the sender
 * has closed his, at least whether that one blocked.
 */
public final class FilesInFlight {
  /** More are not remembered: messages may be thrown away without a word. */
  private static final int MOST = 256;

  private record Sent(WeakReference<OpenFile> file, FileId id, int flags) {}

  private final ArrayDeque<Sent> sent = new ArrayDeque<>();

  /** A file was sent. */
  public synchronized void add(OpenFile file) {
    if (file.operations() instanceof HostFile host) {
      if (sent.size() >= MOST) {
        sent.removeFirst();
      }
      sent.addLast(new Sent(new WeakReference<>(file), host.id(), file.flags()));
    }
  }

  /**
   * The open file that a received descriptor of the host belongs to, with a reference for the
   * caller; the descriptor is closed then. Null when it is nobody's any more.
   */
  public synchronized OpenFile find(int hostFd) {
    for (Iterator<Sent> it = sent.descendingIterator(); it.hasNext(); ) {
      OpenFile file = it.next().file().get();
      if (file == null || !file.acquire()) {
        continue;
      }
      if (HostDescriptors.sameFile(file.operations().descriptor(), hostFd)) {
        int unused = HostDescriptors.close(hostFd);
        return file;
      }
      file.release();
    }
    return null;
  }

  /**
   * The status flags that a file had when it was sent.
   *
   * @param access how the received descriptor is open
   * @return 0 when it was not sent by a guest of this machine
   */
  public synchronized int flags(HostFile received, int access) {
    for (Iterator<Sent> it = sent.descendingIterator(); it.hasNext(); ) {
      Sent one = it.next();
      if (one.id().equals(received.id()) && (one.flags() & 3) == access) {
        return one.flags();
      }
    }
    return 0;
  }
}
