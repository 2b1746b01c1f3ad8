package dev.armature.syscalls.strace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which line of the source an instruction comes from: the section {@code .debug_line} of DWARF 2 to
 * 5, 32-bit format. What can't be read is left out.
 */
final class LineTable {
  private static final int DW_LNCT_PATH = 1;
  private static final int DW_LNCT_DIRECTORY_INDEX = 2;

  private static final int DW_FORM_BLOCK = 9;
  private static final int DW_FORM_DATA1 = 0xb;
  private static final int DW_FORM_DATA2 = 5;
  private static final int DW_FORM_DATA4 = 6;
  private static final int DW_FORM_DATA8 = 7;
  private static final int DW_FORM_DATA16 = 0x1e;
  private static final int DW_FORM_STRING = 8;
  private static final int DW_FORM_STRP = 0xe;
  private static final int DW_FORM_UDATA = 0xf;
  private static final int DW_FORM_LINE_STRP = 0x1f;

  /** A place in the source; null in the table where code without one begins. */
  private record Place(String file, int line) {}

  private final Bytes lines;
  private final Bytes strings;
  private final Bytes lineStrings;
  private final TreeMap<Long, Place> places = new TreeMap<>();
  private int at;

  /** The program's registers and its head, for the unit being read. */
  private List<String> directories = List.of();

  private List<String> files = List.of();

  private LineTable(Bytes lines, Bytes strings, Bytes lineStrings) {
    this.lines = lines;
    this.strings = strings;
    this.lineStrings = lineStrings;
  }

  /**
   * @param strings the section {@code .debug_str}, {@code lineStrings} is {@code .debug_line_str};
   *     empty when the file has none
   */
  static LineTable of(Bytes lines, Bytes strings, Bytes lineStrings) {
    LineTable table = new LineTable(lines, strings, lineStrings);
    int unit = 0;
    while (unit + 4 < lines.length()) {
      long length = lines.u32(unit);
      long end = unit + 4 + length;
      if (length >= 0xffff_fff0L || end > lines.length()) {
        break;
      }
      try {
        table.at = unit + 4;
        table.unit((int) end);
      } catch (IndexOutOfBoundsException damaged) {
        // The next unit may be whole.
      }
      unit = (int) end;
    }
    return table;
  }

  /** {@code FILE:LINE} of an address in the file's own numbering, or null. */
  String place(long address) {
    Map.Entry<Long, Place> entry = places.floorEntry(address);
    Place place = entry == null ? null : entry.getValue();
    return place == null ? null : place.file() + ":" + place.line();
  }

  private int u8() {
    return lines.u8(at++);
  }

  private int u16() {
    at += 2;
    return lines.u16(at - 2);
  }

  private long u32() {
    at += 4;
    return lines.u32(at - 4);
  }

