package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.Machine;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.translate.Engine;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Machines that have ended leave neither classes nor threads in the JVM. */
class GuestsInTurnTest {
  private static final int GUESTS = 20;

  private static long units() throws Exception {
    Machine machine =
        Machine.builder(new ArmSyscalls())
            .program(Repository.guest("exit-status").toString())
            .argv(List.of("exit-status", "a", "b"))
            .engine(Engine.JIT)
            .build();
    assertEquals(3 * 16, machine.run().code());
    return machine.translationStat().units();
  }

  @SuppressWarnings("SystemGc")
  private static int loaded(ClassLoadingMXBean classes) {
    System.gc();
    System.gc();
    return classes.getLoadedClassCount();
  }

  @Test
  void twentyGuestsLeaveNothing() throws Exception {
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    for (int i = 0; i < 3; i++) {
      units();
    }
    int before = loaded(classes);
    int threads = Thread.activeCount();
    long units = 0;
    for (int i = 0; i < GUESTS; i++) {
      units += units();
    }
    assertTrue(units >= GUESTS, "nothing was compiled");
    int after = loaded(classes);
    // One machine's worth may still be referred to from a stack; all of them may not.
    assertTrue(
        after <= before + 2 * units / GUESTS + 10,
        "%d classes, then %d, after %d units".formatted(before, after, units));
    assertTrue(Thread.activeCount() <= threads + 2, "threads stay");
  }
}
