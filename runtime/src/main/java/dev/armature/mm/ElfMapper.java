package dev.armature.mm;

import dev.armature.abi.Errno;
import dev.armature.abi.Mman;
import dev.armature.elf.ElfConstants;
import dev.armature.elf.LoadPlan;
import dev.armature.elf.LoadSegment;
import dev.armature.host.HostBytes;

/**
 * Carries out a {@link LoadPlan} on an address space: {@code elf_load} and {@code load_elf_interp}
 * of fs/binfmt_elf.c.
 */
public final class ElfMapper {
  /** ELF_ET_DYN_BASE of arch/arm/include/asm/elf.h. */
  private static final long ET_DYN_BASE = 0x40_0000L;

  private ElfMapper() {}

  /**
   * Where to load a program.
   *
   * @return what to add to every address of the plan, or a negated errno; a multiple of 4096
   */
  public static long programBias(AddressSpace mm, LoadPlan plan) {
    if (!plan.relocatable()) {
      return 0;
    }
    boolean dynamic = plan.image().interpreter().isPresent();
    return bias(mm, plan, dynamic ? ET_DYN_BASE : 0);
  }

  /** Where to load an interpreter: wherever there is room. */
  public static long interpreterBias(AddressSpace mm, LoadPlan plan) {
    return plan.relocatable() ? bias(mm, plan, 0) : 0;
  }

  private static long bias(AddressSpace mm, LoadPlan plan, long hint) {
    mm.lock.lock();
    try {
      long align = plan.alignment();
      long room = plan.span() + align - AddressSpace.PAGE_SIZE;
      long at = mm.layout().unmappedArea(mm.areas, hint, room);
      if (at == 0) {
        return -Errno.ENOMEM;
      }
      // The bias, not the address, has to keep the alignment that the linker relied on.
      long bias = (at - plan.start() + align - 1) & -align;
      return bias + plan.start() + plan.span() > AddressSpace.TASK_SIZE ? -Errno.ENOMEM : bias;
    } finally {
      mm.lock.unlock();
    }
  }

  /**
   * Maps all segments.
   *
   * @return 0 or a negated errno, after which the address space is of no use
   */
  public static int map(AddressSpace mm, LoadPlan plan, MapSource file, long bias) {
    return mm.lock.run(() -> mapLocked(mm, plan, file, bias));
  }

  private static int mapLocked(AddressSpace mm, LoadPlan plan, MapSource file, long bias) {
    long from = plan.start() + bias;
    if (from < AddressSpace.MMAP_MIN_ADDR) {
      return -Errno.EPERM;
    }
    if (!mm.areas.isFree(from, plan.end() + bias)) {
      return -Errno.EEXIST;
    }
    for (LoadSegment segment : plan.segments()) {
      int error = segment(mm, segment, file, bias);
      if (error != 0) {
        return error;
      }
    }
    return 0;
  }

  private static int segment(AddressSpace mm, LoadSegment segment, MapSource file, long bias) {
    if (segment.mapLength() != 0) {
      int result =
          mm.mmap(
              (int) (segment.mapStart() + bias),
              (int) segment.mapLength(),
              prot(segment),
              Mman.MAP_PRIVATE | Mman.MAP_FIXED,
              file,
              (int) (segment.fileOffset() / ElfConstants.PAGE_SIZE));
      if (result < 0 && result >= -4095) {
        return result;
      }
    }
    // The rest of the last page belongs to bss. A page that nobody may write keeps what the file
    // has.
    if (segment.zeroLength() != 0 && segment.writable()) {
      HostBytes.zero(mm.reservation.host(segment.zeroStart() + bias), segment.zeroLength());
    }
    if (segment.anonLength() == 0) {
      return 0;
    }
    long start = segment.anonStart() + bias;
    mm.unmap(start, start + segment.anonLength());
    boolean exec = segment.executable() || mm.readImpliesExec();
    return BrkCall.add(mm, start, start + segment.anonLength(), exec ? VmFlags.VM_EXEC : 0);
  }

  private static int prot(LoadSegment segment) {
    return (segment.readable() ? Mman.PROT_READ : 0)
        | (segment.writable() ? Mman.PROT_WRITE : 0)
        | (segment.executable() ? Mman.PROT_EXEC : 0);
  }

  /** Whether brk of this program starts behind its highest segment: static PIEs move it. */
  public static long brkStart(LoadPlan plan, long bias) {
    return plan.end() + bias;
  }
}
