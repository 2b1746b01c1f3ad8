package dev.armature.entry;

import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestFault;
import dev.armature.machine.Unit;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.translate.Translator;

/**
 * One instruction and a trap. ARM processors cannot single-step user code and Linux on ARM refuses
 * PTRACE_SINGLESTEP; here it works as on architectures that can, with SIGTRAP and TRAP_TRACE.
 */
final class SingleStep {
  private SingleStep() {}

  /**
   * Executes the next instruction and raises SIGTRAP when it has been completed.
   *
   * @return false when it was left for another reason that {@code cpu.exit} tells
   */
  static boolean step(Translator translator, Task task, ContextTracking tracking) {
    CpuState cpu = task.cpu;
    int start = cpu.location();
    Unit unit;
    try {
      unit = translator.stepUnit(cpu);
    } catch (GuestFault fault) {
      int unused = cpu.abort(start, fault);
      return false;
    }
    cpu.exit = Exit.NONE;
    // Pending work ends the run after the one instruction.
    cpu.pending = 1;
    int next = tracking == null ? unit.run(cpu, 0) : UserLoop.tracked(unit, cpu, tracking);
    // Other threads may have raised real work meanwhile.
    task.clearFlag(0);
    if (next != Unit.EXIT) {
      cpu.setLocation(next);
    } else if (!completed(cpu, start)) {
      return false;
    }
    Signalling.force(task, SigInfo.fault(Signals.SIGTRAP, SigInfo.TRAP_TRACE, cpu.pc));
    return true;
  }

  private static boolean completed(CpuState cpu, int start) {
    return switch (cpu.exit) {
      case PENDING, STATE -> true;
      // The instruction after this one can't be fetched: that is the next step's affair.
      case PREFETCH_ABORT -> cpu.location() != start;
      case NONE -> {
        cpu.setLocation(Unit.EXIT);
        yield true;
      }
      // The exit of the call has reported the step already.
      case KERNEL, DATA_ABORT, UNDEFINED, BREAKPOINT -> false;
    };
  }
}
