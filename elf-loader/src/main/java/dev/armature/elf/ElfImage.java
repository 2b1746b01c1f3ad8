package dev.armature.elf;

import static dev.armature.elf.ElfConstants.EHDR_SIZE;
import static dev.armature.elf.ElfConstants.PAGE_SIZE;
import static dev.armature.elf.ElfConstants.PATH_MAX;
import static dev.armature.elf.ElfConstants.PHDR_SIZE;
import static dev.armature.elf.ElfConstants.PT_INTERP;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The headers of an ELF32 ARM file after the checks that Linux's {@code load_elf_binary} makes
 * before it gives up the old program (fs/binfmt_elf.c, arch/arm/kernel/elf.c).
 *
 * @param role whether the file is run itself or loaded as another one's interpreter
 * @param fileSize size of the file in bytes when it was read
 * @param interpreter the path in PT_INTERP without its NUL, one char per byte; only of a program
 * @param attributes the build attributes, where the file has sound ones
 */
public record ElfImage(
    Role role,
    ElfHeader header,
    long fileSize,
    List<ProgramHeader> programHeaders,
    Optional<String> interpreter,
    Optional<ArmAttributes> attributes) {

  /** Why a file is being loaded. It decides the error of a bad one. */
  public enum Role {
    PROGRAM(LoadError.ENOEXEC),
    INTERPRETER(LoadError.ELIBBAD);

    final LoadError refusal;

    Role(LoadError refusal) {
      this.refusal = refusal;
    }
  }

  public ElfImage {
    programHeaders = List.copyOf(programHeaders);
  }

  /** Reads and checks all headers of a file. */
  public static ElfImage parse(ByteSource file, Role role) throws ElfFormatException {
    byte[] head = new byte[EHDR_SIZE];
    int available = file.readFully(0, head, EHDR_SIZE);
    if (available < 0) {
      throw new ElfFormatException(LoadError.EIO, "e_ident", "the ELF header can't be read");
    }
    ElfHeader header = ElfHeader.parse(head, available, role.refusal);
    List<ProgramHeader> programHeaders = programHeaders(file, header, role.refusal);
    Optional<String> interpreter =
        role == Role.PROGRAM ? interpreter(file, programHeaders) : Optional.empty();
    return new ElfImage(
        role, header, file.size(), programHeaders, interpreter, AttributeReader.read(file, header));
  }

  /** What the kernel would map where. */
  public LoadPlan plan(long taskSize) throws ElfFormatException {
    return LoadPlan.of(this, taskSize);
  }

  /** For messages: {@code static executable, EABI5 hard-float, ARMv7-A VFPv3-D16}. */
  public String describe() {
    String kind;
    if (interpreter.isPresent()) {
      kind = header.isDyn() ? "dynamic PIE" : "dynamic executable";
    } else {
      kind = header.isDyn() ? "static PIE" : "static executable";
    }
    return kind
        + ", "
        + header.flags().describe()
        + attributes.map(a -> ", " + a.describe()).orElse("");
  }

  private static List<ProgramHeader> programHeaders(
      ByteSource file, ElfHeader header, LoadError refusal) throws ElfFormatException {
    if (header.phentsize() != PHDR_SIZE) {
      throw new ElfFormatException(
          refusal, "e_phentsize", "e_phentsize is " + header.phentsize() + ", not " + PHDR_SIZE);
    }
    if (header.phnum() == 0) {
      throw new ElfFormatException(
          refusal, "e_phnum", "e_phnum is 0: the file has no program headers");
    }
    // load_elf_phdrs takes no table that is larger than a page.
    if (header.phnum() > PAGE_SIZE / PHDR_SIZE) {
      throw new ElfFormatException(
          refusal,
          "e_phnum",
          "e_phnum is " + header.phnum() + ", more than " + PAGE_SIZE / PHDR_SIZE);
    }
    byte[] table = new byte[header.phnum() * PHDR_SIZE];
    int got = file.readFully(header.phoff(), table, table.length);
    if (got != table.length) {
      throw new ElfFormatException(
          refusal,
          "e_phoff",
          "%d program headers at offset %d don't lie within the file of %d bytes"
              .formatted(header.phnum(), header.phoff(), file.size()));
    }
    List<ProgramHeader> headers = new ArrayList<>(header.phnum());
    for (int i = 0; i < header.phnum(); i++) {
      headers.add(ProgramHeader.parse(table, i));
    }
    return headers;
  }

  private static Optional<String> interpreter(ByteSource file, List<ProgramHeader> headers)
      throws ElfFormatException {
    for (ProgramHeader entry : headers) {
      // The kernel uses the first one and never looks at others.
      if (entry.type() == PT_INTERP) {
        return Optional.of(interpreterPath(file, entry));
      }
    }
    return Optional.empty();
  }

  private static String interpreterPath(ByteSource file, ProgramHeader entry)
      throws ElfFormatException {
    String field = entry.field("p_filesz");
    if (entry.filesz() < 2 || entry.filesz() > PATH_MAX) {
      throw new ElfFormatException(
          LoadError.ENOEXEC,
          field,
          field + " of PT_INTERP is " + entry.filesz() + ", not a path of 1 to 4095 bytes");
    }
    byte[] path = new byte[(int) entry.filesz()];
    if (file.readFully(entry.offset(), path, path.length) != path.length) {
      throw new ElfFormatException(
          LoadError.EIO,
          entry.field("p_offset"),
          "the path of PT_INTERP at offset %d doesn't lie within the file"
              .formatted(entry.offset()));
    }
    if (path[path.length - 1] != 0) {
      throw new ElfFormatException(
          LoadError.ENOEXEC, field, "the path of PT_INTERP doesn't end in a NUL");
    }
    int length = 0;
    while (path[length] != 0) {
      length++;
    }
    return new String(path, 0, length, StandardCharsets.ISO_8859_1);
  }
}
