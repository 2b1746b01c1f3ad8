package dev.armature.task;

import java.util.HashMap;
import java.util.Map;

/**
 * The controlling terminals of sessions ({@code tty} and {@code signal_struct.tty}): which device,
 * and which process group is in the foreground. The terminal's own calls live with the files.
 */
public final class Terminals {
  /**
   * A session's terminal.
   *
   * @param led whether a guest leads the session, which ends with it
   */
  private record Control(int device, int foreground, boolean led) {}

  private final Map<Integer, Control> bySession = new HashMap<>();

  /** Makes a terminal control a session, with {@code pgid} in the foreground. */
  public synchronized void acquire(int sid, int device, int pgid) {
    inherit(sid, device, pgid, true);
  }

  /**
   * The same for the terminal that the first guest is started at.
   *
   * @param led whether that guest is the leader of its session: it is the first one of the session
   *     here, but outside a shell may lead, and keeps the terminal when the guest has ended
   */
  public synchronized void inherit(int sid, int device, int pgid, boolean led) {
    bySession.put(sid, new Control(device, pgid, led));
  }

  /** Whether a guest leads the session of a terminal: what hangs up when it ends. */
  public synchronized boolean led(int sid) {
    Control control = bySession.get(sid);
    return control != null && control.led();
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
    bySession.put(sid, new Control(control.device(), pgid, control.led()));
    return true;
  }

  /** The foreground groups of all terminals: who gets Ctrl-C from outside. */
  public synchronized int[] foregroundGroups() {
    return bySession.values().stream().mapToInt(Control::foreground).toArray();
  }
}
