package dev.armature.machine;

/**
 * A call site's way to the unit at a fixed location. It resolves itself on first use and again when
 * its unit has become stale, so that nobody needs a list of the links to a unit.
 */
public final class Link extends CallSite {
  private final int target;

  public Link(int target) {
    this.target = target;
  }

  /** The unit to call now. When the target can't be fetched, one that reports the fault. */
  public Unit get(CpuState cpu) {
    Unit current = unit;
    return current != null && !current.stale ? current : resolve(cpu);
  }

  private Unit resolve(CpuState cpu) {
    Unit found = GuestCalls.unitAt(cpu, target);
    if (!(found instanceof Refused)) {
      unit = found;
    }
    return found;
  }

  /** Stands for code that can't be fetched. */
  static final class Refused extends Unit {
    private final int where;
    private final GuestFault fault;

    Refused(int where, GuestFault fault) {
      this.where = where;
      this.fault = fault;
    }

    @Override
    public int run(CpuState cpu, int depth) {
      return cpu.abort(where, fault);
    }
  }
}
