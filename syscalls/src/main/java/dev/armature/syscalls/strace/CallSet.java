package dev.armature.syscalls.strace;

import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.syscalls.table.SyscallRow;
import java.util.BitSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A set of system calls as {@code -e trace=} describes it. Looked up for every call. */
final class CallSet {
  /** Slots: the numbers of the table, the private calls, and one for all numbers without a row. */
  static final int PRIVATE = 512;

  static final int UNKNOWN = PRIVATE + 16;
  static final int SLOTS = UNKNOWN + 1;

  private final boolean[] members = new boolean[SLOTS];

  private CallSet() {}

  static CallSet all() {
    CallSet set = new CallSet();
    java.util.Arrays.fill(set.members, true);
    return set;
  }

  static CallSet none() {
    return new CallSet();
  }

  /** The slot of a call's number. */
  static int slot(int number) {
    if (number >= 0 && number < PRIVATE) {
      return number;
    }
    int local = number - SyscallRow.ARM_PRIVATE;
    return local >= 0 && local < 16 ? PRIVATE + local : UNKNOWN;
  }

  boolean has(int slot) {
    return members[slot];
  }

  /** Whether nothing is in it. */
  boolean isEmpty() {
    for (boolean member : members) {
      if (member) {
        return false;
      }
    }
    return true;
  }

  /**
   * Parses {@code [!][?]NAME|%GROUP|/REGEX|NUMBER,...}, {@code all} or {@code none}.
   *
   * @throws BadExpression when there is no such call or group
   */
  static CallSet parse(String text, ArmSyscalls table) {
    String list = text;
    boolean inverted = list.startsWith("!");
    if (inverted) {
      list = list.substring(1);
    }
    BitSet chosen = new BitSet(SLOTS);
    if (list.equals("all")) {
      chosen.set(0, SLOTS);
    } else if (!list.equals("none")) {
      for (String word : list.split(",", -1)) {
        boolean optional = word.startsWith("?");
        String name = optional ? word.substring(1) : word;
        if (!add(chosen, name, table) && !optional) {
          throw new BadExpression("invalid system call '" + word + "'");
        }
      }
    }
    if (inverted) {
      chosen.flip(0, SLOTS);
    }
    CallSet set = new CallSet();
    for (int slot = 0; slot < SLOTS; slot++) {
      set.members[slot] = chosen.get(slot);
    }
    return set;
  }

  private static boolean add(BitSet chosen, String name, ArmSyscalls table) {
    if (name.equals("all")) {
      chosen.set(0, SLOTS);
      return true;
    }
    if (name.startsWith("/")) {
      return addMatching(chosen, name.substring(1), table);
    }
    if (!name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = name.length() > 9 ? -1 : Integer.parseInt(name);
      if (table.row(number) == null) {
        return false;
      }
      chosen.set(number);
      return true;
    }
    if (name.startsWith("%")) {
      return CallGroups.add(name.substring(1), table, chosen);
    }
    boolean found = false;
    for (SyscallRow row : table.rows()) {
      if (row.name().equals(name)) {
        chosen.set(slot(row.number()));
        found = true;
      }
    }
    // Older spellings of the groups had no percent sign.
    return found || CallGroups.OLD_SPELLINGS.contains(name) && CallGroups.add(name, table, chosen);
  }

  private static boolean addMatching(BitSet chosen, String regex, ArmSyscalls table) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException bad) {
      throw new BadExpression("regcomp: " + regex + ": " + bad.getDescription());
    }
    boolean found = false;
    for (SyscallRow row : table.rows()) {
      if (pattern.matcher(row.name()).find()) {
        chosen.set(slot(row.number()));
        found = true;
      }
    }
    return found;
  }
}
