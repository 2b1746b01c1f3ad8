package dev.armature.elf;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One wrong field each: the error must name it and carry the kernel's number. */
class MalformedElfTest {
  private static final int PHDR = 52;

  static Stream<Arguments> files() {
    return Stream.of(
        file("e_ident", LoadError.ENOEXEC, "not an ELF file", ElfBuilder.small().u8(1, 'F')),
        file("EI_CLASS", LoadError.ENOEXEC, "64 bits", ElfBuilder.small().u8(4, 2).u16(18, 62)),
        file(
            "EI_CLASS",
            LoadError.ENOEXEC,
            "e_machine is 62",
            ElfBuilder.small().u8(4, 2).u16(18, 62)),
        file("EI_CLASS", LoadError.ENOEXEC, "invalid", ElfBuilder.small().u8(4, 0)),
        file("EI_DATA", LoadError.ENOEXEC, "big-endian", ElfBuilder.small().u8(5, 2)),
        file("EI_OSABI", LoadError.ENOEXEC, "FDPIC", ElfBuilder.small().u8(7, 65)),
        file("e_type", LoadError.ENOEXEC, "relocatable", ElfBuilder.small().u16(16, 1)),
        file(
            "e_machine",
            LoadError.ENOEXEC,
            "e_machine is 62 (x86-64), not 40 (ARM)",
            ElfBuilder.small().u16(18, 62)),
        file("e_entry", LoadError.ENOEXEC, "0x10002", ElfBuilder.small().u32(24, 0x10002)),
        file("e_flags", LoadError.ENOEXEC, "26-bit", ElfBuilder.small().u32(36, 0x08)),
        file("e_flags", LoadError.ENOEXEC, "BE8", ElfBuilder.small().u32(36, 0x0580_0000)),
        file("e_phentsize", LoadError.ENOEXEC, "56", ElfBuilder.small().u16(42, 56)),
        file("e_phnum", LoadError.ENOEXEC, "no program headers", ElfBuilder.small().u16(44, 0)),
        file("e_phnum", LoadError.ENOEXEC, "more than 128", ElfBuilder.small().u16(44, 129)),
        file("e_phnum", LoadError.ENOEXEC, "65535", ElfBuilder.small().u16(44, 0xffff)),
        file("e_phoff", LoadError.ENOEXEC, "4090", ElfBuilder.small().u32(28, 4090)),
        file("e_phoff", LoadError.ENOEXEC, "4294967295", ElfBuilder.small().u32(28, -1)),
        file("p_type", LoadError.ENOEXEC, "nothing to run", ElfBuilder.small().u32(PHDR, 6)),
        file("p_filesz[0]", LoadError.EINVAL, "larger", ElfBuilder.small().u32(PHDR + 20, 4095)),
        file("p_filesz[0]", LoadError.ENOEXEC, "truncated", ElfBuilder.small().u32(PHDR + 4, 4096)),
        file("p_offset[0]", LoadError.EINVAL, "differ", ElfBuilder.small().u32(PHDR + 4, 4)),
        file(
            "p_vaddr[0]",
            LoadError.EINVAL,
            "don't fit below 0xbf000000",
            ElfBuilder.small().u32(PHDR + 8, 0xbf00_0000)),
        file("p_vaddr[0]", LoadError.EINVAL, "fit", ElfBuilder.small().u32(PHDR + 8, 0xbeff_f001)),
        file("p_vaddr[0]", LoadError.EINVAL, "fit", ElfBuilder.small().u32(PHDR + 8, 0xffff_f000)),
        file("p_vaddr[0]", LoadError.EINVAL, "fit", ElfBuilder.small().u32(PHDR + 20, -1)),
        interpreter("p_filesz[1]", LoadError.ENOEXEC, "is 1,", 0x200, 1),
        interpreter("p_filesz[1]", LoadError.ENOEXEC, "4097", 0x200, 4097),
        interpreter("p_filesz[1]", LoadError.ENOEXEC, "NUL", 0x200, 5),
        interpreter("p_offset[1]", LoadError.EIO, "within", 4095, 5));
  }

  private static Arguments file(String field, LoadError error, String message, ElfBuilder builder) {
    return Arguments.of(field, error, message, builder.build());
  }

  private static Arguments interpreter(
      String field, LoadError error, String message, int offset, int size) {
    return file(
        field,
        error,
        message,
        ElfBuilder.small()
            .phdr(ElfConstants.PT_INTERP, offset, 0, size, size, 4, 1)
            .text(0x200, "/lib/ld.so"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("files")
  void namesTheField(String field, LoadError error, String message, byte[] file) {
    ElfFormatException refused = refused(file, ElfImage.Role.PROGRAM);
    assertAll(
        () -> assertEquals(field, refused.field()),
        () -> assertEquals(error, refused.error()),
        () -> assertTrue(refused.getMessage().contains(message), refused.getMessage()));
  }

  @Test
  @DisplayName("every length short of a whole file is refused")
  void truncated() {
    byte[] whole = ElfBuilder.small().build();
    for (int length = 0; length < whole.length; length++) {
      ElfFormatException refused = refused(Arrays.copyOf(whole, length), ElfImage.Role.PROGRAM);
      assertEquals(LoadError.ENOEXEC, refused.error(), refused.getMessage());
    }
  }

  @Test
  void anInterpreterIsRefusedWithItsOwnErrors() {
    byte[] foreign = ElfBuilder.small().u16(18, 183).build();
    assertEquals(LoadError.ELIBBAD, refused(foreign, ElfImage.Role.INTERPRETER).error());
    byte[] high = ElfBuilder.small().u32(PHDR + 8, 0xffff_f000).build();
    assertEquals(LoadError.ENOMEM, refused(high, ElfImage.Role.INTERPRETER).error());
  }

  @Test
  void errorNumbersAreLinuxs() {
    assertEquals(8, LoadError.ENOEXEC.errno());
    assertEquals(80, LoadError.ELIBBAD.errno());
  }

  @Test
  void aReadThatFailsIsEio() {
    ByteSource broken =
        new ByteSource() {
          @Override
          public long size() {
            return 4096;
          }

          @Override
          public int read(long offset, byte[] destination, int start, int length) {
            return -5;
          }
        };
    ElfFormatException refused =
        assertThrows(ElfFormatException.class, () -> ElfImage.parse(broken, ElfImage.Role.PROGRAM));
    assertEquals(LoadError.EIO, refused.error());
  }

  private static ElfFormatException refused(byte[] file, ElfImage.Role role) {
    return assertThrows(
        ElfFormatException.class,
        () -> ElfImage.parse(ByteSource.of(file), role).plan(ElfBuilder.TASK_SIZE));
  }
}
