package dev.armature.elf;

import static dev.armature.elf.ElfConstants.EHDR_SIZE;
import static dev.armature.elf.ElfConstants.EI_CLASS;
import static dev.armature.elf.ElfConstants.EI_DATA;
import static dev.armature.elf.ElfConstants.EI_OSABI;
import static dev.armature.elf.ElfConstants.ELFCLASS32;
import static dev.armature.elf.ElfConstants.ELFDATA2LSB;
import static dev.armature.elf.ElfConstants.ELFOSABI_ARM_FDPIC;
import static dev.armature.elf.ElfConstants.EM_ARM;
import static dev.armature.elf.ElfConstants.ET_DYN;
import static dev.armature.elf.ElfConstants.ET_EXEC;

/**
 * The facts of an ELF file header that passed the checks of {@code load_elf_binary} and of ARM's
 * {@code elf_check_arch}.
 *
 * @param type {@code ET_EXEC} or {@code ET_DYN}
 * @param entry address of the first instruction, bit 0 set for Thumb, before any bias
 * @param phoff file offset of the program headers, unsigned
 * @param shoff file offset of the section headers, unsigned; 0 when there are none
 */
public record ElfHeader(
    int type,
    int osAbi,
    int entry,
    long phoff,
    long shoff,
    ElfFlags flags,
    int phentsize,
    int phnum,
    int shentsize,
    int shnum) {

  /** Whether the file may be loaded at any address. */
  public boolean isDyn() {
    return type == ET_DYN;
  }

  /**
   * Reads the header from the first bytes of a file.
   *
   * @param refusal the error for a file that isn't fit to run: ENOEXEC for a program, ELIBBAD for
   *     an interpreter
   */
  static ElfHeader parse(byte[] bytes, int available, LoadError refusal) throws ElfFormatException {
    if (available < 4
        || bytes[0] != 0x7f
        || bytes[1] != 'E'
        || bytes[2] != 'L'
        || bytes[3] != 'F') {
      throw new ElfFormatException(
          refusal, "e_ident", "not an ELF file: it doesn't start with 0x7f 'E' 'L' 'F'");
    }
    if (available < EHDR_SIZE) {
      throw new ElfFormatException(
          refusal,
          "e_ident",
          "the file ends inside its ELF header: " + available + " bytes of " + EHDR_SIZE);
    }
    checkIdent(bytes, refusal);
    int type = LittleEndian.u16(bytes, 16);
    if (type != ET_EXEC && type != ET_DYN) {
      throw new ElfFormatException(
          refusal,
          "e_type",
          "e_type is " + type + typeName(type) + ", not 2 (executable) or 3 (shared object)");
    }
    int machine = LittleEndian.u16(bytes, 18);
    if (machine != EM_ARM) {
      throw new ElfFormatException(
          refusal,
          "e_machine",
          "e_machine is " + machine + MachineName.suffix(machine) + ", not 40 (ARM)");
    }
    int entry = LittleEndian.i32(bytes, 24);
    if ((entry & 3) == 2) {
      throw new ElfFormatException(
          refusal,
          "e_entry",
          "e_entry is 0x%x: neither Thumb (odd) nor a multiple of 4".formatted(entry));
    }
    ElfFlags flags = new ElfFlags(LittleEndian.i32(bytes, 36));
    if (flags.isOabi() && flags.apcs26()) {
      throw new ElfFormatException(
          refusal, "e_flags", "e_flags asks for the 26-bit APCS, which no CPU here has");
    }
    if (flags.be8()) {
      throw new ElfFormatException(
          refusal, "e_flags", "e_flags says BE8 (big-endian data), which isn't supported");
    }
    return new ElfHeader(
        type,
        LittleEndian.u8(bytes, EI_OSABI),
        entry,
        LittleEndian.u32(bytes, 28),
        LittleEndian.u32(bytes, 32),
        flags,
        LittleEndian.u16(bytes, 42),
        LittleEndian.u16(bytes, 44),
        LittleEndian.u16(bytes, 46),
        LittleEndian.u16(bytes, 48));
  }

  private static void checkIdent(byte[] bytes, LoadError refusal) throws ElfFormatException {
    int elfClass = LittleEndian.u8(bytes, EI_CLASS);
    int data = LittleEndian.u8(bytes, EI_DATA);
    if (elfClass != ELFCLASS32) {
      // The 16-bit fields up to e_machine lie at the same place in both classes.
      int machine =
          data == 2
              ? LittleEndian.u8(bytes, 18) << 8 | LittleEndian.u8(bytes, 19)
              : LittleEndian.u16(bytes, 18);
      throw new ElfFormatException(
          refusal,
          "EI_CLASS",
          "EI_CLASS is %d (%s), not 1 (32 bits); e_machine is %d%s"
              .formatted(
                  elfClass,
                  elfClass == 2 ? "64 bits" : "invalid",
                  machine,
                  MachineName.suffix(machine)));
    }
    if (data != ELFDATA2LSB) {
      throw new ElfFormatException(
          refusal,
          "EI_DATA",
          "EI_DATA is %d (%s), not 1 (little-endian)"
              .formatted(data, data == 2 ? "big-endian" : "invalid"));
    }
    if (LittleEndian.u8(bytes, EI_OSABI) == ELFOSABI_ARM_FDPIC) {
      throw new ElfFormatException(
          refusal, "EI_OSABI", "EI_OSABI is 65 (ARM FDPIC), a format for systems without an MMU");
    }
  }

  private static String typeName(int type) {
    return switch (type) {
      case 0 -> " (none)";
      case 1 -> " (relocatable object: link it first)";
      case 4 -> " (core dump)";
      default -> "";
    };
  }
}
