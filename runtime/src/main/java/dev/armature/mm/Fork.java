package dev.armature.mm;

import dev.armature.host.HostMemory;
import dev.armature.host.HostPagemap;

/**
 * Copies an address space ({@code dup_mmap} of kernel/fork.c). Shared mappings map the same file
 * again. Of private ones only the pages that were touched are copied, at once: the host can't share
 * pages copy-on-write within one process.
 */
final class Fork {
  /** Runs of at least so many bytes are worth a call that makes all their pages at once. */
  private static final long POPULATE = 8 * 1024;

  private Fork() {}

  static int copy(AddressSpace parent, AddressSpace child) {
    try (HostPagemap pagemap = HostPagemap.open()) {
      for (Vma vma : parent.areas.all()) {
        if (vma.has(VmFlags.VM_DONTCOPY)) {
          continue;
        }
        int error = copyArea(parent, child, vma, pagemap);
        if (error != 0) {
          return error;
        }
      }
    }
    return 0;
  }

  private static int copyArea(
      AddressSpace parent, AddressSpace child, Vma vma, HostPagemap pagemap) {
    if (vma.file() != null) {
      int error = child.mapFile(vma);
      if (error != 0) {
        return error;
      }
    }
    child.areas.insert(vma.withFlags(vma.flags() & ~VmFlags.VM_LOCKED));
    child.reservation.copyPermissions(parent.reservation, vma.start(), vma.pages());
    if (!vma.has(VmFlags.VM_MAYSHARE) && !vma.has(VmFlags.VM_WIPEONFORK)) {
      Reservation from = parent.reservation;
      Reservation to = child.reservation;
      pagemap.written(
          from.host(vma.start()),
          vma.length(),
          (host, length) -> {
            long start = host - from.base();
            if (length >= POPULATE) {
              to.advise(start, length, HostMemory.MADV_POPULATE_WRITE);
            }
            to.copyFrom(from, start, start, length);
          });
    }
    return 0;
  }
}
