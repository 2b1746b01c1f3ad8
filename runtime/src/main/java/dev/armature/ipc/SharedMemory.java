package dev.armature.ipc;

import dev.armature.abi.Errno;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.SegmentMemory;

/**
 * System V shared memory ({@code ipc/shm.c}). Results are values, addresses or negated error
 * numbers.
 */
public final class SharedMemory {
  public static final int SHMMNI = 4096;

  /** The largest segment: ULONG_MAX - (1 << 24). */
  public static final int SHMMAX = 0xfeff_ffff;

  /** ARM's caches want attachments at multiples of four pages ({@code asm/shmparam.h}). */
  private static final int SHMLBA = 4 * AddressSpace.PAGE_SIZE;

  private static final int SHM_DEST = 01000;
  private static final int SHM_LOCKED = 02000;
  private static final int SHM_HUGETLB = 04000;
  private static final int SHM_RDONLY = 010000;
  private static final int SHM_RND = 020000;
  private static final int SHM_REMAP = 040000;
  private static final int SHM_EXEC = 0100000;
  private static final int READ = 0444;
  private static final int READ_WRITE = 0666;
  private static final int EXECUTE = 0111;

  private final IpcNamespace lock;

  /** The segments by id. */
  public final IpcIds<SharedSegment> ids;

  SharedMemory(IpcNamespace lock) {
    this.lock = lock;
    ids = new IpcIds<>(lock, SHMMNI);
  }

  /** shmget. */
  public int get(IpcCaller who, int key, int size, int flags) {
    synchronized (lock) {
      return ids.get(
          key,
          flags,
          who,
          new IpcIds.Kind<>() {
            @Override
            public int invalid() {
              if (size == 0
                  || Integer.compareUnsigned(size, SHMMAX) > 0
                  || (flags & SHM_HUGETLB) != 0) {
                return -Errno.EINVAL;
              }
              return 0;
            }

            @Override
            public SharedSegment create() {
              return segment(key, size, flags, who);
            }

            @Override
            public int mismatch(SharedSegment found) {
              return Integer.compareUnsigned(size, found.size()) > 0 ? -Errno.EINVAL : 0;
            }
          });
    }
  }

  private SharedSegment segment(int key, int size, int flags, IpcCaller who) {
    SharedSegment[] made = new SharedSegment[1];
    SegmentMemory memory =
        SegmentMemory.create(
            size & 0xffff_ffffL,
            String.format("/SYSV%08x (deleted)", key),
            () -> unmapped(made[0]));
    if (memory != null) {
      made[0] = new SharedSegment(new IpcPerm(key, flags, who), size, who.pid(), memory);
    }
    return made[0];
  }

  /** An area that maps a segment has gone ({@code shm_close}). */
  private void unmapped(SharedSegment segment) {
    synchronized (lock) {
      segment.dtime = IpcNamespace.now();
      if (segment.attached() == 0 && (segment.perm().mode() & SHM_DEST) != 0) {
        destroy(segment);
      }
    }
  }

  private void destroy(SharedSegment segment) {
    if (ids.get(segment.perm().id()) == segment) {
      ids.remove(segment);
      segment.memory.close();
    }
  }

  /** shmat: the address or the error. */
  public int attach(IpcCaller who, AddressSpace mm, int id, int address, int flags) {
    int at = address;
    if (at != 0 && (at & SHMLBA - 1) != 0) {
      if ((flags & SHM_RND) == 0) {
        return -Errno.EINVAL;
      }
      at &= -SHMLBA;
      if (at == 0 && (flags & SHM_REMAP) != 0) {
        return -Errno.EINVAL;
      }
    } else if (at == 0 && (flags & SHM_REMAP) != 0) {
      return -Errno.EINVAL;
    }
    SharedSegment segment;
    boolean readOnly = (flags & SHM_RDONLY) != 0;
    boolean execute = (flags & SHM_EXEC) != 0;
    synchronized (lock) {
      segment = ids.get(id);
      int wanted = (readOnly ? READ : READ_WRITE) | (execute ? EXECUTE : 0);
      int error = segment == null ? -Errno.EINVAL : segment.perm().check(who, wanted);
      if (error != 0) {
        return error;
      }
      // Held while it is mapped, so that a removal in between does not end it.
      segment.memory.hold();
    }
    int result =
        segment.memory.attach(mm, at, readOnly, execute, at != 0, (flags & SHM_REMAP) != 0);
    synchronized (lock) {
      if (result >= 0 || result < -4095) {
        segment.atime = IpcNamespace.now();
        segment.lastPid = who.pid();
      }
      segment.memory.unhold();
      if (segment.attached() == 0 && (segment.perm().mode() & SHM_DEST) != 0) {
        destroy(segment);
      }
    }
    return result;
  }

  /** shmdt. */
  public int detach(IpcCaller who, AddressSpace mm, int address) {
    Object detached = SegmentMemory.detach(mm, address);
    if (detached == null) {
      return -Errno.EINVAL;
    }
    synchronized (lock) {
      for (SharedSegment segment : ids.all()) {
        if (segment.memory.is(detached)) {
          segment.lastPid = who.pid();
        }
      }
    }
    return 0;
  }

  /** IPC_RMID: nobody finds it any more; the last detachment ends it. */
  public int remove(IpcCaller who, int id) {
    return ids.change(
        who,
        id,
        segment -> {
          if (segment.attached() == 0 && !segment.memory.held()) {
            destroy(segment);
          } else {
            segment.perm().setMode(segment.perm().mode() | SHM_DEST);
            segment.perm().forgetKey();
          }
          return 0;
        });
  }

  /** IPC_SET. */
  public int set(IpcCaller who, int id, int uid, int gid, int mode) {
    return ids.change(
        who,
        id,
        segment -> {
          segment.perm().set(uid, gid, mode);
          segment.ctime = IpcNamespace.now();
          return 0;
        });
  }

  /** SHM_LOCK and SHM_UNLOCK: the mark in the mode; pages stay as resident as they are. */
  public int setLocked(IpcCaller who, int id, boolean on) {
    return ids.change(
        who,
        id,
        segment -> {
          int mode = segment.perm().mode();
          segment.perm().setMode(on ? mode | SHM_LOCKED : mode & ~SHM_LOCKED);
          return 0;
        });
  }

  /** Pages of all segments. */
  public int totalPages() {
    synchronized (lock) {
      long pages = 0;
      for (SharedSegment segment : ids.all()) {
        pages += (segment.size() & 0xffff_ffffL) + AddressSpace.PAGE_SIZE - 1 >>> 12;
      }
      return (int) pages;
    }
  }

  String proc() {
    var text =
        new StringBuilder(
            "       key      shmid perms       size  cpid  lpid nattch   uid   gid  cuid  cgid"
                + "      atime      dtime      ctime        rss       swap\n");
    synchronized (lock) {
      for (SharedSegment segment : ids.all()) {
        IpcPerm perm = segment.perm();
        text.append(
            String.format(
                "%10d %10d  %4o %10d %5d %5d  %5d %5d %5d %5d %5d %10d %10d %10d %10d %10d\n",
                perm.key(),
                perm.id(),
                perm.mode(),
                segment.size() & 0xffff_ffffL,
                segment.creator(),
                segment.lastPid,
                segment.attached(),
                perm.uid(),
                perm.gid(),
                perm.cuid(),
                perm.cgid(),
                segment.atime,
                segment.dtime,
                segment.ctime,
                segment.memory.resident(),
                0));
      }
    }
    return text.toString();
  }
}
