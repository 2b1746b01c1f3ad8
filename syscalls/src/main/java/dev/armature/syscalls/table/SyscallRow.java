package dev.armature.syscalls.table;

import dev.armature.entry.SyscallHandler;
import dev.armature.entry.SyscallHandler.Call0;
import dev.armature.entry.SyscallHandler.Call1;
import dev.armature.entry.SyscallHandler.Call2;
import dev.armature.entry.SyscallHandler.Call3;
import dev.armature.entry.SyscallHandler.Call4;
import dev.armature.entry.SyscallHandler.Call5;

/**
 * Everything there is to say about one system call; dispatch, tracing and the list for users are
 * made from it.
 *
 * @param number EABI number; private calls of ARM from {@link #ARM_PRIVATE}
 * @param name Linux's name
 * @param arguments {@code name:format} for each argument, in register order, separated by blanks,
 *     e.g. {@code fd:fd buf:out_bytes count:uint}; {@code _} is the hole before an aligned 64-bit
 *     pair, whose format takes two registers ({@code offset:lo_hi}). The part before a {@code >}
 *     names the result's format: {@code hex> addr:ptr ...}; without it the result is decimal
 * @param handler what runs; for a missing call the entry code answers -ENOSYS
 * @param support how much of it there is
 * @param note what is missing or different, empty when nothing is
 */
public record SyscallRow(
    int number,
    String name,
    String arguments,
    SyscallHandler handler,
    Support support,
    String note) {

  /** The first of ARM's private calls ({@code __ARM_NR_BASE}). */
  public static final int ARM_PRIVATE = 0x0f_0000;

  /** How much of a call there is. */
  public enum Support {
    /** All that a process can see. */
    FULL,
    /** The note says what is left out. */
    PARTIAL,
    /** -ENOSYS on purpose, as a kernel that is configured without it. */
    ABSENT,
    /** -ENOSYS because it is not written yet. */
    MISSING
  }

  /** A call with all six arguments, or of any shape as a lambda. */
  public static SyscallRow of(int number, String name, String arguments, SyscallHandler handler) {
    return new SyscallRow(number, name, arguments, handler, Support.FULL, "");
  }

  public static SyscallRow of(int number, String name, String arguments, Call0 handler) {
    return new SyscallRow(number, name, arguments, handler, Support.FULL, "");
  }

  public static SyscallRow of(int number, String name, String arguments, Call1 handler) {
    return new SyscallRow(number, name, arguments, handler, Support.FULL, "");
  }

  public static SyscallRow of(int number, String name, String arguments, Call2 handler) {
    return new SyscallRow(number, name, arguments, handler, Support.FULL, "");
  }

  public static SyscallRow of(int number, String name, String arguments, Call3 handler) {
    return new SyscallRow(number, name, arguments, handler, Support.FULL, "");
  }

  public static SyscallRow of(int number, String name, String arguments, Call4 handler) {
    return new SyscallRow(number, name, arguments, handler, Support.FULL, "");
  }

  public static SyscallRow of(int number, String name, String arguments, Call5 handler) {
    return new SyscallRow(number, name, arguments, handler, Support.FULL, "");
  }

  /** A call that is not written yet. */
  public static SyscallRow missing(int number, String name, String arguments) {
    return new SyscallRow(number, name, arguments, null, Support.MISSING, "");
  }

  /** A call that a kernel may lack, and ours does. */
  public static SyscallRow absent(int number, String name, String arguments, String why) {
    return new SyscallRow(number, name, arguments, null, Support.ABSENT, why);
  }

  /** The same call with a word about what is left out. */
  public SyscallRow partly(String what) {
    return new SyscallRow(number, name, arguments, handler, Support.PARTIAL, what);
  }
}
