package dev.armature.lift;

import dev.armature.decode.Insn;
import java.util.ArrayList;
import java.util.List;

/** Makes a task that differs from the oracle smaller: one instruction, and little state. */
final class Shrinker {
  private final Stepper stepper;
  private final QemuOracle oracle;

  Shrinker(Stepper stepper, QemuOracle oracle) {
    this.stepper = stepper;
    this.oracle = oracle;
  }

  /** The smallest task found that still differs. */
  StepTask shrink(StepTask task) throws Exception {
    StepTask small = oneInstruction(task);
    for (StepTask simpler : simpler(small)) {
      StepTask merged = merge(small, simpler);
      if (differs(merged)) {
        small = merged;
      }
    }
    return small;
  }

  private StepTask oneInstruction(StepTask task) throws Exception {
    List<Insn> code = task.instructions();
    for (int length = 1; length <= code.size(); length++) {
      StepTask prefix = task.with(code.subList(0, length));
      if (!differs(prefix)) {
        continue;
      }
      if (length > 1) {
        // From the state that the instructions before it leave, memory excepted.
        StepResult before = stepper.run(task.with(code.subList(0, length - 1)));
        StepTask single =
            new StepTask(
                    task.thumb(),
                    task.words(),
                    task.seed(),
                    java.util.Arrays.copyOf(before.r(), 15),
                    before.cpsr() & 0xf80f_0000,
                    before.fpscr(),
                    before.d())
                .with(code.subList(length - 1, length));
        if (differs(single)) {
          return single;
        }
      }
      return prefix;
    }
    return task;
  }

  private boolean differs(StepTask task) throws Exception {
    StepResult here = stepper.run(task);
    StepResult there = oracle.run(List.of(task)).getFirst();
    return here != null && there != null && !here.difference(there).isEmpty();
  }

  /** The task with one part of its state zero, for each part that is not. */
  private static List<StepTask> simpler(StepTask t) {
    var list = new ArrayList<StepTask>();
    for (int i = 0; i < 15; i++) {
      if (t.r()[i] != 0) {
        int[] r = t.r().clone();
        r[i] = 0;
        list.add(new StepTask(t.thumb(), t.words(), t.seed(), r, t.cpsr(), t.fpscr(), t.d()));
      }
    }
    for (int i = 0; i < 32; i++) {
      if (t.d()[i] != 0) {
        long[] d = t.d().clone();
        d[i] = 0;
        list.add(new StepTask(t.thumb(), t.words(), t.seed(), t.r(), t.cpsr(), t.fpscr(), d));
      }
    }
    list.add(new StepTask(t.thumb(), t.words(), t.seed(), t.r(), 0, t.fpscr(), t.d()));
    list.add(new StepTask(t.thumb(), t.words(), t.seed(), t.r(), t.cpsr(), 0, t.d()));
    return list;
  }

  /** {@code small} with zeros also where {@code simpler} has them. */
  private static StepTask merge(StepTask small, StepTask simpler) {
    int[] r = small.r().clone();
    for (int i = 0; i < r.length; i++) {
      r[i] = simpler.r()[i] == 0 ? 0 : r[i];
    }
    long[] d = small.d().clone();
    for (int i = 0; i < d.length; i++) {
      d[i] = simpler.d()[i] == 0 ? 0 : d[i];
    }
    return new StepTask(
        small.thumb(),
        small.words(),
        small.seed(),
        r,
        simpler.cpsr() == 0 ? 0 : small.cpsr(),
        simpler.fpscr() == 0 ? 0 : small.fpscr(),
        d);
  }
}
