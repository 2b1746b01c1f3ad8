package dev.armature.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state of one machine: its tasks, ids and time. Many machines live in one JVM and share
 * nothing.
 */
public final class Kernel {
  private static final int PID_MAX = 32768;

  /** The first id given; lower ones look like kernel threads to ps and its kin. */
  private static final int FIRST_PID = 300;

  public final MachineConfig config;
  public final Log log;

  /** Guards the tree of processes. See {@link ThreadGroup}. */
  public final Object tasklist = new Object();

  /** pid 1: nobody runs in it; it adopts and reaps orphans. */
  final ThreadGroup init;

  final TaskBody body;

  /** Signals and timers that fire at a time. */
  public final TimerQueue timerQueue = new TimerQueue();

  private final ConcurrentHashMap<Integer, Task> tasks = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Integer, ThreadGroup> groups = new ConcurrentHashMap<>();
  private final long bootNanos = System.nanoTime();
  private int lastPid = FIRST_PID - 1;

  public Kernel(MachineConfig config, Log log, TaskBody body) {
    this.config = config;
    this.log = log;
    this.body = body;
    init = new ThreadGroup(this, 1, new dev.armature.signal.SigHandlers(), new Rlimits(0));
    init.pgid = 1;
    init.sid = 1;
  }

  /** Nanoseconds since the machine started. */
  public long uptimeNanos() {
    return System.nanoTime() - bootNanos;
  }

  /** The task with thread id {@code tid}, or null. */
  public Task task(int tid) {
    return tasks.get(tid);
  }

  /** The process with id {@code pid}, zombies included, or null. */
  public ThreadGroup group(int pid) {
    return groups.get(pid);
  }

  /** All processes, zombies included, by pid. */
  public List<ThreadGroup> groups() {
    List<ThreadGroup> all = new ArrayList<>(groups.values());
    all.sort((a, b) -> Integer.compare(a.pid, b.pid));
    return all;
  }

  /** Number of live threads. */
  public int taskCount() {
    return tasks.size();
  }

  /** The processes of a process group. */
  public List<ThreadGroup> processGroup(int pgid) {
    List<ThreadGroup> members = new ArrayList<>(2);
    for (ThreadGroup group : groups.values()) {
      if (group.pgid == pgid) {
        members.add(group);
      }
    }
    return members;
  }

  /** Takes an unused id, or returns 0 when there is none. */
  int allocatePid() {
    synchronized (tasklist) {
      for (int tries = 0; tries < PID_MAX; tries++) {
        lastPid = lastPid + 1 >= PID_MAX ? FIRST_PID : lastPid + 1;
        if (!inUse(lastPid)) {
          return lastPid;
        }
      }
      return 0;
    }
  }

  private boolean inUse(int id) {
    if (tasks.containsKey(id) || groups.containsKey(id)) {
      return true;
    }
    for (ThreadGroup group : groups.values()) {
      if (group.pgid == id || group.sid == id) {
        return true;
      }
    }
    return false;
  }

  void register(Task task) {
    tasks.put(task.tid, task);
  }

  void unregister(Task task) {
    tasks.remove(task.tid, task);
  }

  void register(ThreadGroup group) {
    groups.put(group.pid, group);
  }

  void unregister(ThreadGroup group) {
    groups.remove(group.pid, group);
  }
}
