package dev.armature.mm;

import static dev.armature.mm.AddressSpace.misaligned;
import static dev.armature.mm.AddressSpace.pageAlign;
import static dev.armature.mm.AddressSpace.u32;

import dev.armature.abi.Errno;
import dev.armature.abi.Mman;

/** mprotect ({@code do_mprotect_pkey} of mm/mprotect.c). */
final class ProtectCall {
  private static final int GROWS = Mman.PROT_GROWSDOWN | Mman.PROT_GROWSUP;
  private static final int KNOWN =
      Mman.PROT_READ | Mman.PROT_WRITE | Mman.PROT_EXEC | Mman.PROT_SEM;

  private ProtectCall() {}

  static int mprotect(AddressSpace mm, int address, int rawLength, int rawProt) {
    int grows = rawProt & GROWS;
    int prot = rawProt & ~GROWS;
    if (grows == GROWS || misaligned(address)) {
      return -Errno.EINVAL;
    }
    long start = u32(address);
    long end = start + pageAlign(u32(rawLength));
    if (end == start) {
      return 0;
    }
    if (end > 1L << 32) {
      return -Errno.ENOMEM;
    }
    if ((prot & ~KNOWN) != 0) {
      return -Errno.EINVAL;
    }
    Vma first = mm.areas.find(start);
    if (first == null) {
      return -Errno.ENOMEM;
    }
    if (grows == Mman.PROT_GROWSDOWN) {
      if (first.start() >= end) {
        return -Errno.ENOMEM;
      }
      start = first.start();
      if (!first.has(VmFlags.VM_GROWSDOWN)) {
        return -Errno.EINVAL;
      }
    } else if (first.start() > start) {
      return -Errno.ENOMEM;
    } else if (grows == Mman.PROT_GROWSUP) {
      return -Errno.EINVAL;
    }
    return change(mm, start, end, prot);
  }

  private static int change(AddressSpace mm, long start, long end, int prot) {
    long at = start;
    for (Vma part : mm.areas.within(start, end)) {
      if (part.start() > at) {
        return -Errno.ENOMEM;
      }
      int wanted = VmFlags.ofProt(prot);
      // The kernel asks for the flag of each area's own file system, so a noexec one is let be.
      if (mm.readImpliesExec() && (prot & Mman.PROT_READ) != 0 && part.has(VmFlags.VM_MAYEXEC)) {
        wanted |= VmFlags.VM_EXEC;
      }
      int flags = (part.flags() & ~VmFlags.VM_ACCESS_FLAGS) | wanted;
      if ((flags & ~(flags >> 4) & VmFlags.VM_ACCESS_FLAGS) != 0) {
        return -Errno.EACCES;
      }
      if (!apply(mm, part, flags)) {
        return -Errno.ENOMEM;
      }
      at = part.end();
    }
    return at < end ? -Errno.ENOMEM : 0;
  }

  private static boolean apply(AddressSpace mm, Vma part, int flags) {
    if (flags == part.flags()) {
      return true;
    }
    if (VmFlags.isData(flags)
        && !VmFlags.isData(part.flags())
        && !mm.mayExpand(flags, part.pages())) {
      return false;
    }
    mm.lock.codeGone(part);
    mm.areas.change(part.start(), part.end(), vma -> vma.withFlags(flags));
    mm.setPermissions(part.withFlags(flags));
    return true;
  }
}
