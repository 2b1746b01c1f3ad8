package dev.armature.syscalls.strace;

import dev.armature.syscalls.table.SyscallRow;
import java.util.ArrayList;
import java.util.List;

/** The argument string of a row, taken apart once for each of the two ABIs. */
final class CallPlan {
  private final SyscallRow row;
  private final boolean oldAbi;
  private final String[] names;
  private final String[] kinds;
  private final Format[] formats;
  private final int[] registers;
  private final boolean[] remembered;
  private final boolean remembers;
  private final Result result;

  private CallPlan(
      SyscallRow row,
      boolean oldAbi,
      List<String> names,
      List<String> kinds,
      List<Format> formats,
      int[] registers,
      boolean[] remembered,
      Result result) {
    this.row = row;
    this.oldAbi = oldAbi;
    this.names = names.toArray(String[]::new);
    this.kinds = kinds.toArray(String[]::new);
    this.formats = formats.toArray(Format[]::new);
    this.registers = registers;
    this.remembered = remembered;
    this.result = result;
    boolean any = false;
    for (boolean one : remembered) {
      any |= one;
    }
    remembers = any;
  }

  static CallPlan of(SyscallRow row, boolean oldAbi) {
    String arguments = row.arguments();
    Result result = Result.DECIMAL;
    int mark = arguments.indexOf('>');
    if (mark >= 0) {
      result = Result.named(arguments.substring(0, mark));
      arguments = arguments.substring(mark + 1);
    }
    List<String> names = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    List<Format> formats = new ArrayList<>();
    List<Integer> registers = new ArrayList<>();
    List<Boolean> remembered = new ArrayList<>();
    int register = 0;
    for (String word : arguments.strip().split(" +")) {
      if (word.isEmpty()) {
        continue;
      }
      if (word.equals("_")) {
        // The old ABI packs its arguments.
        register += oldAbi ? 0 : 1;
        continue;
      }
      int colon = word.indexOf(':');
      String format = word.substring(colon + 1);
      names.add(word.substring(0, colon));
      kinds.add(format);
      formats.add(Formats.named(format));
      registers.add(register);
      remembered.add(format.startsWith("inout_"));
      register += format.startsWith("lo_hi") ? 2 : 1;
    }
    int[] where = registers.stream().mapToInt(r -> r).toArray();
    boolean[] inOut = new boolean[where.length];
    for (int i = 0; i < inOut.length; i++) {
      inOut[i] = remembered.get(i);
    }
    return new CallPlan(row, oldAbi, names, kinds, formats, where, inOut, result);
  }

  SyscallRow row() {
    return row;
  }

  boolean oldAbi() {
    return oldAbi;
  }

  Result result() {
    return result;
  }

  int size() {
    return formats.length;
  }

  /** The name of an argument. */
  String name(int index) {
    return names[index];
  }

  /** The name of an argument's format. */
  String kind(int index) {
    return kinds[index];
  }

  /** The register of an argument; of one behind the last, the register after it. */
  int register(int index) {
    if (index < registers.length) {
      return registers[index];
    }
    int last = registers.length - 1;
    return Math.min(6, last < 0 ? index : registers[last] + index - last);
  }

  /** Notes what the call will overwrite. */
  void remember(Call call) {
    if (remembers) {
      for (int i = 0; i < remembered.length; i++) {
        if (remembered[i]) {
          call.rememberBehind(i);
        }
      }
    }
  }

  /**
   * Prints arguments from {@code first} on; before the call is over, up to the first that it fills
   * in.
   *
   * @return where to go on after the call
   */
  int print(Call call, Out out, int first) {
    int i = first;
    for (; i < formats.length; i++) {
      Format format = formats[i];
      if (!format.present(call, i)) {
        continue;
      }
      if (!call.over() && format.late(call, i)) {
        if (format.commaBefore()) {
          out.separate();
        }
        break;
      }
      out.argument(names[i]);
      format.print(call, out, i);
    }
    return i;
  }

  /** Prints all arguments as the registers hold them ({@code -e raw}). */
  void printRaw(Call call, Out out) {
    int last = registers.length == 0 ? -1 : registers[registers.length - 1];
    for (int i = 0; i <= last; i++) {
      out.argument("arg" + i);
      out.hex(call.register(i) & 0xffff_ffffL);
    }
  }
}
