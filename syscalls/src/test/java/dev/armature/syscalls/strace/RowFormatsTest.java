package dev.armature.syscalls.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.syscalls.table.SyscallRow;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The argument strings of all rows name formats that exist, and arguments that fit registers. */
class RowFormatsTest {
  @Test
  void everyRowCanBePrinted() {
    for (SyscallRow row : new ArmSyscalls().rows()) {
      for (boolean oldAbi : new boolean[] {false, true}) {
        CallPlan plan = CallPlan.of(row, oldAbi);
        int registers = plan.size() == 0 ? 0 : plan.register(plan.size() - 1) + 1;
        assertTrue(registers <= 7, row.name());
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < plan.size(); i++) {
          assertTrue(names.add(plan.name(i)), row.name() + ": two arguments " + plan.name(i));
        }
      }
    }
  }

  @Test
  void groupsNameCallsThatExist() {
    Set<String> known = new TreeSet<>();
    new ArmSyscalls().rows().forEach(row -> known.add(row.name()));
    Set<String> unknown = new TreeSet<>(CallGroups.names());
    unknown.removeAll(known);
    // What other machines have, or the old ABI only.
    unknown.removeAll(Set.of("select", "oldstat", "oldlstat", "oldfstat", "mount"));
    assertEquals(Set.of(), unknown);
  }
}
