package dev.armature.vfs;

import dev.armature.host.HostSockets;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who stands at the ends of AF_UNIX sockets. To the host all guests are one process, this JVM; so
 * credentials that it tells are exchanged for those of the guest at the other end.
 */
public final class UnixEnds {
  /** Credentials of a guest as {@code struct ucred} has them. */
  public record Ucred(int pid, int uid, int gid) {}

  /** One socket of a guest. */
  public static final class End implements OpenFile.Attachment {
    private final UnixEnds all;
    private final long inode;
    private volatile long peer;
    private volatile Ucred owner;
    private volatile Ucred sender;
    private volatile String name;

    private End(UnixEnds all, long inode) {
      this.all = all;
      this.inode = inode;
    }

    /** Who connected, listened or made the pair: what SO_PEERCRED of the other end shows. */
    public void setOwner(Ucred who) {
      owner = who;
    }

    /** Who has sent last: what SCM_CREDENTIALS shows at the other end. */
    public void setSender(Ucred who) {
      sender = who;
    }

    /** It listens at an address, which the one who connects knows it by. */
    public void listensAt(String address) {
      name = address;
      all.listeners.put(address, this);
    }

    @Override
    public void close() {
      all.ends.remove(inode, this);
      if (name != null) {
        all.listeners.remove(name, this);
      }
    }
  }

  private final ConcurrentHashMap<Long, End> ends = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, End> listeners = new ConcurrentHashMap<>();

  /** Notes a new socket. */
  public End add(OpenFile file) {
    End end = new End(this, file.operations().status().inode());
    ends.put(end.inode, end);
    file.attach(end);
    return end;
  }

  /** Notes that two are the ends of one pair. */
  public static void pair(End one, End two) {
    one.peer = two.inode;
    two.peer = one.inode;
  }

  /** The end of a file, null when it is no socket of AF_UNIX. */
  public static End of(OpenFile file) {
    return file.attachment() instanceof End end ? end : null;
  }

  /** What SO_PEERCRED of {@code end} is to show, null when nobody knows. */
  public Ucred peerOwner(End end, String peerName) {
    End peer = peer(end);
    if (peer != null && peer.owner != null) {
      return peer.owner;
    }
    End listener = peerName.isEmpty() ? null : listeners.get(peerName);
    return listener == null ? null : listener.owner;
  }

  /** Who has sent what {@code end} receives, null when nobody knows. */
  public Ucred sender(End end) {
    End peer = peer(end);
    return peer == null ? null : peer.sender != null ? peer.sender : peer.owner;
  }

  /** Whether what {@code end} sends is known to arrive at a guest of this machine. */
  public boolean reachesGuest(End end) {
    return end != null && peer(end) != null;
  }

  private End peer(End end) {
    if (end.peer == 0) {
      end.peer = HostSockets.unixPeer(end.inode);
    }
    return ends.get(end.peer);
  }
}
