package dev.armature.syscalls.mem;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.host.HostBytes;
import dev.armature.machine.GuestFault.Access;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.Uaccess;
import dev.armature.task.PtraceAccess;
import dev.armature.task.Task;

/** process_vm_readv and process_vm_writev ({@code mm/process_vm_access.c}). */
public final class ProcessVm {
  private static final int IOV_MAX = 1024;

  private ProcessVm() {}

  public static int readv(
      Task task, int pid, int local, int localCount, int remote, int remoteCount, int flags) {
    return transfer(task, pid, local, localCount, remote, remoteCount, flags, false);
  }

  public static int writev(
      Task task, int pid, int local, int localCount, int remote, int remoteCount, int flags) {
    return transfer(task, pid, local, localCount, remote, remoteCount, flags, true);
  }

  private static int transfer(
      Task task,
      int pid,
      int local,
      int localCount,
      int remote,
      int remoteCount,
      int flags,
      boolean write) {
    if (flags != 0) {
      return -Errno.EINVAL;
    }
    Pieces own = Pieces.read(task, local, localCount);
    if (own.left() == 0) {
      return 0;
    }
    Pieces other = Pieces.read(task, remote, remoteCount);
    if (other.left() == 0) {
      return 0;
    }
    Task target = task.kernel.task(pid);
    if (target == null) {
      return -Errno.ESRCH;
    }
    if (!PtraceAccess.mayAttach(task, target)) {
      return -Errno.EPERM;
    }
    AddressSpace mm = target.mm;
    if (mm == null || !mm.tryGet()) {
      return -Errno.ESRCH;
    }
    try {
      return copy(task.mm, own, mm, other, write);
    } finally {
      mm.put();
    }
  }

  /** Copies piece by piece up to the first byte that can't be accessed. */
  private static int copy(
      AddressSpace mine, Pieces own, AddressSpace theirs, Pieces other, boolean write) {
    int done = 0;
    Access toOwn = write ? Access.READ : Access.WRITE;
    Access toOther = write ? Access.WRITE : Access.READ;
    while (own.left() > 0 && other.left() > 0) {
      int wanted = Math.min(own.left(), other.left());
      int length = mine.uaccess().accessible(own.address(), wanted, toOwn);
      length = theirs.uaccess().accessible(other.address(), length, toOther);
      long here = mine.memory().host(own.address());
      long there = theirs.memory().host(other.address());
      HostBytes.copy(write ? here : there, write ? there : here, length);
      if (write && length > 0) {
        theirs.processCode().invalidate(other.address(), length);
      }
      done += length;
      if (length < wanted) {
        return done > 0 ? done : -Errno.EFAULT;
      }
      own.advance(length);
      other.advance(length);
    }
    return done;
  }

  /** A vector that is being used up. */
  private static final class Pieces {
    private final int[] addresses;
    private final int[] lengths;
    private int at;
    private int offset;

    private Pieces(int count) {
      addresses = new int[count];
      lengths = new int[count];
    }

    static Pieces read(Task task, int vector, int count) {
      if (count < 0 || count > IOV_MAX) {
        throw new ErrnoException(Errno.EINVAL);
      }
      Uaccess user = task.mm.uaccess();
      var pieces = new Pieces(count);
      for (int i = 0; i < count; i++) {
        pieces.addresses[i] = user.getInt(vector + 8 * i);
        pieces.lengths[i] = user.getInt(vector + 8 * i + 4);
        if (pieces.lengths[i] < 0) {
          throw new ErrnoException(Errno.EINVAL);
        }
      }
      pieces.advance(0);
      return pieces;
    }

    /** Bytes of the piece in hand, 0 at the end. */
    int left() {
      return at < lengths.length ? lengths[at] - offset : 0;
    }

    int address() {
      return addresses[at] + offset;
    }

    void advance(int bytes) {
      offset += bytes;
      while (at < lengths.length && offset == lengths[at]) {
        at++;
        offset = 0;
      }
    }
  }
}
