package dev.armature.syscalls.table;

import static dev.armature.abi.Errno.ENOSYS;

import dev.armature.entry.SyscallHandler;
import dev.armature.entry.SyscallTable;
import java.util.List;
import java.util.stream.Stream;

/** The system calls of Linux/ARM (EABI), built once from the rows of all families. */
public final class ArmSyscalls implements SyscallTable {
  /** One more than the highest number with a row. */
  private static final int LIMIT = 512;

  private final List<SyscallRow> rows;
  private final SyscallRow[] byNumber = new SyscallRow[LIMIT];
  private final SyscallHandler[] handlers = new SyscallHandler[LIMIT];

  public ArmSyscalls() {
    rows =
        Stream.of(
                FileRows.ROWS,
                NetRows.ROWS,
                MemoryRows.ROWS,
                ProcessRows.ROWS,
                SignalRows.ROWS,
                TimeRows.ROWS,
                SystemRows.ROWS,
                IpcRows.ROWS,
                PrivateRows.ROWS)
            .flatMap(List::stream)
            .sorted((a, b) -> Integer.compare(a.number(), b.number()))
            .toList();
    for (SyscallRow row : rows) {
      if (row.number() < LIMIT) {
        if (byNumber[row.number()] != null) {
          throw new IllegalStateException("two rows for system call " + row.number());
        }
        byNumber[row.number()] = row;
      }
    }
    for (int number = 0; number < LIMIT; number++) {
      SyscallRow row = byNumber[number];
      handlers[number] = row != null && row.handler() != null ? row.handler() : missing(number);
    }
  }

  /** All rows by number, private calls last. */
  public List<SyscallRow> rows() {
    return rows;
  }

  /** The row of a number below the private ones, or null. */
  public SyscallRow row(int number) {
    return number >= 0 && number < LIMIT ? byNumber[number] : null;
  }

  @Override
  public SyscallHandler[] eabi() {
    return handlers;
  }

  @Override
  public SyscallHandler[] oabi() {
    return OldAbi.table(handlers);
  }

  @Override
  public String name(int number) {
    SyscallRow row = row(number);
    return row == null ? "syscall_0x" + Integer.toHexString(number) : row.name();
  }

  private SyscallHandler missing(int number) {
    SyscallRow row = byNumber[number];
    if (row != null && row.support() == SyscallRow.Support.ABSENT) {
      return (task, a0, a1, a2, a3, a4, a5) -> -ENOSYS;
    }
    String line = "system call " + number + " (" + name(number) + ")";
    return (task, a0, a1, a2, a3, a4, a5) -> {
      task.kernel.log.missing(line);
      return -ENOSYS;
    };
  }
}
