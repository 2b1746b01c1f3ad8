package dev.armature.syscalls.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.armature.syscalls.table.ArmSyscalls;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of {@code -c}. */
class SummaryTest {
  private final StraceOptions options = new StraceOptions(new ArmSyscalls());

  private Summary filled() {
    Summary summary = new Summary(options);
    summary.count("read", 1_000_000, 0, false);
    summary.count("read", 2_000_000, 0, true);
    summary.count("clock_nanosleep_time64", 1_000_000, 0, false);
    return summary;
  }

  @Test
  void looksLikeStraces() {
    assertEquals(
        """
        % time     seconds  usecs/call     calls    errors syscall
        ------ ----------- ----------- --------- --------- -----------------------
         75.00    0.003000        1500         2         1 read
         25.00    0.001000        1000         1           clock_nanosleep_time64
        ------ ----------- ----------- --------- --------- -----------------------
        100.00    0.004000        1333         3         1 total
        """,
        filled().table().toString());
  }

  @Test
  void sortsAndChoosesColumns() {
    options.sortBy = "name";
    options.columns = List.of("name", "calls", "max-time");
    assertEquals(
        """
        syscall                     calls     longest
        ----------------------- --------- -----------
        clock_nanosleep_time64          1    0.001000
        read                            2    0.002000
        ----------------------- --------- -----------
        total                           3    0.002000
        """,
        filled().table().toString());
    options.sortBy = "nonsense";
    assertThrows(BadExpression.class, () -> new Summary(options));
  }
}
