package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.Machine;
import dev.armature.perf.bench.EntryProbe;
import dev.armature.syscalls.table.ArmSyscalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java rows of {@code perf bench entry} are measured, and the guest does not notice. */
class EntryProbeTest {
  @TempDir Path scratch;

  @Test
  void measuresInsideTheGuestsThread() throws Exception {
    ArmSyscalls table = new ArmSyscalls();
    EntryProbe probe = new EntryProbe(table.eabi(), table.oabi(), 1000);
    String program = Repository.guest("perf-bench").toString();
    Path answer = scratch.resolve("answer");
    Machine machine =
        Machine.builder(table)
            .program(program)
            .argv(List.of(program, answer.toString(), "basic", "5"))
            .tracer(probe)
            .build();
    boolean fastRestart = machine.kernel().localRestart;
    assertEquals(0, machine.run().shell());
    assertTrue(Files.readString(answer).strip().matches("\\d+"));
    assertEquals(fastRestart, machine.kernel().localRestart);
    double[] rows = {
      probe.bare(),
      probe.full(),
      probe.restartedBySvc(),
      probe.restartedInKernel(),
      probe.uncheckedStore(),
      probe.checkedStore()
    };
    for (double row : rows) {
      assertTrue(row > 0 && row < 1e9, "not measured: " + row);
    }
  }
}
