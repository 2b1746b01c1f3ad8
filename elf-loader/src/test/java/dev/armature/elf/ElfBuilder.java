package dev.armature.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes small ELF files byte by byte, sound or with any field wrong. */
final class ElfBuilder {
  static final long TASK_SIZE = 0xbf00_0000L;

  private final ByteBuffer bytes;
  private int entries;

  ElfBuilder(int size) {
    bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(0, new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1});
    u16(16, 2).u16(18, 40).u32(20, 1).u32(24, 0x10000).u32(28, 52).u32(36, 0x0500_0400);
    u16(40, 52).u16(42, 32).u16(46, 40);
  }

  /** A file of one page with one segment that holds all of it at 0x10000. */
  static ElfBuilder small() {
    return new ElfBuilder(4096).phdr(ElfConstants.PT_LOAD, 0, 0x10000, 4096, 4096, 5, 4096);
  }

  ElfBuilder u8(int at, int value) {
    bytes.put(at, (byte) value);
    return this;
  }

  ElfBuilder u16(int at, int value) {
    bytes.putShort(at, (short) value);
    return this;
  }

  ElfBuilder u32(int at, long value) {
    bytes.putInt(at, (int) value);
    return this;
  }

  ElfBuilder text(int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      bytes.put(at + i, (byte) text.charAt(i));
    }
    return this;
  }

  /** Appends a program header and counts it in e_phnum. */
  ElfBuilder phdr(
      int type, long offset, long vaddr, long filesz, long memsz, int flags, long align) {
    int at = 52 + 32 * entries++;
    u32(at, type).u32(at + 4, offset).u32(at + 8, vaddr).u32(at + 12, vaddr);
    u32(at + 16, filesz).u32(at + 20, memsz).u32(at + 24, flags).u32(at + 28, align);
    return u16(44, entries);
  }

  byte[] build() {
    return bytes.array().clone();
  }

  ElfImage image() throws ElfFormatException {
    return ElfImage.parse(ByteSource.of(build()), ElfImage.Role.PROGRAM);
  }

  LoadPlan plan() throws ElfFormatException {
    return image().plan(TASK_SIZE);
  }
}
