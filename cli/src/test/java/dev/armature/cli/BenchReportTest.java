package dev.armature.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.armature.perf.bench.BenchReport;
import dev.armature.perf.bench.SyscallBenchmark;
import org.junit.jupiter.api.Test;

/** Results look as perf prints them. */
class BenchReportTest {
  @Test
  void looksLikePerfs() {
    assertEquals(
        """
        # Executed 10,000,000 getppid() calls
             Total time: 1.956 [sec]

               0.195692 usecs/op
              5,110,070 ops/sec
        """,
        BenchReport.text(SyscallBenchmark.BASIC, 10_000_000, 1_956_920));
    assertEquals("1.956\n", BenchReport.simple(1_956_920));
    assertEquals(
        "{\"benchmark\":\"syscall/fork\",\"runner\":\"native\",\"calls\":10,\"seconds\":0.002000,"
            + "\"usecs_per_op\":200.000000,\"ops_per_sec\":5000}\n",
        BenchReport.json("native", SyscallBenchmark.FORK, 10, 2000));
  }
}
