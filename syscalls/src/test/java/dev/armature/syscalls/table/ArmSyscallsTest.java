package dev.armature.syscalls.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.armature.entry.SyscallHandler;
import dev.armature.syscalls.table.SyscallRow.Support;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table is complete, consistent and fit for tools. */
class ArmSyscallsTest {
  private static final Path HEADER = Path.of("/usr/arm-linux-gnueabihf/include/asm/unistd-eabi.h");

  /** Blanks separate arguments; the result's format ends in a >. */
  private static final Pattern ARGUMENTS =
      Pattern.compile("(([a-z0-9_]+> ?)?((_|[a-z][A-Za-z0-9_]*:[a-z0-9_]+)( |$))*)");

  private final ArmSyscalls table = new ArmSyscalls();

  @Test
  void everyNumberOfTheKernelsHeaderHasItsRow() throws IOException {
    assumeTrue(Files.exists(HEADER), "Debian's linux-libc-dev-armhf-cross is not installed");
    var wrong = new TreeMap<Integer, String>();
    Matcher lines =
        Pattern.compile("#define __NR_(\\w+) \\(__NR_SYSCALL_BASE \\+ (\\d+)\\)")
            .matcher(Files.readString(HEADER));
    int count = 0;
    while (lines.find()) {
      int number = Integer.parseInt(lines.group(2));
      SyscallRow row = table.row(number);
      if (row == null || !row.name().equals(lines.group(1))) {
        wrong.put(number, lines.group(1));
      }
      count++;
    }
    assertTrue(count > 390, "the header has another form");
    assertEquals(new TreeMap<>(), wrong);
  }

  @Test
  void rowsSayWhatTheyHave() {
    Set<String> names = new HashSet<>();
    for (SyscallRow row : table.rows()) {
      assertTrue(names.add(row.name()), () -> row.name() + " twice");
      assertTrue(
          ARGUMENTS.matcher(row.arguments()).matches(), () -> row.name() + ": " + row.arguments());
      boolean works = row.support() == Support.FULL || row.support() == Support.PARTIAL;
      if (row.number() < SyscallRow.ARM_PRIVATE) {
        assertEquals(works, row.handler() != null, row.name());
      }
      if (row.support() == Support.PARTIAL || row.support() == Support.ABSENT) {
        assertFalse(row.note().isBlank(), () -> row.name() + " needs a note");
      }
    }
  }

  @Test
  void noNumberIsWithoutHandler() {
    for (SyscallHandler[] handlers : new SyscallHandler[][] {table.eabi(), table.oabi()}) {
      assertEquals(table.eabi().length, handlers.length);
      for (SyscallHandler handler : handlers) {
        assertNotNull(handler);
      }
    }
  }

  @Test
  void unknownNumbersHaveTheNameThatStracePrints() {
    assertEquals("getpid", table.name(20));
    assertEquals("syscall_0x1ff", table.name(0x1ff));
    assertEquals("syscall_0xbad", table.name(0xbad));
  }
}
