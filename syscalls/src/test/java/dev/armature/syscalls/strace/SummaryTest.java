package dev.armature.syscalls.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.armature.syscalls.table.ArmSyscalls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of {@code -c}. */
class SummaryTest {
  private final StraceOptions options = new StraceOptions(new ArmSyscalls());

  private Summary filled() {
    Summary summary = new Summary(options);
    summary.count("read", 3, 1_000_000, false);
    summary.count("read", 3, 2_000_000, true);
    summary.count("clock_nanosleep_time64", 407, 1_000_000, false);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time | slow often rare failing",
        "total_time | slow often rare failing",
        "time-percent | slow often rare failing",
        "min-time | slow rare often failing",
        "shortest | slow rare often failing",
        "max-time | slow rare often failing",
        "longest | slow rare often failing",
        "avg-time | slow rare often failing",
        "calls | often failing rare slow",
        "count | often failing rare slow",
        "errors | failing often rare slow",
        "name | failing often rare slow",
        "nothing | rare slow often failing",
        "none | rare slow often failing",
      })
  void everyKeySorts(String key, String order) {
    options.sortBy = key;
    options.columns = List.of("name");
    Summary summary = new Summary(options);
    for (int i = 0; i < 5; i++) {
      summary.count("often", 7, 2_000_000, i == 0);
    }
    for (int i = 0; i < 3; i++) {
      summary.count("failing", 9, 10_000, true);
    }
    summary.count("rare", 1, 5_000_000, false);
    summary.count("slow", 2, 90_000_000, false);
    List<String> lines = summary.table().toString().lines().toList();
    // Between the rules.
    assertEquals(order, String.join(" ", lines.subList(2, lines.size() - 2)));
  }
}
