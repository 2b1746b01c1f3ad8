package dev.armature.mm;

import dev.armature.abi.Mman;
import dev.armature.machine.GuestMemory;

/** The flags of an area, with Linux's names and values ({@code include/linux/mm.h}). */
public final class VmFlags {
  public static final int VM_READ = 0x1;
  public static final int VM_WRITE = 0x2;
  public static final int VM_EXEC = 0x4;
  public static final int VM_SHARED = 0x8;
  public static final int VM_MAYREAD = 0x10;
  public static final int VM_MAYWRITE = 0x20;
  public static final int VM_MAYEXEC = 0x40;

  /** Made by MAP_SHARED, even when the file can't be written through it. */
  public static final int VM_MAYSHARE = 0x80;

  public static final int VM_GROWSDOWN = 0x100;
  public static final int VM_LOCKED = 0x2000;
  public static final int VM_DONTCOPY = 0x2_0000;
  public static final int VM_DONTEXPAND = 0x4_0000;
  public static final int VM_NORESERVE = 0x20_0000;
  public static final int VM_WIPEONFORK = 0x200_0000;

  public static final int VM_ACCESS_FLAGS = VM_READ | VM_WRITE | VM_EXEC;
  static final int VM_MAYALL = VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;

  private VmFlags() {}

  /** PROT_* and VM_* agree in the bits for reading, writing and executing. */
  static int ofProt(int prot) {
    return prot & (Mman.PROT_READ | Mman.PROT_WRITE | Mman.PROT_EXEC);
  }

  /**
   * What the page tables of ARM can express of it ({@code protection_map} of arch/arm/mm/mmu.c):
   * writable and executable pages are readable too.
   */
  static int permissions(int flags) {
    int bits = 0;
    if ((flags & VM_ACCESS_FLAGS) != 0) {
      bits |= GuestMemory.READ;
    }
    if ((flags & VM_WRITE) != 0) {
      bits |= GuestMemory.WRITE;
    }
    if ((flags & VM_EXEC) != 0) {
      bits |= GuestMemory.EXECUTE;
    }
    return bits;
  }

  /** What RLIMIT_DATA counts: private, writable, not a stack. */
  static boolean isData(int flags) {
    return (flags & (VM_WRITE | VM_SHARED | VM_GROWSDOWN)) == VM_WRITE;
  }
}
