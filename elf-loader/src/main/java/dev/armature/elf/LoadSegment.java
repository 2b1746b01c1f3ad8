package dev.armature.elf;

import static dev.armature.elf.ElfConstants.PAGE_SIZE;

/**
 * What {@code elf_load} of fs/binfmt_elf.c does for one PT_LOAD entry: map whole pages of the file,
 * clear the rest of the last one, and add zero pages behind it. Addresses are before any bias,
 * unsigned numbers in a {@code long}.
 *
 * @param mapStart page-aligned address of the file mapping
 * @param mapLength its length, a multiple of the page size; 0 when nothing comes from the file
 * @param fileOffset page-aligned offset in the file of {@code mapStart}
 * @param zeroStart first byte to clear inside the last mapped page
 * @param zeroLength how many bytes to clear, less than a page; ignored by the kernel where the
 *     segment isn't writable
 * @param anonStart page-aligned address of the zero pages
 * @param anonLength their length, a multiple of the page size; 0 when there are none
 */
public record LoadSegment(
    ProgramHeader header,
    long mapStart,
    long mapLength,
    long fileOffset,
    long zeroStart,
    int zeroLength,
    long anonStart,
    long anonLength) {

  static LoadSegment of(ProgramHeader header) {
    int pageOffset = header.pageOffset();
    long start = header.vaddr() - pageOffset;
    long fileEnd = header.vaddr() + header.filesz();
    boolean mapped = header.filesz() != 0;
    boolean tail = header.memsz() > header.filesz();
    long mapEnd = mapped ? pageAlign(fileEnd) : start;
    long anonEnd = tail ? pageAlign(header.vaddr() + header.memsz()) : mapEnd;
    return new LoadSegment(
        header,
        start,
        mapEnd - start,
        header.offset() - pageOffset,
        fileEnd,
        mapped && tail ? (int) (mapEnd - fileEnd) : 0,
        mapEnd,
        anonEnd - mapEnd);
  }

  /** First address behind the segment, page-aligned. */
  public long end() {
    return anonStart + anonLength;
  }

  /** Protection of the file mapping. */
  public boolean readable() {
    return header.readable();
  }

  /** Protection of the file mapping. Zero pages are writable whatever the entry says. */
  public boolean writable() {
    return header.writable();
  }

  /** Protection of the file mapping and of the zero pages. */
  public boolean executable() {
    return header.executable();
  }

  static long pageAlign(long address) {
    return (address + PAGE_SIZE - 1) & -PAGE_SIZE;
  }
}
