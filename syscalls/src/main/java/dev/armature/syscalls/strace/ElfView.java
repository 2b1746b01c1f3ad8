package dev.armature.syscalls.strace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stack trace needs of an ELF file: its functions, where its parts are loaded, and where its
 * unwinding table is. A file that can't be read has none of it.
 */
final class ElfView {
  /** Larger files are not read for their symbols. */
  private static final long LARGEST = 64L << 20;

  private static final int PT_LOAD = 1;
  private static final int PT_ARM_EXIDX = 0x7000_0001;
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_DYNSYM = 11;
  private static final int STT_FUNC = 2;
  private static final int SHF_COMPRESSED = 0x800;

  /** A function and its bytes; 0 bytes when the file does not tell. */
  private record Function(String name, long size) {}

  private final Bytes file;
  private final TreeMap<Long, Function> functions = new TreeMap<>();
  private long exidx = -1;
  private int exidxSize;

  /** Read when first asked for. */
  private LineTable lines;

  private ElfView(byte[] bytes) {
    file = new Bytes(bytes);
  }

  static ElfView of(String path) {
    ElfView view = new ElfView(bytes(path));
    try {
      view.read();
    } catch (ArrayIndexOutOfBoundsException damaged) {
      view.functions.clear();
    }
    return view;
  }

  private static byte[] bytes(String path) {
    try {
      // A path of the host is bytes, one per char here.
      Path host =
          Path.of(new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
      return Files.size(host) <= LARGEST ? Files.readAllBytes(host) : new byte[0];
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }

  private void read() {
    if (file.length() < 52 || file.i32(0) != 0x464c_457f) {
      return;
    }
    for (int n = 0; n < file.u16(44); n++) {
      int at = segment(n);
      if (file.i32(at) == PT_ARM_EXIDX) {
        exidx = file.u32(at + 8);
        exidxSize = file.i32(at + 16);
      }
    }
    for (int type : new int[] {SHT_DYNSYM, SHT_SYMTAB}) {
      for (int n = 0; n < file.u16(48); n++) {
        int at = section(n);
        if (file.i32(at + 4) == type) {
          symbols(file.i32(at + 16), file.i32(at + 20), section(file.i32(at + 24)));
        }
      }
    }
  }

  private int segment(int number) {
    return file.i32(28) + number * file.u16(42);
  }

  private int section(int number) {
    return file.i32(32) + number * file.u16(46);
  }

  private void symbols(int offset, int size, int strings) {
    int names = file.i32(strings + 16);
    for (int at = offset; at < offset + size; at += 16) {
      if ((file.u8(at + 12) & 15) == STT_FUNC && file.u16(at + 14) != 0) {
        String name = file.string(names + file.i32(at), 256);
        functions.put(file.u32(at + 4) & ~1L, new Function(name, file.u32(at + 8)));
      }
    }
  }

  /** The address in the file's own numbering of what is at {@code offset} of the file, or -1. */
  long address(long offset) {
    for (int n = 0; file.length() > 52 && n < file.u16(44); n++) {
      int at = segment(n);
      long start = file.u32(at + 4) & -4096L;
      if (file.i32(at) == PT_LOAD
          && offset >= start
          && offset < file.u32(at + 4) + file.u32(at + 16)) {
        return offset - file.u32(at + 4) + file.u32(at + 8);
      }
    }
    return -1;
  }

  /**
   * The function that holds an address of the file's numbering, with the distance from its start.
   */
  String function(long address) {
    Map.Entry<Long, Function> entry = functions.floorEntry(address);
    if (entry == null) {
      return "";
    }
    long distance = address - entry.getKey();
    Function function = entry.getValue();
    return function.size() != 0 && distance > function.size()
        ? ""
        : function.name() + "+0x" + Long.toHexString(distance);
  }

  /** {@code FILE:LINE} of an address of the file's numbering, or null. */
  String source(long address) {
    if (lines == null) {
      lines =
          LineTable.of(section(".debug_line"), section(".debug_str"), section(".debug_line_str"));
    }
    return lines.place(address);
  }

  /** The contents of a section, empty when there is none or it is compressed. */
  private Bytes section(String name) {
    try {
      if (file.length() >= 52) {
        int names = file.i32(section(file.u16(50)) + 16);
        for (int n = 0; n < file.u16(48); n++) {
          int at = section(n);
          boolean plain = (file.i32(at + 8) & SHF_COMPRESSED) == 0;
          if (plain && file.string(names + file.i32(at), 64).equals(name)) {
            int offset = file.i32(at + 16);
            return new Bytes(Arrays.copyOfRange(file.array(), offset, offset + file.i32(at + 20)));
          }
        }
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
      // As if it were not there.
    }
    return new Bytes(new byte[0]);
  }

  /** Where the table of {@code .ARM.exidx} is in the file's numbering, or -1. */
  long exidx() {
    return exidx;
  }

  int exidxSize() {
    return exidxSize;
  }
}
