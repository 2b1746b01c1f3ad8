package dev.armature.mm;

import dev.armature.host.HostBytes;

/** Access to a process's memory from outside it ({@code __access_remote_vm} of mm/memory.c). */
final class RemoteAccess {
  private RemoteAccess() {}

  static int access(AddressSpace mm, int address, byte[] bytes, int length, boolean write) {
    long at = AddressSpace.u32(address);
    int done = 0;
    while (done < length) {
      Vma vma = mm.areas.lookup(at + done);
      long end = vma == null ? 0 : reachable(vma, write);
      if (end <= at + done) {
        return done;
      }
      int count = (int) Math.min(length - done, end - (at + done));
      if (write) {
        HostBytes.copyIn(bytes, done, mm.reservation.host(at + done), count);
        mm.lock.codeGone(vma.slice(at + done & -AddressSpace.PAGE_SIZE, at + done + count));
      } else {
        HostBytes.copyOut(mm.reservation.host(at + done), bytes, done, count);
      }
      done += count;
    }
    return done;
  }

  /** First address of the area that can't be accessed. */
  private static long reachable(Vma vma, boolean write) {
    if (write && vma.has(VmFlags.VM_MAYSHARE) && !vma.has(VmFlags.VM_WRITE)) {
      return 0;
    }
    if (vma.file() == null) {
      return vma.end();
    }
    long filePages = AddressSpace.pageAlign(vma.file().size()) - (vma.pgoff() << 12);
    return vma.start() + Math.clamp(filePages, 0, vma.length());
  }
}
