package dev.armature.elf;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds and decodes the {@code .ARM.attributes} section. Answers empty for anything odd. */
final class AttributeReader {
  /** Real sections have some 50 bytes. */
  private static final int MAX_SECTION = 64 * 1024;

  private static final int MAX_SECTION_HEADERS = 1024;

  private static final int TAG_FILE = 1;
  private static final int TAG_CPU_RAW_NAME = 4;
  private static final int TAG_CPU_NAME = 5;
  private static final int TAG_CPU_ARCH = 6;
  private static final int TAG_CPU_ARCH_PROFILE = 7;
  private static final int TAG_FP_ARCH = 10;
  private static final int TAG_ADVANCED_SIMD_ARCH = 12;
  private static final int TAG_ABI_VFP_ARGS = 28;
  private static final int TAG_COMPATIBILITY = 32;

  private final byte[] bytes;
  private int at;
  private int end;

  private AttributeReader(byte[] bytes) {
    this.bytes = bytes;
  }

  static Optional<ArmAttributes> read(ByteSource file, ElfHeader header) {
    if (header.shoff() == 0
        || header.shentsize() != ElfConstants.SHDR_SIZE
        || header.shnum() == 0
        || header.shnum() > MAX_SECTION_HEADERS) {
      return Optional.empty();
    }
    byte[] table = new byte[header.shnum() * ElfConstants.SHDR_SIZE];
    if (file.readFully(header.shoff(), table, table.length) != table.length) {
      return Optional.empty();
    }
    for (int at = 0; at < table.length; at += ElfConstants.SHDR_SIZE) {
      if (LittleEndian.i32(table, at + 4) == ElfConstants.SHT_ARM_ATTRIBUTES) {
        long offset = LittleEndian.u32(table, at + 16);
        long size = LittleEndian.u32(table, at + 20);
        return size > MAX_SECTION ? Optional.empty() : section(file, offset, (int) size);
      }
    }
    return Optional.empty();
  }

  private static Optional<ArmAttributes> section(ByteSource file, long offset, int size) {
    byte[] bytes = new byte[size];
    if (file.readFully(offset, bytes, size) != size) {
      return Optional.empty();
    }
    return decode(bytes);
  }

  /** Decodes a section: version 'A', then vendor parts, of which "aeabi" counts. */
  static Optional<ArmAttributes> decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != 'A') {
      return Optional.empty();
    }
    for (long part = 1; part + 4 <= bytes.length; ) {
      long length = LittleEndian.u32(bytes, (int) part);
      if (length < 4 || part + length > bytes.length) {
        return Optional.empty();
      }
      AttributeReader reader = new AttributeReader(bytes);
      reader.at = (int) part + 4;
      reader.end = (int) (part + length);
      if (reader.string().equals("aeabi")) {
        return reader.fileAttributes();
      }
      part += length;
    }
    return Optional.empty();
  }

  private Optional<ArmAttributes> fileAttributes() {
    while (at + 5 <= end) {
      int tag = LittleEndian.u8(bytes, at);
      long size = LittleEndian.u32(bytes, at + 1);
      if (size < 5 || at + size > end) {
        return Optional.empty();
      }
      int next = (int) (at + size);
      if (tag == TAG_FILE) {
        at += 5;
        end = next;
        return Optional.of(attributes());
      }
      at = next;
    }
    return Optional.empty();
  }

  private ArmAttributes attributes() {
    String cpuName = "";
    int cpuArch = -1;
    int profile = 0;
    int fpArch = 0;
    int simdArch = 0;
    int vfpArgs = 0;
    while (at < end) {
      int tag = uleb();
      switch (tag) {
        case TAG_CPU_NAME -> cpuName = printable(string());
        case TAG_CPU_ARCH -> cpuArch = uleb();
        case TAG_CPU_ARCH_PROFILE -> profile = profile(uleb());
        case TAG_FP_ARCH -> fpArch = uleb();
        case TAG_ADVANCED_SIMD_ARCH -> simdArch = uleb();
        case TAG_ABI_VFP_ARGS -> vfpArgs = uleb();
        default -> skip(tag);
      }
    }
    return new ArmAttributes(cpuName, cpuArch, profile, fpArch, simdArch, vfpArgs);
  }

  /** Above 32 an odd tag carries a string and an even one a number; below there is no rule. */
  private void skip(int tag) {
    if (tag == TAG_COMPATIBILITY) {
      uleb();
      string();
    } else if (tag == TAG_CPU_RAW_NAME || (tag > TAG_COMPATIBILITY && (tag & 1) != 0)) {
      string();
    } else {
      uleb();
    }
  }

  private static int profile(int value) {
    return value == 'A' || value == 'R' || value == 'M' || value == 'S' ? value : 0;
  }

  /** The text ends up in messages for terminals: control characters stay out. */
  private static String printable(String text) {
    return text.codePoints()
        .limit(64)
        .filter(c -> c >= ' ' && c < 0x7f)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private int uleb() {
    int value = 0;
    int shift = 0;
    while (at < end) {
      int b = bytes[at++];
      if (shift < 32) {
        value |= (b & 0x7f) << shift;
      }
      shift += 7;
      if (b >= 0) {
        break;
      }
    }
    return value;
  }

  private String string() {
    int start = at;
    while (at < end && bytes[at] != 0) {
      at++;
    }
    String text = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    at++;
    return text;
  }
}
