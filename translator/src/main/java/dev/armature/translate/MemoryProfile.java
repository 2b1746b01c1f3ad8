package dev.armature.translate;

import dev.armature.cache.AccessLog;
import dev.armature.cache.CodeSpace;
import dev.armature.emit.AccessProfile;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which part of memory the instructions of a space were seen to access: the run of pages with the
 * needed permission around the addresses that the interpreter noted.
 */
final class MemoryProfile implements AccessProfile {
  /** Pages looked at in each direction: 512 MiB. */
  private static final int REACH = 1 << 17;

  /** Fewer pages than this change too often: every little mapping would be a reason to compile. */
  private static final int LEAST_PAGES = 2;

  private final CodeSpace space;
  private final GuestMemory memory;
  private final BitSet unstable;
  private final List<Range> readable = new ArrayList<>();
  private final List<Range> writable = new ArrayList<>();
  private final Map<Integer, Integer> samples = new HashMap<>();

  MemoryProfile(CodeSpace space) {
    this.space = space;
    this.memory = space.memory();
    this.unstable = space.unstablePages();
  }

  @Override
  public Range range(int pc, boolean write) {
    var seen = new ArrayList<Range>();
    boolean[] various = new boolean[1];
    Integer elsewhere = space.accessedElsewhere(pc);
    if (elsewhere != null) {
      see(elsewhere, write, pc, seen, various);
    }
    for (Unit unit : space.unitsOn(pc)) {
      if (unit instanceof AccessLog log) {
        log.addresses(pc, address -> see(address, write, pc, seen, various));
      }
    }
    return various[0] || seen.isEmpty() ? null : seen.getFirst();
  }

  private void see(int address, boolean write, int pc, List<Range> seen, boolean[] various) {
    Range range = around(address, write);
    if (range == null || (!seen.isEmpty() && !seen.getFirst().equals(range))) {
      various[0] = true;
    } else {
      seen.add(range);
      samples.put(pc, address);
    }
  }

  /** Pairs: an instruction, an address it accessed. */
  int[] samples() {
    return samples.entrySet().stream()
        .flatMapToInt(entry -> IntStream.of(entry.getKey(), entry.getValue()))
        .toArray();
  }

  private Range around(int address, boolean write) {
    List<Range> known = write ? writable : readable;
    for (Range range : known) {
      if (Integer.compareUnsigned(address - range.start(), range.end() - range.start()) < 0) {
        return range;
      }
    }
    int need = write ? GuestMemory.WRITE : GuestMemory.READ;
    int page = address >>> GuestMemory.PAGE_SHIFT;
    if (!allowed(page, need)) {
      return null;
    }
    int first = page;
    while (page - first < REACH && allowed(first - 1, need)) {
      first--;
    }
    int last = page;
    while (last - page < REACH && allowed(last + 1, need)) {
      last++;
    }
    if (last - first + 1 < LEAST_PAGES) {
      return null;
    }
    var range = new Range(first << GuestMemory.PAGE_SHIFT, (last + 1) << GuestMemory.PAGE_SHIFT);
    known.add(range);
    return range;
  }

  private boolean allowed(int page, int need) {
    return page > 0
        && page < (int) (GuestMemory.SIZE >>> GuestMemory.PAGE_SHIFT) - 1
        && (memory.permissions(page << GuestMemory.PAGE_SHIFT) & need) != 0
        && !unstable.get(page);
  }
}
