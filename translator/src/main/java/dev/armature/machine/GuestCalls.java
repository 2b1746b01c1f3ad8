package dev.armature.machine;

/** The rare ends of guest calls and exits that translated code leaves to plain Java. */
public final class GuestCalls {
  /** A prime, so that no loop of several accesses keeps in step with it. */
  static final int MISSES_PER_SAMPLE = 16_381;

  /** The permission bits in what describes an access. */
  private static final int ACCESS = GuestMemory.READ | GuestMemory.WRITE;

  private GuestCalls() {}

  /** The unit at {@code location}; one that reports the fault when it can't be fetched. */
  public static Unit unitAt(CpuState cpu, int location) {
    try {
      return cpu.code.lookup(location);
    } catch (GuestFault fault) {
      return new Link.Refused(location, fault);
    }
  }

  /**
   * Goes on after a callee came back to somewhere else than its return address: a tail call, the
   * rest of a function that is split over units, or a callee that found the stack too deep. While
   * the guest's stack says that the call is not over (sp is not above {@code sp}), the caller's
   * Java frame stays and the rest runs on top of it. Otherwise (longjmp, an unwound exception, a
   * signal handler's return) the caller must leave as well. Right in either case, because all state
   * is in {@code cpu}: this only decides which Java frames stay.
   *
   * @param location where the callee said to go on
   * @param returnTo the return address of the call
   * @param sp the stack pointer at the call
   * @return {@code returnTo} when the call is over, else what the caller must return
   */
  public static int finish(CpuState cpu, int location, int returnTo, int sp, int depth) {
    int next = location;
    while (next != Unit.EXIT && depth < Unit.MAX_DEPTH && !isOver(cpu, next, returnTo, sp)) {
      if (cpu.pending != 0) {
        return cpu.leave(next, Exit.PENDING);
      }
      next = unitAt(cpu, next).run(cpu, depth + 1);
    }
    return next;
  }

  /**
   * Runs compiled units one after the other, for interpreted code that came to {@code first}: the
   * parts of a large function follow each other thousands of times before one is interpreted.
   *
   * @param returnTo the return address of the call that the interpreter's Java frame stands for
   * @param sp the stack pointer at that call
   * @return where to go on: at interpreted code, or the caller must leave, see {@link #isOver}
   */
  public static int runCompiled(CpuState cpu, Unit first, int depth, int returnTo, int sp) {
    Unit unit = first;
    while (true) {
      int link = cpu.r14;
      int location = unit.run(cpu, depth + 1);
      if (location == Unit.EXIT || depth > 0 && isOver(cpu, location, returnTo, sp)) {
        return location;
      }
      unit = unitAt(cpu, location);
      if (unit.interpreted) {
        if (location != link) {
          unit.enteredByBranch();
        }
        return location;
      }
    }
  }

  /** Whether a call is over: control is at its return address, or its frame has gone. */
  public static boolean isOver(CpuState cpu, int location, int returnTo, int sp) {
    return location == returnTo || Integer.compareUnsigned(cpu.r13, sp) > 0;
  }

  /**
   * Whether an access may be made that the guard in translated code did not expect. When not {@code
   * cpu} knows why, for {@link #stop}. Now and then the answer is no all the same, so that a sample
   * can be taken.
   *
   * @param access its width times 4, and the permission bit that its pages must have
   * @param location the instruction
   */
  public static boolean allows(CpuState cpu, int address, int access, int location) {
    return allows(cpu, address, access, location, 0);
  }

  /**
   * As {@link #allows(CpuState, int, int, int)}, for an instruction that may be in an IT block.
   *
   * @param itState its ITSTATE
   */
  public static boolean allows(CpuState cpu, int address, int access, int location, int itState) {
    GuestMemory memory = cpu.memory;
    int last = address + (access >> 2) - 1;
    if ((memory.permissions(address) & memory.permissions(last) & access & ACCESS) != 0
        && ++cpu.guardMisses % MISSES_PER_SAMPLE != 0) {
      return true;
    }
    cpu.stopAddress = address;
    cpu.stopAccess = access;
    cpu.stopLocation = location;
    cpu.stopItState = itState;
    return false;
  }

  /**
   * Leaves a unit whose registers are all in {@code cpu}: because work is pending, or before an
   * access that {@link #allows} did not allow. When that may be made after all the guest goes on at
   * the instruction.
   */
  public static int stop(CpuState cpu, Unit unit) {
    int access = cpu.stopAccess;
    int location = cpu.stopLocation;
    if (access == 0) {
      return pending(cpu, location);
    }
    cpu.stopAccess = 0;
    try {
      boolean write = (access & ACCESS) == GuestMemory.WRITE;
      cpu.memory.check(
          cpu.stopAddress, access >> 2, write ? GuestFault.Access.WRITE : GuestFault.Access.READ);
    } catch (GuestFault fault) {
      return abort(fault, cpu, location, cpu.stopItState);
    }
    if (cpu.guardMisses % MISSES_PER_SAMPLE == 0) {
      cpu.code.missed(unit, location, cpu.stopAddress);
    }
    return cpu.stopItState == 0 ? location : state(cpu, location, cpu.stopItState);
  }

  /** Leaves a unit at {@code location} because work is pending. */
  public static int pending(CpuState cpu, int location) {
    return cpu.leave(location, Exit.PENDING);
  }

  /** Leaves a unit because the instruction at {@code location} faulted. */
  public static int abort(GuestFault fault, CpuState cpu, int location, int itState) {
    cpu.itstate = itState;
    return cpu.abort(location, fault);
  }

  /** Leaves a unit at an undefined instruction. */
  public static int undefined(CpuState cpu, int word, int location, int itState) {
    cpu.itstate = itState;
    cpu.exitInfo = word;
    return cpu.leave(location, Exit.UNDEFINED);
  }

  /** Leaves a unit at a BKPT. */
  public static int breakpoint(CpuState cpu, int immediate, int location, int itState) {
    cpu.itstate = itState;
    cpu.exitInfo = immediate;
    return cpu.leave(location, Exit.BREAKPOINT);
  }

  /** Leaves a unit for code that must be lifted for {@code itState} or another E bit. */
  public static int state(CpuState cpu, int location, int itState) {
    cpu.itstate = itState;
    return cpu.leave(location, Exit.STATE);
  }

  /** SVC; all state is in {@code cpu}. */
  public static int supervisorCall(CpuState cpu, int immediate, int next) {
    cpu.setLocation(next);
    return cpu.kernel.supervisorCall(cpu, immediate);
  }

  /** SVC with a number that was known when it was translated; all state is in {@code cpu}. */
  public static int boundCall(CpuState cpu, KernelCall call, int number, int next) {
    cpu.setLocation(next);
    return cpu.kernel.boundCall(cpu, call, number);
  }

  /** SVC that other instructions of its IT block follow: leaves the unit for them. */
  public static int supervisorCallInItBlock(CpuState cpu, int immediate, int next, int itState) {
    cpu.setLocation(next);
    cpu.itstate = itState;
    int location = cpu.kernel.supervisorCall(cpu, immediate);
    return location == Unit.EXIT ? location : cpu.leave(location, Exit.STATE);
  }
}
