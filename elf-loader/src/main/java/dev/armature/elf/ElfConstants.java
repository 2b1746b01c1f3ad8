package dev.armature.elf;

/** Numbers of the ELF format, of its ARM supplement (AAELF32), and of Linux's use of both. */
public final class ElfConstants {
  /** Size of the ELF32 file header in bytes. */
  public static final int EHDR_SIZE = 52;

  /** Size of an ELF32 program header in bytes. */
  public static final int PHDR_SIZE = 32;

  /** Size of an ELF32 section header in bytes. */
  public static final int SHDR_SIZE = 40;

  public static final int PAGE_SIZE = 4096;

  /** Longest path the kernel takes, with its terminating NUL. */
  public static final int PATH_MAX = 4096;

  public static final int EI_CLASS = 4;
  public static final int EI_DATA = 5;
  public static final int EI_OSABI = 7;
  public static final int ELFCLASS32 = 1;
  public static final int ELFDATA2LSB = 1;
  public static final int ELFOSABI_ARM_FDPIC = 65;

  public static final int ET_EXEC = 2;
  public static final int ET_DYN = 3;
  public static final int EM_ARM = 40;

  public static final int PT_NULL = 0;
  public static final int PT_LOAD = 1;
  public static final int PT_DYNAMIC = 2;
  public static final int PT_INTERP = 3;
  public static final int PT_TLS = 7;
  public static final int PT_GNU_STACK = 0x6474e551;

  public static final int PF_X = 1;
  public static final int PF_W = 2;
  public static final int PF_R = 4;

  public static final int SHT_ARM_ATTRIBUTES = 0x70000003;

  private ElfConstants() {}
}
