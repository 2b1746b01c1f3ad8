package dev.armature.syscalls.strace;

import dev.armature.abi.Errno;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.syscalls.table.SyscallRow;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code -e inject=SET:...}: what is done to calls instead of, before or after running them.
 *
 * @param calls the calls it is about
 * @param replace whether the call is kept from running; its result is {@code value}
 * @param value the result, an error as a negated number
 * @param signal sent at the call's start, 0 for none
 * @param callNumber the number of the call to run instead of one that is replaced, -1 for none
 * @param delayEnter microseconds before, {@code delayExit} after, 0 for none
 * @param first the first occurrence that is tampered with, counted from 1 per task
 * @param last the last one
 * @param step one in so many from the first on
 */
record Injection(
    CallSet calls,
    boolean replace,
    int value,
    int signal,
    int callNumber,
    long delayEnter,
    long delayExit,
    List<Poke> pokesEnter,
    List<Poke> pokesExit,
    int first,
    int last,
    int step) {

  /** Bytes written over what an argument points to. */
  record Poke(int argument, byte[] bytes) {}

  static Injection parse(String text, ArmSyscalls table, boolean fault) {
    String[] parts = text.split(":", -1);
    Builder builder = new Builder();
    builder.calls = CallSet.parse(parts[0], table);
    if (fault) {
      builder.replace = true;
      builder.value = -Errno.ENOSYS;
    }
    for (int i = 1; i < parts.length; i++) {
      builder.add(parts[i], table, fault, text);
    }
    if (!builder.any && !fault) {
      throw bad(text);
    }
    return builder.build();
  }

  /** Whether the {@code count}-th such call of a task is meant. */
  boolean applies(int count) {
    return count >= first
        && count <= last
        && (count == first || step > 0 && (count - first) % step == 0);
  }

  private static BadExpression bad(String text) {
    return new BadExpression("invalid inject argument '" + text + "'");
  }

  /** The parts as they are read. */
  private static final class Builder {
    CallSet calls;
    boolean replace;
    int value;
    int signal;
    int callNumber = -1;
    long delayEnter;
    long delayExit;
    List<Poke> pokesEnter = List.of();
    List<Poke> pokesExit = List.of();
    int first = 1;
    int last = Integer.MAX_VALUE;
    int step = 1;
    boolean any;

    void add(String part, ArmSyscalls table, boolean fault, String text) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw bad(text);
      }
      String key = part.substring(0, equals);
      String given = part.substring(equals + 1);
      if (fault && !key.equals("error") && !key.equals("when")) {
        throw bad(text);
      }
      any |= !key.equals("when") && !key.equals("syscall");
      switch (key) {
        case "error" -> {
          replace = true;
          value = -errno(given, text);
        }
        case "retval" -> {
          replace = true;
          value = number(given, text);
        }
        case "signal" -> signal = SignalNames.parse(given);
        case "syscall" -> callNumber = pure(given, table, text);
        case "delay_enter" -> delayEnter = micros(given, text);
        case "delay_exit" -> delayExit = micros(given, text);
        case "poke_enter" -> pokesEnter = pokes(given, text);
        case "poke_exit" -> pokesExit = pokes(given, text);
        case "when" -> when(given, text);
        default -> throw bad(text);
      }
    }

    private void when(String given, String text) {
      String rest = given;
      int plus = rest.indexOf('+');
      step = 0;
      if (plus >= 0) {
        String tail = rest.substring(plus + 1);
        step = tail.isEmpty() ? 1 : number(tail, text);
        rest = rest.substring(0, plus);
      }
      int dots = rest.indexOf("..");
      if (dots >= 0) {
        last = number(rest.substring(dots + 2), text);
        rest = rest.substring(0, dots);
        if (plus < 0) {
          step = 1;
        }
      }
      first = number(rest, text);
      if (first < 1 || last < first) {
        throw bad(text);
      }
    }

    Injection build() {
      return new Injection(
          calls,
          replace,
          value,
          signal,
          callNumber,
          delayEnter,
          delayExit,
          pokesEnter,
          pokesExit,
          first,
          last,
          step);
    }
  }

  private static int number(String given, String text) {
    try {
      long value = Long.decode(given);
      if (value >= Integer.MIN_VALUE && value <= 0xffff_ffffL) {
        return (int) value;
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    throw bad(text);
  }

  private static int errno(String given, String text) {
    for (int errno = 1; errno < 4096; errno++) {
      if (given.equals(Errno.name(errno))) {
        return errno;
      }
    }
    int number = number(given, text);
    if (number < 1 || number > 4095) {
      throw bad(text);
    }
    return number;
  }

  /** Only calls without effect may stand in for others. */
  private static int pure(String name, ArmSyscalls table, String text) {
    for (SyscallRow row : table.rows()) {
      if (row.name().equals(name) && CallGroups.contains("pure", name)) {
        return row.number();
      }
    }
    throw bad(text);
  }

  private static long micros(String given, String text) {
    String digits = given.replaceAll("[a-z]+$", "");
    String unit = given.substring(digits.length());
    long value = number(digits, text) & 0xffff_ffffL;
    return switch (unit) {
      case "s" -> value * 1_000_000;
      case "ms" -> value * 1000;
      case "us", "" -> value;
      case "ns" -> Math.max(1, value / 1000);
      default -> throw bad(text);
    };
  }

  private static List<Poke> pokes(String given, String text) {
    List<Poke> pokes = new ArrayList<>();
    for (String one : given.split(",", -1)) {
      if (!one.matches("@arg[1-7]=([0-9a-fA-F]{2})+")) {
        throw bad(text);
      }
      String hex = one.substring(6);
      byte[] bytes = new byte[hex.length() / 2];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
      }
      pokes.add(new Poke(one.charAt(4) - '1', bytes));
    }
    return pokes;
  }
}
