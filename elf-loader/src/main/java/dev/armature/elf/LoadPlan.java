package dev.armature.elf;

import static dev.armature.elf.ElfConstants.PAGE_SIZE;
import static dev.armature.elf.ElfConstants.PT_GNU_STACK;
import static dev.armature.elf.ElfConstants.PT_LOAD;
import static dev.armature.elf.ElfConstants.PT_TLS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mappings and facts by which {@code load_elf_binary} turns an {@link ElfImage} into a process
 * image. All addresses are as linked: for a position-independent file the caller chooses a
 * page-aligned bias and adds it; for ET_EXEC the bias is 0. Addresses are unsigned 32-bit numbers
 * in a {@code long}.
 *
 * @param segments the PT_LOAD entries in file order, the order in which the kernel maps them; a
 *     later one covers an earlier one where they share a page
 * @param relocatable whether a bias may be chosen
 * @param start lowest page-aligned address of all segments
 * @param end first page-aligned address behind the highest segment: there brk starts
 * @param alignment the largest power of two in p_align, at least a page; what a bias must respect
 * @param stack whether PT_GNU_STACK asks for an executable stack, forbids it, or is absent
 * @param tls the template of thread-local storage, if any
 * @param entry the first instruction, bit 0 set for Thumb
 * @param phdrAddress where the program headers are in memory (AT_PHDR); 0 when no segment holds
 *     them
 */
