package dev.armature.syscalls.fs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.entry.SyscallHandler;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.syscalls.table.SyscallRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the arguments: a file or socket call ends with a result or an error number, never with
 * an exception of ours, and never by hanging.
 */
class CallFuzzTest {
  private static final int CALLS = 30_000;

  /** Calls of other families, and those that would trouble the host. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "sync", // waits for all disks
          "syncfs",
          "fallocate", // fills the disk
          "socket", // a raw socket could send
          "mknod", // devices of the host
          "mknodat",
          "setsockopt"); // of the network, when run as root

  private static final String[] STRINGS = {
    "",
    ".",
    "..",
    "a",
    "b/",
    "dir",
    "dir/a",
    "/",
    "//",
    "/a",
    "link",
    "loop",
    "/proc",
    "/proc/self",
    "/proc/self/fd/3",
    "/proc/self/cwd/a",
    "/proc/self/exe",
    "/proc/self/root/..",
    "/dev/null",
    "/dev/fd/4",
    "../../../../a",
    "a/b/c",
    "/proc/self/comm",
    "x".repeat(300),
    "user.name",
    "y".repeat(5000)
  };

  @TempDir Path root;

  private List<SyscallRow> rows() {
    return new ArmSyscalls()
        .rows().stream()
            .filter(row -> row.handler() != null && !LEFT_OUT.contains(row.name()))
            .filter(row -> isOurs(row.handler()))
            .toList();
  }

  // Method references keep no name; what class they came from shows in the lambda's own.
  private static boolean isOurs(SyscallHandler handler) {
    return handler.getClass().getName().contains("FileRows")
        || handler.getClass().getName().contains("NetRows");
  }

  @Test
  void noArgumentsBreakACall() {
    List<SyscallRow> rows = rows();
    assertTrue(rows.size() > 120, () -> "only " + rows.size() + " rows");
    Random random = new Random(4711);
    try (TestMachine machine = new TestMachine(null, root.toString())) {
      TestProcess process = machine.process();
      int[] values = values(process);
      // With this pending, and no mask that could hide it, whatever would wait comes back at once.
      process.task.send(SigInfo.fromKernel(Signals.SIGKILL));
      for (int i = 0; i < CALLS; i++) {
        SyscallRow row = rows.get(random.nextInt(rows.size()));
        int[] a = new int[6];
        for (int k = 0; k < 6; k++) {
          a[k] = random.nextInt(10) == 0 ? random.nextInt() : values[random.nextInt(values.length)];
        }
        int result = process.call(t -> row.handler().call(t, a[0], a[1], a[2], a[3], a[4], a[5]));
        String name = result < 0 && result >= -4095 ? Errno.name(-result) : "";
        assertTrue(
            name != null,
            () ->
                String.format(
                    "%s(%x, %x, %x, %x, %x, %x) = %d",
                    row.name(), a[0], a[1], a[2], a[3], a[4], a[5], result));
        if (i % 64 == 0) {
          reopen(process);
        }
      }
    }
  }

  private static int[] values(TestProcess process) {
    int[] numbers = {
      0,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      16,
      100,
      1024,
      4096,
      65536,
      0x10000,
      0x7fff_ffff,
      0x8000_0000,
      -1,
      -2,
      -100,
      -4096,
      TestProcess.BAD,
      0x10000 + (1 << 20) - 4,
      0x40,
      0x800,
      0x80000,
      0x4000,
      0x541b,
      0x5401,
      0x5421,
      1030,
      12,
      13,
      14,
      36,
      37
    };
    int[] values = new int[numbers.length + 2 * STRINGS.length + 8];
    System.arraycopy(numbers, 0, values, 0, numbers.length);
    int next = numbers.length;
    for (String string : STRINGS) {
      values[next++] = process.string(string);
      values[next++] = values[next - 2];
    }
    Random random = new Random(99);
    for (int i = 0; i < 8; i++) {
      int address = process.space(256);
      for (int k = 0; k < 256; k += 4) {
        process.user.putInt(
            address + k,
            switch (random.nextInt(4)) {
              case 0 -> values[random.nextInt(next)];
              case 1 -> random.nextInt(64);
              case 2 -> 0;
              default -> 8;
            });
      }
      values[next++] = address;
    }
    return values;
  }

  private static void reopen(TestProcess process) {
    int open = process.task.files.open().length;
    if (open > 200) {
      process.call(t -> OpenCalls.closeRange(t, 20, -1, 0));
    }
    int fds = process.space(16);
    process.call(t -> DescriptorCalls.pipe(t, fds));
    process.call(t -> OpenCalls.open(t, process.string("a"), TestMachine.CREATE, 0600));
    process.call(t -> OpenCalls.open(t, process.string("."), 0, 0));
    process.call(t -> OpenCalls.open(t, process.string("/proc/self"), 0, 0));
    process.call(t -> EpollCalls.create1(t, 0));
  }
}
