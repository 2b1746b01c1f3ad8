package dev.armature.ipc;

import dev.armature.abi.Errno;
import dev.armature.abi.PollEvents;
import dev.armature.vfs.Readiness;
import dev.armature.wait.Listeners;
import java.util.TreeMap;

/**
 * A POSIX message queue ({@code struct mqueue_inode_info}): messages by priority, the highest
 * first, in order of arrival within one. Its monitor guards it; nobody waits with it.
 */
public final class PosixQueue implements Readiness {
  /** MQ_PRIO_MAX. */
  public static final int PRIORITIES = 32_768;

  /** A message with its priority. */
  public record Message(int priority, byte[] text) {}

  /** Who is to hear of a message that arrives in the empty queue ({@code mq_notify}). */
  public interface Notification {
    /** The process that asked for it. */
    Object owner();

    /**
     * A message has come.
     *
     * @param pid the sender
     * @param uid its user
     */
    void arrived(int pid, int uid);

    /** It was taken back or its owner has closed the queue. */
    void removed();
  }

  private final String name;
  private final int maxMessages;
  private final int messageSize;
  private final int mode;
  private final int uid;
  private final int gid;
  private final long created = IpcNamespace.now();

  /** By order of reception: priority and arrival. */
  private final TreeMap<Long, Message> messages = new TreeMap<>();

  /** Open files; guarded by the monitor of {@link PosixQueues}. */
  int opens;

  /** Without a name; guarded by the monitor of {@link PosixQueues}. */
  boolean unlinked;

  private final Listeners changed = new Listeners();
  private long arrivals;
  private int bytes;
  private int receivers;
  private Notification notification;

  PosixQueue(String name, int maxMessages, int messageSize, int mode, int uid, int gid) {
    this.name = name;
    this.maxMessages = maxMessages;
    this.messageSize = messageSize;
    this.mode = mode;
    this.uid = uid;
    this.gid = gid;
  }

  public String name() {
    return name;
  }

  /** mq_maxmsg. */
  public int maxMessages() {
    return maxMessages;
  }

  /** mq_msgsize. */
  public int messageSize() {
    return messageSize;
  }

  /** Permission bits. */
  public int mode() {
    return mode;
  }

  public int uid() {
    return uid;
  }

  public int gid() {
    return gid;
  }

  /** Seconds since 1970. */
  public long created() {
    return created;
  }

  public synchronized int count() {
    return messages.size();
  }

  /** What counts against RLIMIT_MSGQUEUE: room for all messages and their heads. */
  long accounted() {
    return (long) maxMessages * (messageSize + 24) + Math.min(maxMessages, PRIORITIES) * 24L;
  }

  /** Sends: 0, or -EAGAIN when it is full. */
  public int send(Message message, int pid, int senderUid) {
    Notification told = null;
    synchronized (this) {
      if (messages.size() >= maxMessages) {
        return -Errno.EAGAIN;
      }
      boolean empty = messages.isEmpty();
      messages.put((long) -message.priority() << 32 | arrivals++ & 0xffff_ffffL, message);
      bytes += message.text().length;
      if (empty && receivers == 0 && notification != null) {
        told = notification;
        notification = null;
      }
    }
    if (told != null) {
      told.arrived(pid, senderUid);
    }
    changed.fire();
    return 0;
  }

  /** Takes the first message, null when there is none. */
  public Message receive() {
    Message message;
    synchronized (this) {
      if (messages.isEmpty()) {
        return null;
      }
      message = messages.pollFirstEntry().getValue();
      bytes -= message.text().length;
    }
    changed.fire();
    return message;
  }

  /** A receiver begins or ends to wait: then a message is no news to a {@link Notification}. */
  public synchronized void receiverWaits(boolean begins) {
    receivers += begins ? 1 : -1;
  }

  /** mq_notify: 0 or -EBUSY. */
  public synchronized int register(Notification wanted) {
    if (notification != null) {
      return -Errno.EBUSY;
    }
    notification = wanted;
    return 0;
  }

  /** Takes back what {@code owner} has registered. */
  @SuppressWarnings("ReferenceEquality")
  public void unregister(Object owner) {
    Notification gone;
    synchronized (this) {
      if (notification == null || notification.owner() != owner) {
        return;
      }
      gone = notification;
      notification = null;
    }
    gone.removed();
  }

  /** Bytes in all messages. */
  public synchronized int bytes() {
    return bytes;
  }

  @Override
  public synchronized int events() {
    int in = messages.isEmpty() ? 0 : PollEvents.POLLIN | PollEvents.POLLRDNORM;
    int out = messages.size() < maxMessages ? PollEvents.POLLOUT | PollEvents.POLLWRNORM : 0;
    return in | out;
  }

  @Override
  public void subscribe(Runnable listener) {
    changed.add(listener);
  }

  @Override
  public void unsubscribe(Runnable listener) {
    changed.remove(listener);
  }
}
