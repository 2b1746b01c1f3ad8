package dev.armature.vfs;

import dev.armature.abi.PollEvents;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Open files that guests have sent through sockets. The host hands the receiver a new descriptor;
 * this finds the open file that it belongs to, so that both sides share one, or, when the sender
 * has closed his, at least whether that one blocked.
 */
public final class FilesInFlight {
  /** More are not remembered: messages may be thrown away without a word. */
  private static final int MOST = 256;

  private record Sent(WeakReference<OpenFile> file, FileId id, int flags) {}

  /**
   * A file that no descriptor of the host stands for, on its way. The host carries the write end of
   * a pipe for it; our read end hangs up when nobody has that any more.
   */
  private record StandIn(int read, FileId id, OpenFile file) {}

  private final List<StandIn> standIns = new ArrayList<>();
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
   * A descriptor of the host to send for a file without one (signalfd, pidfd, message queues), or
   * the error. The caller closes it once it is sent.
   */
  public synchronized int standIn(OpenFile file) {
    releaseArrived();
    int[] ends = new int[2];
    int result = HostDescriptors.pipe2(ends, HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK);
    if (result < 0) {
      return result;
    }
    // In flight it lives on, whatever the sender closes.
    boolean unused = file.acquire();
    standIns.add(new StandIn(ends[0], HostFile.statusOf(ends[0]).id(), file));
    return ends[1];
  }

  // Those that were received, or thrown away with their message.
  private void releaseArrived() {
    for (StandIn one : List.copyOf(standIns)) {
      if ((HostDescriptors.ready(one.read(), 0) & PollEvents.POLLHUP) != 0) {
        standIns.remove(one);
        HostDescriptors.close(one.read());
        one.file().release();
      }
    }
  }

  private OpenFile standsFor(int hostFd) {
    FileId id = standIns.isEmpty() ? null : HostFile.statusOf(hostFd).id();
    for (StandIn one : standIns) {
      if (one.id().equals(id) && one.file().acquire()) {
        HostDescriptors.close(hostFd);
        releaseArrived();
        return one.file();
      }
    }
    return null;
  }

  /**
   * The open file that a received descriptor of the host belongs to, with a reference for the
   * caller; the descriptor is closed then. Null when it is nobody's any more.
   */
  public synchronized OpenFile find(int hostFd) {
    OpenFile hostless = standsFor(hostFd);
    if (hostless != null) {
      return hostless;
    }
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
