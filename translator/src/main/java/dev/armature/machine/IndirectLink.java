package dev.armature.machine;

/**
 * A call site's way to the units it calls by a computed location: it remembers the last one. Most
 * sites only ever lead to one, and HotSpot inlines through it by the type profile.
 */
public final class IndirectLink extends CallSite {
  /** The unit at {@code location}. When it can't be fetched, one that reports the fault. */
  public Unit get(CpuState cpu, int location) {
    Unit last = unit;
    return last != null && last.location == location && !last.stale ? last : resolve(cpu, location);
  }

  private Unit resolve(CpuState cpu, int location) {
    Unit found = GuestCalls.unitAt(cpu, location);
    if (!(found instanceof Link.Refused)) {
      unit = found;
    }
    return found;
  }
}
