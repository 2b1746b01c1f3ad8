package dev.armature.elf;

import static dev.armature.elf.ElfConstants.PAGE_SIZE;
import static dev.armature.elf.ElfConstants.PF_R;
import static dev.armature.elf.ElfConstants.PF_W;
import static dev.armature.elf.ElfConstants.PF_X;

/**
 * One program header, exactly as in the file. Offsets, addresses and sizes are unsigned 32-bit
 * numbers in a {@code long}, so that sums of two can't wrap.
 *
 * @param index its position in the table, for messages
 */
public record ProgramHeader(
    int index, int type, long offset, long vaddr, long filesz, long memsz, int flags, long align) {

  static ProgramHeader parse(byte[] table, int index) {
    int at = index * ElfConstants.PHDR_SIZE;
    return new ProgramHeader(
        index,
        LittleEndian.i32(table, at),
        LittleEndian.u32(table, at + 4),
        LittleEndian.u32(table, at + 8),
        LittleEndian.u32(table, at + 16),
        LittleEndian.u32(table, at + 20),
        LittleEndian.i32(table, at + 24),
        LittleEndian.u32(table, at + 28));
  }

  public boolean readable() {
    return (flags & PF_R) != 0;
  }

  public boolean writable() {
    return (flags & PF_W) != 0;
  }

  public boolean executable() {
    return (flags & PF_X) != 0;
  }

  /** Distance of the segment's first byte from the start of its page. */
  int pageOffset() {
    return (int) (vaddr & (PAGE_SIZE - 1));
  }

  /** {@code p_vaddr[3]}: the name of one of this entry's fields in messages. */
  String field(String name) {
    return name + "[" + index + "]";
  }
}
