package dev.armature.recognise;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestFault;
import dev.armature.machine.Unit;

/**
 * Stands in front of a guest routine that was recognised: does what the routine does, or lets it do
 * it.
 */
abstract class RecognisedUnit extends Unit {
  private CodeSpace space;
  private ColdUnits source;

  /** Set by the guest's threads and by the compiler. */
  private volatile Unit guestCode;

  final RecognisedUnit in(CodeSpace codeSpace, ColdUnits guestUnits) {
    space = codeSpace;
    source = guestUnits;
    return this;
  }

  /**
   * Does the whole routine: its result registers and its effect on memory, and nothing else. Or
   * nothing at all: for whatever is not the plain case, and whatever might fault.
   *
   * @return whether it was done
   */
  abstract boolean replace(CpuState cpu);

  @Override
  public final int run(CpuState cpu, int depth) {
    if (cpu.pending != 0) {
      return cpu.leave(location, Exit.PENDING);
    }
    int link = cpu.r14;
    // BX to an odd halfword of ARM code is unpredictable: not here.
    if ((link & 3) != 2 && replace(cpu)) {
      cpu.recognised++;
      return link;
    }
    return runGuestCode(cpu, depth);
  }

  private int runGuestCode(CpuState cpu, int depth) {
    Unit unit = guestCode;
    if (unit == null || unit.stale) {
      try {
        unit = space.guestCode(source, location);
      } catch (GuestFault fault) {
        return cpu.abort(location, fault);
      }
      guestCode = unit;
    }
    return unit.run(cpu, depth);
  }

  @Override
  public final boolean adopt(Unit compiled) {
    guestCode = compiled;
    return true;
  }

  @Override
  public final boolean isCompiled() {
    Unit unit = guestCode;
    return unit != null && !unit.stale && unit.isCompiled();
  }
}
