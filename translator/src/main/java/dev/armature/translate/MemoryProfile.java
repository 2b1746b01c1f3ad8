package dev.armature.translate;

import dev.armature.cache.CodeSpace;
import dev.armature.emit.AccessProfile;
import dev.armature.machine.GuestMemory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which part of memory the instructions of a space were seen to access: the run of pages with the
 * needed permission around the addresses that the interpreter noted, and those that guards did not
 * expect.
 */
final class MemoryProfile implements AccessProfile {
  /** Pages looked at in each direction: 512 MiB. */
  private static final int REACH = 1 << 17;

  /** Fewer pages than this change too often: every little mapping would be a reason to compile. */
  private static final int LEAST_PAGES = 2;

  /** Where there are more the permission byte of the page is cheaper. */
  private static final int MOST_RANGES = 2;

  private final CodeSpace space;
  private final GuestMemory memory;
  private final BitSet unstable;
  private final List<Range> readable = new ArrayList<>();
  private final List<Range> writable = new ArrayList<>();
  private final List<Integer> samples = new ArrayList<>();

  MemoryProfile(CodeSpace space) {
    this.space = space;
    this.memory = space.memory();
    this.unstable = space.unstablePages();
  }

  @Override
  public List<Range> ranges(int[] pcs, boolean write) {
    var seen = new ArrayList<Range>(MOST_RANGES);
    boolean[] various = new boolean[1];
    for (int pc : pcs) {
      various[0] |= space.isUnsteady(pc);
      space.addresses(
          pc,
          address -> {
            Range range = around(address, write);
            if (range == null) {
              various[0] = true;
            } else if (!seen.contains(range)) {
              seen.add(range);
              samples.add(pc);
              samples.add(address);
            }
          });
    }
    return various[0] || seen.size() > MOST_RANGES ? List.of() : seen;
  }

  /** Pairs: an instruction, an address it accessed. */
  int[] samples() {
    return samples.stream().mapToInt(Integer::intValue).toArray();
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
