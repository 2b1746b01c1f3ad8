package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.armature.Machine;
import dev.armature.entry.SyscallHandler;
import dev.armature.entry.SyscallTable;
import dev.armature.syscalls.table.ArmSyscalls;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;

/**
 * A program that execve starts lies where the old one lay: the first process keeps the low base.
 */
class ExecPlaceTest {
  private static final int NR_EXECVE = 11;
  private static final int NR_EXIT_GROUP = 248;

  /** The system calls, two of which note where the memory of their caller lies. */
  private record Watched(ArmSyscalls all, ConcurrentMap<Integer, Long> bases)
      implements SyscallTable {

    @Override
    public SyscallHandler[] eabi() {
      SyscallHandler[] handlers = all.eabi();
      for (int number : List.of(NR_EXECVE, NR_EXIT_GROUP)) {
        SyscallHandler handler = handlers[number];
        handlers[number] =
            (task, a0, a1, a2, a3, a4, a5) -> {
              bases.put(number, task.mm.memory().base());
              return handler.call(task, a0, a1, a2, a3, a4, a5);
            };
      }
      return handlers;
    }

    @Override
    public SyscallHandler[] oabi() {
      return all.oabi();
    }

    @Override
    public String name(int number) {
      return all.name(number);
    }
  }

  @Test
  void theNewProgramTakesTheOldOnesPlace() throws Exception {
    Path busybox = Repository.armhf().resolve("bin/busybox");
    Watched table = new Watched(new ArmSyscalls(), new ConcurrentHashMap<>());
    Machine machine =
        Machine.builder(table)
            .program(busybox.toString())
            .argv(List.of("sh", "-c", "exec " + busybox + " false"))
            .build();
    assertEquals(1, machine.run().code());
    assertEquals(table.bases().get(NR_EXECVE), table.bases().get(NR_EXIT_GROUP));
  }
}
