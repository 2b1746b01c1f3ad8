package dev.armature.seccomp;

import dev.armature.abi.Errno;
import dev.armature.abi.PollEvents;
import dev.armature.abi.Restart;
import dev.armature.seccomp.Notification.State;
import dev.armature.task.Task;
import dev.armature.wait.Listeners;
import dev.armature.wait.Sleeper;
import dev.armature.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The calls of a filter that wait for its supervisor ({@code struct notification}). */
final class Notifications {
  /** Who polls the listener. */
  final Listeners listeners = new Listeners();

  /** Who waits to receive. */
  private final WaitQueue receivers = new WaitQueue();

  private final List<Notification> queue = new ArrayList<>();
  private long nextId = ThreadLocalRandom.current().nextLong();
  private boolean closed;
  private boolean orphaned;

  /** The supervisor is not interrupted once it has a call: WAIT_KILLABLE_RECV. */
  private final boolean killable;

  Notifications(boolean killable) {
    this.killable = killable;
  }

  /**
   * Asks the supervisor about the call that {@code task} is about to make, and waits for the answer
   * ({@code seccomp_do_user_notification}).
   *
   * @return whether the call is to be made; otherwise r0 is set
   */
  boolean ask(Task task, int[] data) {
    Notification asked;
    synchronized (this) {
      if (closed) {
        task.cpu.r0 = -Errno.ENOSYS;
        return false;
      }
      asked = new Notification(nextId++, task, data);
      queue.add(asked);
    }
    changed();
    Sleeper.Result end =
        task.sleeper.await(
            () -> asked.state == State.REPLIED,
            Sleeper.FOREVER,
            () ->
                killable && asked.state == State.SENT
                    ? task.fatalSignalPending()
                    : task.signalPending());
    synchronized (this) {
      boolean unused = queue.remove(asked);
      if (end != Sleeper.Result.READY && asked.state != State.REPLIED) {
        task.cpu.r0 = Restart.ERESTARTSYS;
        return false;
      }
      if (asked.goOn) {
        return true;
      }
      task.cpu.r0 = asked.error != 0 ? asked.error : asked.value;
      return false;
    }
  }

  private void changed() {
    receivers.wakeAll();
    listeners.fire();
  }

  /**
   * Takes the next call; waits for one ({@code seccomp_notify_recv}).
   *
   * @return null when a signal came; see {@link #isOrphaned} when there will be none
   */
  Notification receive(Task supervisor) {
    Notification[] taken = new Notification[1];
    receivers.add(supervisor.sleeper);
    try {
      Sleeper.Result unused =
          supervisor.sleeper.await(
              () -> {
                // Asked again after it was true.
                taken[0] = taken[0] == null ? take() : taken[0];
                return taken[0] != null || isOrphaned();
              },
              Sleeper.FOREVER);
    } finally {
      receivers.remove(supervisor.sleeper);
    }
    if (taken[0] != null) {
      listeners.fire();
    }
    return taken[0];
  }

  private synchronized Notification take() {
    for (Notification one : queue) {
      if (one.state == State.INIT) {
        one.state = State.SENT;
        return one;
      }
    }
    return null;
  }

  /** Gives a call back that could not be told to the supervisor. */
  void putBack(Notification one) {
    synchronized (this) {
      if (one.state == State.SENT) {
        one.state = State.INIT;
      }
    }
    changed();
  }

  /** The call with an id that a supervisor names, or null. */
  synchronized Notification find(long id) {
    for (Notification one : queue) {
      if (one.id == id) {
        return one;
      }
    }
    return null;
  }

  /**
   * Answers a call.
   *
   * @return 0, or -EINPROGRESS when the supervisor has not received it, or has answered
   */
  synchronized int reply(Notification one, int error, int value, boolean goOn) {
    if (one.state != State.SENT) {
      return -Errno.EINPROGRESS;
    }
    one.error = error;
    one.value = value;
    one.goOn = goOn;
    one.state = State.REPLIED;
    one.task.sleeper.wake();
    return 0;
  }

  synchronized boolean isOrphaned() {
    return orphaned;
  }

  /** Nobody is left whose calls could be asked about. */
  void orphaned() {
    synchronized (this) {
      orphaned = true;
    }
    changed();
  }

  /** The listener is closed: who waits gets ENOSYS ({@code seccomp_notify_detach}). */
  synchronized void close() {
    closed = true;
    for (Notification one : queue) {
      if (one.state != State.REPLIED) {
        one.error = -Errno.ENOSYS;
        one.state = State.REPLIED;
        one.task.sleeper.wake();
      }
    }
  }

  /** {@code seccomp_notify_poll}. */
  synchronized int events() {
    int events = orphaned ? PollEvents.POLLHUP : 0;
    for (Notification one : queue) {
      if (one.state == State.INIT) {
        events |= PollEvents.POLLIN | PollEvents.POLLRDNORM;
      } else if (one.state == State.SENT) {
        events |= PollEvents.POLLOUT | PollEvents.POLLWRNORM;
      }
    }
    return events;
  }
}
