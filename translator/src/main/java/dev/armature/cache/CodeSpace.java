package dev.armature.cache;

import dev.armature.machine.CodeLookup;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * The executable code of one address space: which unit runs at which location, and which units
 * depend on which pages.
 *
 * <p>Look-ups take no lock. Making, installing and invalidating units take this object's monitor.
 * Invalidation follows ARM's rule: code changes become visible by cacheflush, munmap, mprotect and
 * mmap, not by plain stores.
 */
public final class CodeSpace implements CodeLookup {
  /** A unit and the code ranges it depends on: start, end, start, end, ... */
  private record Dependant(Unit unit, int[] ranges) {
    boolean overlaps(int start, long end) {
      for (int i = 0; i < ranges.length; i += 2) {
        long from = ranges[i] & 0xffff_ffffL;
        long to = ranges[i + 1] & 0xffff_ffffL;
        if (from < end && to > (start & 0xffff_ffffL)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Compiled units that are kept, some 20 KiB each in HotSpot's hands. When there are so many they
   * are all dropped: what is hot comes back.
   */
  public static final int MOST_UNITS = 10_000;

  private static final int INITIAL_BITS = 11;

  private final GuestMemory memory;
  private final ColdUnits cold;
  private final HotCode hotCode;
  private final Map<Integer, List<Dependant>> byPage = new HashMap<>();

  /** Units come page by page. */
  private int recentPage = -1;

  private List<Dependant> recent;
  private final Set<Integer> ranElsewhere = ConcurrentHashMap.newKeySet();
  private final Map<Integer, UnitEntry> entries = new HashMap<>();
  private final MissedGuards missedGuards = new MissedGuards();
  private final Addresses addresses = new Addresses();
  private final LeftOut leftOut = new LeftOut();
  private final DataRanges dataRanges = new DataRanges();
  private final LargeFunctions largeFunctions = new LargeFunctions();
  private final RecentInvalidations invalidations = new RecentInvalidations();
  private int installed;
  private boolean closed;
  private int holds;
  private volatile UnitTable table = new UnitTable(INITIAL_BITS);

  public CodeSpace(GuestMemory memory, ColdUnits cold, HotCode hotCode) {
    this.memory = memory;
    this.cold = cold;
    this.hotCode = hotCode;
  }

  /** The memory the code is in. */
  public GuestMemory memory() {
    return memory;
  }

  @Override
  public Unit lookup(int location) {
    Unit unit = table.get(location);
    return unit != null && !unit.stale ? unit : make(location);
  }

  /** The unit at {@code location} if there is a live one, else null. */
  public Unit peek(int location) {
    Unit unit = table.get(location);
    return unit != null && !unit.stale ? unit : null;
  }

  private synchronized Unit make(int location) {
    Unit unit = table.get(location);
    if (unit != null && !unit.stale) {
      return unit;
    }
    ColdUnits.Made made = cold.make(this, location);
    add(location, made.unit(), made.ranges());
    hotCode.met(this, location);
    return table.get(location);
  }

  /**
   * Changes whenever something is invalidated. Whoever compiles takes it before looking at code and
   * permissions.
   */
  public synchronized long version() {
    return invalidations.version();
  }

  /**
   * Puts a compiled unit in the place of the cold one at {@code location}.
   *
   * @param compiledAt {@link #version} before code and permissions were read
   * @param ranges the code it depends on: start, end, start, end, ...
   * @param data the memory it relies on being accessible: start, end, start, end, ...
   * @param notRan locations that it left out, because they had not run
   * @return false when part of that was invalidated meanwhile: then the unit must not be used
   */
  public synchronized boolean install(
      UnitEntry entry, Unit unit, long compiledAt, int[] ranges, int[] data, Set<Integer> notRan) {
    int location = entry.location();
    if (invalidations.touched(compiledAt, ranges) || invalidations.touched(compiledAt, data)) {
      return false;
    }
    if (installed == MOST_UNITS) {
      dropCompiled();
      installed = 0;
    }
    installed++;
    Unit old = table.get(location);
    unit.location = location;
    boolean adopted = old != null && !old.stale && old.adopt(unit);
    if (adopted) {
      depend(location, unit, ranges);
    } else {
      add(location, unit, ranges);
    }
    for (int i = 0; i < data.length; i += 2) {
      dataRanges.add(data[i], data[i + 1], unit);
    }
    if (old != null && !adopted) {
      old.stale = true;
    }
    leftOut.add(entry, notRan);
    entries.put(location, entry);
    return true;
  }

  /**
   * Notes how a function is divided that is larger than a unit.
   *
   * @param heads where its parts begin
   */
  public void addParts(Set<Integer> heads) {
    largeFunctions.addParts(heads);
  }

  /** Notes that the unit at {@code location} is so large that others should not repeat it. */
  public void addLargeUnit(int location) {
    largeFunctions.addUnit(location);
  }

  /** Whether a part of a function that is larger than a unit begins at {@code location}. */
  public boolean beginsPart(int location) {
    return largeFunctions.isPart(location);
  }

  /** Whether a live unit at {@code location} is so large that others should not repeat it. */
  public boolean beginsLargeUnit(int location) {
    Unit unit = largeFunctions.isUnit(location) ? peek(location) : null;
    return unit != null && unit.isCompiled();
  }

  /** Whether control has come to {@code location} by a branch since its code was last changed. */
  public boolean ran(int location) {
    return table.get(location) != null || ranElsewhere.contains(location);
  }

  /**
   * Takes over what another process or an earlier run has seen of code that will not be interpreted
   * here.
   *
   * @param ran locations that control came to by a branch
   * @param accesses pairs: an instruction, an address that it accessed
   */
  public synchronized void learn(int[] ran, int[] accesses) {
    for (int location : ran) {
      ranElsewhere.add(location);
    }
    for (int i = 0; i < accesses.length; i += 2) {
      addresses.add(accesses[i], accesses[i + 1]);
    }
  }

  /**
   * Compiled units that left {@code location} out and are worth compiling again with it. Each is
   * only told a few times.
   */
  public synchronized List<UnitEntry> unitsWithout(int location) {
    return leftOut.take(location);
  }

  /**
   * A unit of the guest's own code at {@code location}, for the unit that stands in front of it
   * (see {@link Unit#adopt}).
   *
   * @throws dev.armature.machine.GuestFault when the first instruction can't be fetched
   */
  public synchronized Unit guestCode(ColdUnits source, int location) {
    ColdUnits.Made made = source.make(this, location);
    depend(location, made.unit(), made.ranges());
    return made.unit();
  }

  private void add(int location, Unit unit, int... ranges) {
    depend(location, unit, ranges);
    if (table.isFull()) {
      table = table.grown();
    }
    table.put(unit);
  }

  /** Makes {@code unit} stale when one of {@code ranges} changes. */
  private void depend(int location, Unit unit, int... ranges) {
    unit.location = location;
    var dependant = new Dependant(unit, ranges);
    for (int i = 0; i < ranges.length; i += 2) {
      int last = (ranges[i + 1] - 1) >>> GuestMemory.PAGE_SHIFT;
      for (int page = ranges[i] >>> GuestMemory.PAGE_SHIFT; page <= last; page++) {
        if (page != recentPage) {
          recent = byPage.computeIfAbsent(page, p -> new ArrayList<>());
          recentPage = page;
        }
        recent.add(dependant);
      }
    }
  }

  /**
   * Drops every unit that depends on a byte of the range: its code, or memory that it relies on
   * being accessible.
   *
   * @return whether there was one: then running guest frames of this space must be left before
   *     guest code goes on
   */
  public synchronized boolean invalidate(int start, long length) {
    long end = Math.min((start & 0xffff_ffffL) + length, GuestMemory.SIZE);
    invalidations.add(start & 0xffff_ffffL, end);
    largeFunctions.drop(start & 0xffff_ffffL, end);
    if (byPage.isEmpty() || length <= 0) {
      return false;
    }
    recentPage = -1;
    boolean dropped = dataRanges.drop(start & 0xffff_ffffL, end);
    int firstPage = start >>> GuestMemory.PAGE_SHIFT;
    int lastPage = (int) ((end - 1) >>> GuestMemory.PAGE_SHIFT);
    if (lastPage - firstPage > byPage.size()) {
      for (var pages = byPage.entrySet().iterator(); pages.hasNext(); ) {
        var entry = pages.next();
        if (entry.getKey() >= firstPage && entry.getKey() <= lastPage) {
          dropped |= drop(entry.getValue(), start, end);
          if (entry.getValue().isEmpty()) {
            pages.remove();
          }
        }
      }
    } else {
      for (int page = firstPage; page <= lastPage; page++) {
        List<Dependant> dependants = byPage.get(page);
        if (dependants != null) {
          dropped |= drop(dependants, start, end);
          if (dependants.isEmpty()) {
            byPage.remove(page);
          }
        }
      }
    }
    if (dropped) {
      table = table.swept();
    }
    return dropped;
  }

  private void dropCompiled() {
    entries.clear();
    recentPage = -1;
    for (List<Dependant> dependants : byPage.values()) {
      for (Dependant dependant : dependants) {
        dependant.unit.stale |= !dependant.unit.interpreted;
      }
      dependants.removeIf(dependant -> dependant.unit.stale);
    }
    table = table.swept();
  }

  private static boolean drop(List<Dependant> dependants, int start, long end) {
    boolean dropped = false;
    for (Dependant dependant : dependants) {
      if (!dependant.unit.stale && dependant.overlaps(start, end)) {
        dependant.unit.stale = true;
        dropped = true;
      }
    }
    dependants.removeIf(dependant -> dependant.unit.stale);
    return dropped;
  }

  /**
   * Keeps the memory from being freed until {@link #release}: for whoever reads code on a thread of
   * its own. Hold it briefly.
   *
   * @return false when the space is closed: then there is nothing to release
   */
  public synchronized boolean hold() {
    if (closed) {
      return false;
    }
    holds++;
    return true;
  }

  /** Ends a {@link #hold}. */
  public synchronized void release() {
    holds--;
    notifyAll();
  }

  /**
   * Tells that the memory is about to be freed, and waits until nobody else reads it. To be called
   * before it is.
   */
  public void close() {
    waitForReaders();
    hotCode.closed();
  }

  private synchronized void waitForReaders() {
    closed = true;
    boolean interrupted = false;
    while (holds > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void missed(Unit unit, int location, int address) {
    UnitEntry entry;
    synchronized (this) {
      entry = entries.get(unit.location);
      if (unit.stale || entry == null) {
        return;
      }
      addresses.add(location & ~1, address);
      if (!missedGuards.note(unit.location, location & ~1)) {
        return;
      }
    }
    hotCode.hot(this, entry.location(), entry.loop());
  }

  /**
   * Whether the unit at {@code location} is to be compiled again because its guards do not fit what
   * it accesses; said once.
   */
  public synchronized boolean takeMissed(int location) {
    return missedGuards.take(location);
  }

  /** Whether the instruction at {@code pc} is better not guarded by ranges of memory. */
  public synchronized boolean isUnsteady(int pc) {
    return missedGuards.isUnsteady(pc);
  }

  /**
   * Calls {@code each} with addresses that the instruction at {@code pc} accessed: while it was
   * interpreted, where the guards of a compiled unit did not expect it, and elsewhere.
   */
  public synchronized void addresses(int pc, IntConsumer each) {
    for (Dependant dependant : byPage.getOrDefault(pc >>> GuestMemory.PAGE_SHIFT, List.of())) {
      // Also of stale ones: an interpreted unit that a compiled one took the place of knows best.
      if (dependant.overlaps(pc, (pc & 0xffff_ffffL) + 1)
          && dependant.unit instanceof AccessLog log) {
        log.addresses(pc, each);
      }
    }
    addresses.forEach(pc, each);
  }

  /** Reports that {@code location} became hot, by backward jumps or by calls. */
  public void hot(int location, boolean loop) {
    hotCode.hot(this, location, loop);
  }

  /** Whether {@code location} has proved hot before, see {@link HotCode#provedHot}. */
  public boolean provedHot(int location) {
    return hotCode.provedHot(location);
  }

  /** Numbers of the pages that may come and go: they were taken away while code relied on them. */
  public synchronized BitSet unstablePages() {
    return dataRanges.unstable();
  }

  /** Live units that depend on the page of {@code address}. */
  synchronized List<Unit> unitsOn(int address) {
    var units = new ArrayList<Unit>();
    for (Dependant dependant : byPage.getOrDefault(address >>> GuestMemory.PAGE_SHIFT, List.of())) {
      if (!dependant.unit.stale) {
        units.add(dependant.unit);
      }
    }
    return units;
  }
}