  private long uleb() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = u8();
      value |= (b & 0x7fL) << shift;
      if ((b & 0x80) == 0) {
        break;
      }
    }
    return value;
  }

  private long sleb() {
    long value = 0;
    int shift = 0;
    int b;
    do {
      b = u8();
      value |= (b & 0x7fL) << shift;
      shift += 7;
    } while ((b & 0x80) != 0 && shift < 64);
    return shift < 64 && (b & 0x40) != 0 ? value | -1L << shift : value;
  }

  private String string() {
    String text = lines.string(at, lines.length() - at);
    at += text.length() + 1;
    return text;
  }

  private void unit(int end) {
    int version = u16();
    if (version < 2 || version > 5) {
      return;
    }
    if (version >= 5) {
      at += 2; // sizes of addresses and segment selectors
    }
    long headLength = u32();
    int program = (int) (at + headLength);
    int minimum = u8();
    if (version >= 4) {
      at++; // operations of a VLIW instruction
    }
    at++; // whether rows are statements at first
    int lineBase = (byte) u8();
    int lineRange = Math.max(1, u8());
    int opcodeBase = u8();
    int[] operands = new int[opcodeBase];
    for (int i = 1; i < opcodeBase; i++) {
      operands[i] = u8();
    }
    if (version >= 5) {
      directories = entries(List.of());
      files = entries(directories);
    } else {
      oldEntries();
    }
    at = program;
    run(end, minimum, lineBase, lineRange, opcodeBase, operands);
  }

  private void oldEntries() {
    List<String> found = new ArrayList<>(List.of(""));
    for (String name = string(); !name.isEmpty(); name = string()) {
      found.add(name);
    }
    directories = found;
    List<String> names = new ArrayList<>(List.of(""));
    for (String name = string(); !name.isEmpty(); name = string()) {
      names.add(joined(name, (int) uleb(), directories));
      long unused = uleb() + uleb(); // time and length
    }
    files = names;
  }

  /** DWARF 5: names with a description of their form. */
  private List<String> entries(List<String> inside) {
    int formats = u8();
    int[] kind = new int[formats];
    int[] form = new int[formats];
    for (int i = 0; i < formats; i++) {
      kind[i] = (int) uleb();
      form[i] = (int) uleb();
    }
    long count = uleb();
    List<String> found = new ArrayList<>();
    for (long n = 0; n < count; n++) {
      String name = "";
      int directory = 0;
      for (int i = 0; i < formats; i++) {
        switch (kind[i]) {
          case DW_LNCT_PATH -> name = text(form[i]);
          case DW_LNCT_DIRECTORY_INDEX -> directory = (int) number(form[i]);
          default -> skip(form[i]);
        }
      }
      // The first directory is the compiler's own; the others may be relative to it.
      found.add(
          inside.isEmpty()
              ? joined(name, 0, n == 0 ? List.of() : found.subList(0, 1))
              : joined(name, directory, inside));
    }
    return found;
  }

  private static String joined(String name, int directory, List<String> directories) {
    String place =
        name.startsWith("/") || directory < 0 || directory >= directories.size()
            ? ""
            : directories.get(directory);
    return place.isEmpty() ? name : place + "/" + name;
  }

  private String text(int form) {
    return switch (form) {
      case DW_FORM_STRING -> string();
      case DW_FORM_STRP -> strings.string((int) u32(), 4096);
      case DW_FORM_LINE_STRP -> lineStrings.string((int) u32(), 4096);
      default -> {
        skip(form);
        yield "";
      }
    };
  }

  private long number(int form) {
    return switch (form) {
      case DW_FORM_DATA1 -> u8();
      case DW_FORM_DATA2 -> u16();
      case DW_FORM_DATA4 -> u32();
      case DW_FORM_UDATA -> uleb();
      default -> {
        skip(form);
        yield 0;
      }
    };
  }

  private void skip(int form) {
    switch (form) {
      case DW_FORM_DATA1 -> at++;
      case DW_FORM_DATA2 -> at += 2;
      case DW_FORM_DATA4, DW_FORM_STRP, DW_FORM_LINE_STRP -> at += 4;
      case DW_FORM_DATA8 -> at += 8;
      case DW_FORM_DATA16 -> at += 16;
      case DW_FORM_BLOCK -> at += (int) uleb();
      case DW_FORM_STRING -> {
        String unused = string();
      }
      case DW_FORM_UDATA -> {
        long unused = uleb();
      }
      default -> throw new IndexOutOfBoundsException("form " + form);
    }
  }

  /** The line number program of a unit. */
  private void run(
      int end, int minimum, int lineBase, int lineRange, int opcodeBase, int[] operands) {
    long address = 0;
    int file = 1;
    int line = 1;
    while (at < end) {
      int opcode = u8();
      if (opcode >= opcodeBase) {
        int special = opcode - opcodeBase;
        address += (long) minimum * (special / lineRange);
        line += lineBase + special % lineRange;
        row(address, file, line);
        continue;
      }
      switch (opcode) {
        case 0 -> {
          int length = (int) uleb();
          int next = at + length;
          int extended = u8();
          if (extended == 1) { // end of a sequence
            places.put(address, null);
            address = 0;
            file = 1;
            line = 1;
          } else if (extended == 2) { // set the address
            address = u32();
          }
          at = next;
        }
        case 1 -> row(address, file, line); // copy
        case 2 -> address += minimum * uleb(); // advance the address
        case 3 -> line += (int) sleb(); // advance the line
        case 4 -> file = (int) uleb(); // set the file
        case 8 -> address += (long) minimum * ((255 - opcodeBase) / lineRange);
        case 9 -> address += u16(); // advance by a fixed amount
        default -> {
          for (int i = 0; i < operands[opcode]; i++) {
            long unused = uleb();
          }
        }
      }
    }
  }

  private void row(long address, int file, int line) {
    if (file >= 0 && file < files.size()) {
      places.put(address, new Place(files.get(file), line));
    }
  }
}
