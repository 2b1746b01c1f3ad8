package dev.armature.task;

import java.util.HashMap;
import java.util.Map;

/**
 * The controlling terminals of sessions ({@code tty} and {@code signal_struct.tty}): which device,
 * and which process group is in the foreground. The terminal's own calls live with the files.
 */
public final class Terminals {
  private record Control(int device, int foreground) {}

  private final Map<Integer, Control> bySession = new HashMap<>();

  /** Makes a terminal control a session, with {@code pgid} in the foreground. */
  public synchronized void acquire(int sid, int device, int pgid) {
    bySession.put(sid, new Control(device, pgid));
  }

  /** The session gives its terminal up, or ends. */
  public synchronized void release(int sid) {
    bySession.remove(sid);
  }

  /** Device number of the session's terminal, 0 for none. */
  public synchronized int device(int sid) {
    Control control = bySession.get(sid);
    return control == null ? 0 : control.device();
  }

  /** Session that terminal {@code device} controls, 0 for none. */
  public synchronized int session(int device) {
    for (var entry : bySession.entrySet()) {
      if (entry.getValue().device() == device) {
        return entry.getKey();
      }
    }
    return 0;
  }

  /** Foreground process group of the session's terminal, -1 without a terminal. */
  public synchronized int foregroundGroup(int sid) {
    Control control = bySession.get(sid);
    return control == null ? -1 : control.foreground();
  }

  /** tcsetpgrp; the caller has checked who may. False without a terminal. */
  public synchronized boolean setForegroundGroup(int sid, int pgid) {
    Control control = bySession.get(sid);
    if (control == null) {
      return false;
    }
    bySession.put(sid, new Control(control.device(), pgid));
    return true;
  }

  /** The foreground groups of all terminals: who gets Ctrl-C from outside. */
  public synchronized int[] foregroundGroups() {
    return bySession.values().stream().mapToInt(Control::foreground).toArray();
  }
}
