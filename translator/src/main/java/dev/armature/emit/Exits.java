package dev.armature.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * The ways out of a unit, which all end in a tail: store what is dirty, return the result. Exits
 * whose registers fit together share a tail. A tail has a fault handler when a routine can throw
 * where its registers are dirty, and cold paths that belong to it.
 *
 * <p>Tails and cold paths lie behind the unit's hot code.
 */
final class Exits {
  /**
   * Registers that an exit may store without need, in exchange for less code. More would cost
   * machine registers: what an exit stores has to be kept until there.
   */
  private static final int SPARE_STORES = 2;

  /** One way out. */
  final class Tail {
    private long stored;
    private long valid;
    private int forms;
    private final boolean hot;
    private int label = -1;
    private int handler = -1;
    private final List<Runnable> stopping = new ArrayList<>();
    private final List<Runnable> leaving = new ArrayList<>();

    private Tail(long dirty, long valid, int forms, boolean hot) {
      this.stored = dirty;
      this.valid = valid;
      this.forms = forms;
      this.hot = hot;
    }

    private boolean fits(long dirty, long validThere, boolean hotThere) {
      long union = stored | dirty;
      return hot == hotThere
          && ((stored ^ dirty) & Mask.FLAGS) == 0
          && (union & ~((valid & validThere) | Mask.FLAGS)) == 0
          && Long.bitCount(union & ~(stored & dirty)) <= SPARE_STORES;
    }

    /** Goes there; the location to return is in {@link UnitCode#result}. */
    void go() {
      if (label < 0) {
        label = unit.code.label();
      }
      unit.code.jump(Opcodes.GOTO, label);
    }

    /**
     * Adds a path off the hot code that goes back to it, or tells {@code CpuState} why and where
     * the unit stops. Behind it everything is stored, and {@code GuestCalls.stop} called.
     */
    void stopping(Runnable path) {
      stopping.add(path);
    }

    /** Adds a path off the hot code that sets the result; the tail is reached behind it. */
    void leaving(Runnable path) {
      leaving.add(path);
    }

    /** Catches the faults between two labels. */
    void catches(int start, int end) {
      if (handler < 0) {
        handler = unit.code.label();
      }
      unit.code.handler(start, end, handler);
    }
  }

  private final UnitCode unit;
  private final List<Tail> tails = new ArrayList<>();
  private final List<Runnable> afterCalls = new ArrayList<>();

  Exits(UnitCode unit) {
    this.unit = unit;
  }

  /**
   * The tail for leaving where {@code dirty} registers differ from the CPU state and the locals of
   * {@code valid} are right.
   *
   * @param forms the forms that the flags may be in there
   */
  Tail tail(long dirty, long valid, int forms, boolean hot) {
    for (Tail tail : tails) {
      if (tail.fits(dirty, valid, hot)) {
        tail.stored |= dirty;
        tail.valid &= valid;
        tail.forms |= forms;
        return tail;
      }
    }
    var tail = new Tail(dirty, valid, forms, hot);
    tails.add(tail);
    return tail;
  }

  /**
   * Adds a path for calls that came back to somewhere else. All state is in the CPU state there.
   */
  void afterCalls(Runnable path) {
    afterCalls.add(path);
  }

  /** Emits everything that lies behind the hot code. */
  void finish() {
    afterCalls.forEach(Runnable::run);
    tails.forEach(this::finish);
  }

  private void finish(Tail tail) {
    Code code = unit.code;
    stop(tail);
    for (Runnable path : tail.leaving) {
      path.run();
      tail.go();
    }
    if (tail.handler >= 0) {
      code.placeCatch(tail.handler);
      code.local(Opcodes.ALOAD, Slots.CPU);
      code.local(Opcodes.ILOAD, unit.faultLocation);
      code.local(Opcodes.ILOAD, unit.faultItState);
      unit.call("abort", "(ECII)I");
      code.local(Opcodes.ISTORE, unit.result);
    }
    if (tail.label >= 0) {
      code.place(tail.label);
    }
    if (tail.label >= 0 || tail.handler >= 0) {
      unit.spill(tail.stored, tail.forms);
      code.local(Opcodes.ILOAD, unit.result);
      code.op(Opcodes.IRETURN);
    }
  }

  private void stop(Tail tail) {
    if (tail.stopping.isEmpty()) {
      return;
    }
    Code code = unit.code;
    int stop = code.label();
    for (int i = 0; i < tail.stopping.size(); i++) {
      if (i > 0) {
        code.jump(Opcodes.GOTO, stop);
      }
      tail.stopping.get(i).run();
    }
    code.place(stop);
    unit.spill(tail.stored, tail.forms);
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.local(Opcodes.ALOAD, Slots.THIS);
    unit.call("stop", "(CU)I");
    code.op(Opcodes.IRETURN);
  }
}
