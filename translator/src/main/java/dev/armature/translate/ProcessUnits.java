package dev.armature.translate;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The compiled units that one process can use: those of its program, and among them those that are
 * ready, because a process that has ended left them behind. Its own are left behind when it ends.
 */
final class ProcessUnits {
  private final ProgramUnits program;
  private final RetiredUnits retired;
  private final long base;

  /** By location; not in use yet. */
  private final Map<Integer, ReadyUnit> ready;

  private final Map<Integer, ReadyUnit> inUse = new HashMap<>();
  private boolean ended;

  /**
   * @param base the host address of the process's address 0
   */
  ProcessUnits(ProgramUnits program, RetiredUnits retired, long base) {
    this.program = program;
    this.retired = retired;
    this.base = base;
    this.ready = new ConcurrentHashMap<>(retired.take(program, base));
  }

  /** Whether there is a unit of {@code location}. */
  boolean has(int location) {
    return program.has(location) || ready.containsKey(location);
  }

  /** The unit that is ready at {@code location}, or null. */
  ReadyUnit ready(int location) {
    return ready.get(location);
  }

  /** Takes a unit that is ready; false when another thread has. */
  boolean claim(ReadyUnit unit) {
    return ready.remove(unit.kept().entry().location(), unit);
  }

  /** A unit that was claimed could not be used after all. */
  void release(ReadyUnit unit) {
    ready.putIfAbsent(unit.kept().entry().location(), unit);
  }

  /** The unit of {@code location} as it is kept, or null. */
  KeptUnit find(int location) {
    return program.find(location);
  }

  /** Keeps {@code unit} for all processes as the newest one of its location. */
  void put(KeptUnit unit) {
    program.put(unit);
  }

  /** Notes that the process runs {@code unit} now. */
  synchronized void use(ReadyUnit unit) {
    int location = unit.kept().entry().location();
    ready.remove(location);
    if (!ended) {
      inUse.put(location, unit);
    }
  }

  /**
   * The process has ended: what it ran is there for others, stale units too. Some are because the
   * process gave memory back before it ended, and whoever takes a unit over looks whether it fits.
   */
  synchronized void end() {
    ended = true;
    for (ReadyUnit each : inUse.values()) {
      each.unit().retire();
    }
    Map<Integer, ReadyUnit> all = new HashMap<>(ready);
    all.putAll(inUse);
    inUse.clear();
    ready.clear();
    retired.put(program, base, all);
  }
}