public record LoadPlan(
    ElfImage image,
    List<LoadSegment> segments,
    boolean relocatable,
    long start,
    long end,
    long alignment,
    ExecStack stack,
    Optional<Tls> tls,
    long entry,
    long phdrAddress,
    CodeAndData codeAndData) {

  /** What PT_GNU_STACK says: EXSTACK_DEFAULT, EXSTACK_DISABLE_X, EXSTACK_ENABLE_X. */
  public enum ExecStack {
    /** No PT_GNU_STACK: an old program, for which all readable memory is executable on ARM. */
    DEFAULT,
    DISABLE_X,
    ENABLE_X
  }

  /** The PT_TLS entry: template address, sizes in bytes, alignment. */
  public record Tls(long address, long filesz, long memsz, long align) {}

  /** The borders that /proc shows: start_code, end_code, start_data, end_data of mm_struct. */
  public record CodeAndData(long startCode, long endCode, long startData, long endData) {}

  public LoadPlan {
    segments = List.copyOf(segments);
  }

  /** Bytes from the lowest to the highest page: what must be free at the chosen bias. */
  public long span() {
    return end - start;
  }

  /** Number of program headers (AT_PHNUM). */
  public int phnum() {
    return image.header().phnum();
  }

  /** READ_IMPLIES_EXEC: every readable mapping of the process becomes executable. */
  public boolean readImpliesExec() {
    return stack == ExecStack.DEFAULT;
  }

  static LoadPlan of(ElfImage image, long taskSize) throws ElfFormatException {
    List<LoadSegment> segments = new ArrayList<>();
    ExecStack stack = ExecStack.DEFAULT;
    Optional<Tls> tls = Optional.empty();
    for (ProgramHeader entry : image.programHeaders()) {
      switch (entry.type()) {
        case PT_LOAD -> segment(image, entry, taskSize).ifPresent(segments::add);
        case PT_GNU_STACK -> stack = entry.executable() ? ExecStack.ENABLE_X : ExecStack.DISABLE_X;
        case PT_TLS ->
            tls = Optional.of(new Tls(entry.vaddr(), entry.filesz(), entry.memsz(), entry.align()));
        default -> {}
      }
    }
    if (segments.isEmpty()) {
      throw new ElfFormatException(
          image.role().refusal, "p_type", "no PT_LOAD segment: there is nothing to run");
    }
    long start = Long.MAX_VALUE;
    long end = 0;
    long alignment = PAGE_SIZE;
    for (LoadSegment segment : segments) {
      start = Math.min(start, segment.mapStart());
      end = Math.max(end, segment.end());
      alignment = Math.max(alignment, alignment(segment.header().align()));
    }
    return new LoadPlan(
        image,
        segments,
        image.header().isDyn(),
        start,
        end,
        alignment,
        stack,
        tls,
        Integer.toUnsignedLong(image.header().entry()),
        phdrAddress(image.header(), segments),
        codeAndData(segments));
  }

  /** Checks one PT_LOAD entry. Empty ones are skipped, as {@code elf_map} does. */
  private static Optional<LoadSegment> segment(ElfImage image, ProgramHeader entry, long taskSize)
      throws ElfFormatException {
    if (entry.filesz() > entry.memsz()) {
      throw bad(
          image,
          entry.field("p_filesz"),
          "%s (%d) is larger than p_memsz (%d)"
              .formatted(entry.field("p_filesz"), entry.filesz(), entry.memsz()));
    }
    if (entry.memsz() == 0) {
      return Optional.empty();
    }
    if (entry.vaddr() >= taskSize || taskSize - entry.memsz() < entry.vaddr()) {
      throw bad(
          image,
          entry.field("p_vaddr"),
          "%s: 0x%x bytes at 0x%x don't fit below 0x%x, the end of user memory"
              .formatted(entry.field("p_vaddr"), entry.memsz(), entry.vaddr(), taskSize));
    }
    if (entry.filesz() != 0) {
      checkFilePart(image, entry);
    }
    return Optional.of(LoadSegment.of(entry));
  }

  private static void checkFilePart(ElfImage image, ProgramHeader entry) throws ElfFormatException {
    if (((entry.offset() - entry.vaddr()) & (PAGE_SIZE - 1)) != 0) {
      throw bad(
          image,
          entry.field("p_offset"),
          "%s (0x%x) and p_vaddr (0x%x) differ within the page of 4096 bytes"
              .formatted(entry.field("p_offset"), entry.offset(), entry.vaddr()));
    }
    // The kernel maps such a file, and the program dies of SIGBUS when it gets there.
    if (entry.offset() + entry.filesz() > image.fileSize()) {
      throw new ElfFormatException(
          image.role().refusal,
          entry.field("p_filesz"),
          "%s: the segment ends at offset %d, the file at %d; it is truncated"
              .formatted(
                  entry.field("p_filesz"), entry.offset() + entry.filesz(), image.fileSize()));
    }
  }

  /** The kernel gives these errors after the old program is gone, and then kills the process. */
  private static ElfFormatException bad(ElfImage image, String field, String message) {
    LoadError error = image.role() == ElfImage.Role.PROGRAM ? LoadError.EINVAL : LoadError.ENOMEM;
    return new ElfFormatException(error, field, message);
  }

  /** {@code maximum_alignment}: values that are no power of two are ignored. */
  private static long alignment(long align) {
    return Long.bitCount(align) == 1 ? align : 0;
  }

  private static long phdrAddress(ElfHeader header, List<LoadSegment> segments) {
    long address = 0;
    for (LoadSegment segment : segments) {
      ProgramHeader entry = segment.header();
      if (entry.offset() <= header.phoff() && header.phoff() < entry.offset() + entry.filesz()) {
        address = header.phoff() - entry.offset() + entry.vaddr();
      }
    }
    return address;
  }

  private static CodeAndData codeAndData(List<LoadSegment> segments) {
    long startCode = 0xffff_ffffL;
    long endCode = 0;
    long startData = 0;
    long endData = 0;
    for (LoadSegment segment : segments) {
      ProgramHeader entry = segment.header();
      long fileEnd = entry.vaddr() + entry.filesz();
      if (entry.executable()) {
        startCode = Math.min(startCode, entry.vaddr());
        endCode = Math.max(endCode, fileEnd);
      }
      startData = Math.max(startData, entry.vaddr());
      endData = Math.max(endData, fileEnd);
    }
    return new CodeAndData(startCode, endCode, startData, endData);
  }
}
