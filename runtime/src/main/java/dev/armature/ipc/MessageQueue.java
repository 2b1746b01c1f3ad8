package dev.armature.ipc;

import dev.armature.abi.Errno;
import dev.armature.wait.Listeners;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * A System V message queue ({@code struct msg_queue}). Guarded by the lock of its {@link
 * IpcNamespace}.
 */
public final class MessageQueue implements IpcObject {
  /**
   * A message.
   *
   * @param type positive
   */
  public record Message(int type, byte[] text) {}

  private final IpcPerm perm;
  private final ArrayDeque<Message> messages = new ArrayDeque<>();

  /** Fires when a message has come or gone, and when the queue is removed. */
  final Listeners changed = new Listeners();

  int limit = MessageQueues.MSGMNB;
  int bytes;
  long stime;
  long rtime;
  long ctime = IpcNamespace.now();
  int lastSender;
  int lastReceiver;

  MessageQueue(IpcPerm perm) {
    this.perm = perm;
  }

  @Override
  public IpcPerm perm() {
    return perm;
  }

  /** msg_qbytes. */
  public int limit() {
    return limit;
  }

  /** Bytes of all messages. */
  public int bytes() {
    return bytes;
  }

  public int count() {
    return messages.size();
  }

  public long stime() {
    return stime;
  }

  public long rtime() {
    return rtime;
  }

  public long ctime() {
    return ctime;
  }

  public int lastSender() {
    return lastSender;
  }

  public int lastReceiver() {
    return lastReceiver;
  }

  /** Puts a message in: 0, or -EAGAIN when there is no room ({@code msg_fits_inqueue}). */
  int put(Message message, int sender) {
    if (message.text().length + bytes > limit || messages.size() + 1 > limit) {
      return -Errno.EAGAIN;
    }
    messages.add(message);
    bytes += message.text().length;
    stime = IpcNamespace.now();
    lastSender = sender;
    changed.fire();
    return 0;
  }

  /**
   * The message that a receiver wants, which stays: {@code find_msg}.
   *
   * @param type 0 the first; positive that type, or with {@code except} any other; negative the
   *     lowest type up to its absolute value
   * @return null when there is none
   */
  Message find(int type, boolean except) {
    Message best = null;
    for (Message message : messages) {
      if (type == 0) {
        return message;
      }
      if (type > 0) {
        if ((message.type() == type) != except) {
          return message;
        }
      } else if (message.type() <= -(long) type && (best == null || message.type() < best.type())) {
        best = message;
      }
    }
    return best;
  }

  /** Message number {@code index}, or null (MSG_COPY). */
  Message at(int index) {
    int n = 0;
    for (Message message : messages) {
      if (n++ == index) {
        return message;
      }
    }
    return null;
  }

  /** Takes a message out: this very one, of several that are equal. */
  @SuppressWarnings("ReferenceEquality")
  void take(Message message, int receiver) {
    for (Iterator<Message> it = messages.iterator(); it.hasNext(); ) {
      if (it.next() == message) {
        it.remove();
        break;
      }
    }
    bytes -= message.text().length;
    rtime = IpcNamespace.now();
    lastReceiver = receiver;
    changed.fire();
  }
}
