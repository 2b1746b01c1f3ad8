package dev.armature.recognise;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints the rows of {@link Fingerprints} for the routines in static libraries: {@code java -cp
 * translator/target/classes:translator/target/test-classes dev.armature.recognise.FingerprintTool
 * LABEL=LIBRARY.a...}. The code of a row begins at the start of the routine's section, since
 * routines in assembler jump to what is before their entry.
 */
public final class FingerprintTool {
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_REL = 9;
  private static final int STT_FUNC = 2;
  private static final int R_ARM_V4BX = 40;
  private static final int R_ARM_THM_CALL = 10;

  /** Relocations of whole words: calls, jumps and words with addresses. */
  private static final Set<Integer> WORDS = Set.of(R_ARM_THM_CALL, 2, 3, 25, 26, 28, 29, 30);

  private static final Map<String, GuestRoutine> NAMES =
      Map.ofEntries(
          Map.entry("__udivsi3", GuestRoutine.UIDIV),
          Map.entry("__aeabi_uidivmod", GuestRoutine.UIDIVMOD),
          Map.entry("__divsi3", GuestRoutine.IDIV),
          Map.entry("__aeabi_idivmod", GuestRoutine.IDIVMOD),
          Map.entry("__aeabi_uldivmod", GuestRoutine.ULDIVMOD),
          Map.entry("__aeabi_ldivmod", GuestRoutine.LDIVMOD),
          Map.entry("__udivmoddi4", GuestRoutine.UDIVMODDI4),
          Map.entry("memcpy", GuestRoutine.MEMCPY),
          Map.entry("__memcpy_arm", GuestRoutine.MEMCPY),
          Map.entry("__memcpy_vfp", GuestRoutine.MEMCPY),
          Map.entry("__memcpy_neon", GuestRoutine.MEMCPY),
          Map.entry("memmove", GuestRoutine.MEMMOVE),
          Map.entry("memset", GuestRoutine.MEMSET),
          Map.entry("memchr", GuestRoutine.MEMCHR),
          Map.entry("__memchr_neon", GuestRoutine.MEMCHR),
          Map.entry("__memchr_noneon", GuestRoutine.MEMCHR),
          Map.entry("memcmp", GuestRoutine.MEMCMP),
          Map.entry("strnlen", GuestRoutine.STRNLEN),
          Map.entry("strchr", GuestRoutine.STRCHR),
          Map.entry("strchrnul", GuestRoutine.STRCHRNUL),
          Map.entry("rawmemchr", GuestRoutine.RAWMEMCHR),
          Map.entry("strcpy", GuestRoutine.STRCPY),
          Map.entry("stpcpy", GuestRoutine.STPCPY),
          Map.entry("strncmp", GuestRoutine.STRNCMP),
          Map.entry("strlen", GuestRoutine.STRLEN),
          // STRCMP_BY_WORDS for the one in assembler.
          Map.entry("strcmp", GuestRoutine.STRCMP));

  private final Set<String> printed = new HashSet<>();

  private FingerprintTool() {}

  public static void main(String[] arguments) throws IOException {
    var tool = new FingerprintTool();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      tool.archive(
          argument.substring(0, equals),
          Files.readAllBytes(Path.of(argument.substring(equals + 1))));
    }
  }

  private void archive(String label, byte[] bytes) {
    for (int at = 8; at + 60 <= bytes.length; ) {
      int size = Integer.parseInt(text(bytes, at + 48, 10).strip());
      ByteBuffer member = ByteBuffer.wrap(bytes, at + 60, size).slice();
      member.order(ByteOrder.LITTLE_ENDIAN);
      if (size > 52 && member.getInt(0) == 0x464c_457f) {
        object(label, member);
      }
      at += 60 + size + (size & 1);
    }
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
  }

  /** A section header's fields by number. */
  private static int field(ByteBuffer elf, int section, int number) {
    return elf.getInt(elf.getInt(32) + section * elf.getShort(46) + 4 * number);
  }

  private void object(String label, ByteBuffer elf) {
    for (int s = 0; s < elf.getShort(48); s++) {
      if (field(elf, s, 1) != SHT_SYMTAB) {
        continue;
      }
      int strings = field(elf, field(elf, s, 6), 4);
      for (int at = field(elf, s, 4); at < field(elf, s, 4) + field(elf, s, 5); at += 16) {
        GuestRoutine routine = NAMES.get(string(elf, strings + elf.getInt(at)));
        int section = elf.getShort(at + 14);
        if (routine != null && (elf.get(at + 12) & 15) == STT_FUNC && section > 0) {
          symbol(label, elf, routine, string(elf, strings + elf.getInt(at)), at, section, strings);
        }
      }
    }
  }

  private static String string(ByteBuffer elf, int at) {
    int end = at;
    while (elf.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - at];
    elf.get(at, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void symbol(
      String label,
      ByteBuffer elf,
      GuestRoutine routine,
      String name,
      int symbol,
      int section,
      int strings) {
    int value = elf.getInt(symbol + 4);
    int entry = value & ~1;
    int size = elf.getInt(symbol + 8);
    // An entry whose code goes on as another's.
    int length = size < 16 ? field(elf, section, 5) : entry + size;
    int start = field(elf, section, 4);
    List<Integer> open = new ArrayList<>();
    List<Integer> calls = new ArrayList<>();
    for (int s = 0; s < elf.getShort(48); s++) {
      if (field(elf, s, 1) == SHT_REL && field(elf, s, 7) == section) {
        int symbols = field(elf, field(elf, s, 6), 4);
        for (int at = field(elf, s, 4); at < field(elf, s, 4) + field(elf, s, 5); at += 8) {
          int type = elf.getInt(at + 4) & 0xff;
          String target =
              string(elf, strings + elf.getInt(symbols + 16 * (elf.getInt(at + 4) >>> 8)));
          if (type == R_ARM_V4BX || elf.getInt(at) >= length) {
            continue;
          }
          if (!WORDS.contains(type)) {
            System.err.println(label + ": " + name + " left out: relocation " + type);
            return;
          }
          boolean division = type == R_ARM_THM_CALL && target.equals("__udivmoddi4");
          (division ? calls : open).add(elf.getInt(at));
        }
      }
    }
    int[] openWords = open.stream().mapToInt(Integer::intValue).toArray();
    int[] callWords = calls.stream().mapToInt(Integer::intValue).toArray();
    long hash =
        Fingerprint.hash(
            offset -> elf.getShort(start + offset) & 0xffff, length, openWords, callWords);
    String row =
        "row(GuestRoutine.%s, %d, %d, %d, %d, 0x%08x, 0x%016xL, %s, %s)"
            .formatted(
                routine,
                value & 1,
                entry,
                length,
                Math.min(4, field(elf, section, 8)),
                elf.getInt(start + entry),
                hash,
                array(open),
                array(calls));
    if (printed.add(row)) {
      System.out.printf("        // %s: %s%n        %s,%n", label, name, row);
    }
  }

  private static String array(List<Integer> offsets) {
    return offsets.isEmpty()
        ? "NONE"
        : "at(" + String.join(", ", offsets.stream().map(String::valueOf).toList()) + ")";
  }
}
