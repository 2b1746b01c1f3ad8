package dev.armature.mm;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.Mman;
import dev.armature.host.HostPagemap;
import dev.armature.machine.CodeLookup;
import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestMemory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The memory of a process ({@code mm_struct}): its areas, the pages behind them, what the guest may
 * do with each page, and the calls that change all this. Shared by tasks cloned with CLONE_VM.
 *
 * <p>The calls take and return what is in the guest's registers: addresses and lengths are unsigned
 * 32-bit numbers, a result between -4095 and -1 is a negated error number. One lock, {@code
 * mmap_lock} by Linux's name, guards the areas. Loads and stores of the guest never take it: they
 * look at the permission byte of the page, which is changed before memory goes away and after it
 * has come.
 */
public final class AddressSpace {
  /** End of user memory with the usual 3 GiB split: TASK_SIZE of arch/arm/include/asm/memory.h. */
  public static final long TASK_SIZE = 0xbf00_0000L;

  public static final int PAGE_SIZE = GuestMemory.PAGE_SIZE;

  /** Fixed mappings below are refused: vm.mmap_min_addr. */
  public static final long MMAP_MIN_ADDR = 0x1000;

  /** vm.max_map_count. */
  static final int MAX_MAP_COUNT = 65_530;

  final VmaTree areas = new VmaTree();
  final Reservation reservation;
  private final KeptPages kept;
  final MmapLock lock = new MmapLock(this);
  volatile MemoryLimits limits;

  /** Flags that mlockall(MCL_FUTURE) gives to new areas. */
  int defaultFlags;

  private final ProcessCode.Factory codeFactory;
  private final GuestMemory memory;
  private final ProcessCode code;
  private final Uaccess uaccess;
  private final Faults faults;
  private final ProgramBounds bounds = new ProgramBounds();
  private final AtomicInteger users = new AtomicInteger(1);
  private volatile boolean readImpliesExec;
  private volatile Layout layout;
  private final String program;

  private AddressSpace(ProcessCode.Factory codeFactory, MemoryLimits limits, String program) {
    this.codeFactory = codeFactory;
    this.limits = limits;
    this.program = program;
    reservation = Reservation.create(codeFactory.bases(program));
    kept = new KeptPages(reservation);
    layout = Layout.pick(limits.stack());
    faults = new Faults(this);
    memory = new GuestMemory(reservation.base(), faults::resolve);
    uaccess = new Uaccess(memory, faults);
    code = codeFactory.create(memory, program);
  }

  /**
   * An empty address space with one user.
   *
   * @param program what it is going to run, by a name that is the same in each of its runs
   * @throws ErrnoException ENOMEM when the host has no room for another
   */
  public static AddressSpace create(
      ProcessCode.Factory codeFactory, MemoryLimits limits, String program) {
    return new AddressSpace(codeFactory, limits, program);
  }

  /** The memory as guest code sees it. */
  public GuestMemory memory() {
    return memory;
  }

  /** The translated code of this space. */
  public CodeLookup code() {
    return code.lookup();
  }

  /** What {@link ProcessCode.Factory} made for this space. */
  public ProcessCode processCode() {
    return code;
  }

  /** The kernel's door to user memory. */
  public Uaccess uaccess() {
    return uaccess;
  }

  public ProgramBounds bounds() {
    return bounds;
  }

  /** One more task uses this space ({@code mmget}). */
  public void get() {
    users.incrementAndGet();
  }

  /** Tells that others are going to write to the memory while a task of this space reads. */
  public void letOthersIn() {
    memory.shared = true;
  }

  /** Takes part in this space unless its last user has left it ({@code mmget_not_zero}). */
  public boolean tryGet() {
    return users.getAndUpdate(n -> n <= 0 ? n : n + 1) > 0;
  }

  /**
   * One task less; the last one gives everything back to the host ({@code mmput}). A task whose
   * exec failed for good lets go once more when it ends.
   */
  public void put() {
    if (users.decrementAndGet() == 0) {
      code.close();
      lock.run(() -> {
        areas.all().forEach(lock::detached);
        areas.clear();
        reservation.close();
        return 0;
      });
    }
  }

  /** How many tasks use this space. */
  public int users() {
    return users.get();
  }

  public void setLimits(MemoryLimits newLimits) {
    limits = newLimits;
  }

  /**
   * Decides where mappings go. Called by exec, which has the stack limit and the personality.
   *
   * @param legacy bottom-up (ADDR_COMPAT_LAYOUT)
   */
  public void pickLayout(boolean legacy) {
    layout = Layout.pick(legacy ? -1 : limits.stack());
  }

  /** READ_IMPLIES_EXEC: whatever becomes readable becomes executable too. */
  public void setReadImpliesExec(boolean on) {
    readImpliesExec = on;
  }

  public boolean readImpliesExec() {
    return readImpliesExec;
  }

  Layout layout() {
    return layout;
  }

  /**
   * A copy for fork, with one user: private pages that were touched are copied, the rest shared.
   */
  public AddressSpace fork() {
    AddressSpace child = new AddressSpace(codeFactory, limits, program);
    child.layout = layout;
    child.readImpliesExec = readImpliesExec;
    child.bounds.copyFrom(bounds);
    int error = locked(() -> Fork.copy(this, child));
    if (error < 0) {
      child.put();
      throw new ErrnoException(-error);
    }
    return child;
  }

  /**
   * mmap2.
   *
   * @param file null for MAP_ANONYMOUS
   * @param pageOffset offset in the file in pages of 4096 bytes
   */
  public int mmap(int address, int length, int prot, int flags, MapSource file, int pageOffset) {
    return locked(() -> MmapCall.mmap(this, address, length, prot, flags, file, pageOffset));
  }

  public int munmap(int address, int length) {
    return locked(() -> MmapCall.munmap(this, address, length));
  }

  /**
   * shmdt: unmaps the areas of the segment whose first page is mapped at {@code address}, as far as
   * they lie where the whole would.
   *
   * @return the file of the segment, null when there is none
   */
  MappedFile detachSegment(int address) {
    MappedFile[] found = new MappedFile[1];
    locked(() -> {
      long start = u32(address);
      for (Vma vma : areas.within(start, TASK_SIZE)) {
        boolean inPlace =
            vma.file() != null
                && vma.file().unmapped() != null
                && vma.start() - start == vma.pgoff() << 12;
        if (inPlace && (found[0] == null || found[0] == vma.file())) {
          found[0] = vma.file();
          int unused = unmap(vma.start(), vma.end());
        } else if (found[0] != null && vma.end() - start > found[0].size()) {
          break;
        }
      }
      return 0;
    });
    return found[0];
  }

  /**
   * remap_file_pages, as kernels since 4.0 do it: a new mapping of another part of the file that is
   * mapped there ({@code mm/mmap.c}).
   */
  public int remapFilePages(int address, int length, int prot, int pageOffset) {
    return locked(() -> {
      long start = u32(address) & -PAGE_SIZE;
      long size = u32(length) & -PAGE_SIZE;
      Vma vma = areas.find(start);
      boolean inside = vma != null && vma.start() <= start && start + size <= vma.end();
      if (prot != 0 || size == 0 || !inside || !vma.isShared() || vma.file() == null) {
        return -Errno.EINVAL;
      }
      MappedFile file = vma.file();
      boolean writable = vma.has(VmFlags.VM_MAYWRITE);
      var source = new MapSource(file.fd(), file.path(), true, writable, false, false, file);
      int flags = Mman.MAP_SHARED | Mman.MAP_FIXED | Mman.MAP_POPULATE;
      int rights = vma.flags() & VmFlags.VM_ACCESS_FLAGS;
      int result = MmapCall.mmap(this, (int) start, (int) size, rights, flags, source, pageOffset);
      return result < 0 && result >= -4095 ? result : 0;
    });
  }

  public int mprotect(int address, int length, int prot) {
    return locked(() -> ProtectCall.mprotect(this, address, length, prot));
  }

  /** brk: the new end of the heap, or the old one when it can't be moved. */
  public int brk(int address) {
    return locked(() -> BrkCall.brk(this, address));
  }

  public int mremap(int address, int oldLength, int newLength, int flags, int newAddress) {
    return locked(() -> RemapCall.mremap(this, address, oldLength, newLength, flags, newAddress));
  }

  public int madvise(int address, int length, int advice) {
    return locked(() -> AdviseCall.madvise(this, address, length, advice));
  }

  public int msync(int address, int length, int flags) {
    return locked(() -> AdviseCall.msync(this, address, length, flags));
  }

  /** mlock, mlock2 and munlock. */
  public int mlock(int address, int length, boolean on) {
    return locked(() -> LockCall.mlock(this, address, length, on));
  }

  /** mlockall; flags 0 is munlockall. */
  public int mlockall(int flags) {
    return locked(() -> LockCall.mlockall(this, flags));
  }

  /** mincore: one byte per page of the range, which the caller copies to the guest. */
  public int mincore(int address, int length, byte[] resident) {
    return locked(() -> AdviseCall.mincore(this, address, length, resident));
  }

  /**
   * Maps zero pages where the kernel wants them: stack, vectors, signal page. May lie above user
   * memory.
   *
   * @param name what /proc/pid/maps shows, or null
   * @param flags of {@link VmFlags}
   */
  public int mapSpecial(long start, long length, int flags, String name) {
    return locked(
        () -> map(new Vma(start, start + length, flags | VmFlags.VM_MAYALL, null, 0, name)));
  }

  /** A free range for the kernel's own use, or a negated errno. */
  public int unmappedArea(int length) {
    return locked(() -> {
      long found = layout.unmappedArea(areas, 0, pageAlign(u32(length)));
      return found == 0 ? -Errno.ENOMEM : (int) found;
    });
  }

  /** What to do about an access that memory refused; see {@link MemoryFault}. */
  public MemoryFault fault(int address, Access access) {
    return faults.classify(address, access);
  }

  /**
   * Reads or writes for another process ({@code access_remote_vm} with FOLL_FORCE): ptrace,
   * /proc/pid/mem. Protection doesn't count, but for shared mappings that can't be written.
   *
   * @return how many bytes could be accessed before the first page that could not
   */
  public int accessRemote(int address, byte[] bytes, int length, boolean write) {
    return locked(() -> RemoteAccess.access(this, address, bytes, length, write));
  }

  /** A file that may be mapped here became shorter: pages behind its end are SIGBUS now. */
  public void fileTruncated(MappedFile.Identity identity) {
    locked(() -> {
      for (Vma vma : areas.all()) {
        if (vma.file() != null && vma.file().identity().equals(identity)) {
          lock.codeGone(vma);
          setPermissions(vma);
        }
      }
      return 0;
    });
  }

  /** The area that holds {@code address}, or null. */
  public Vma areaAt(int address) {
    lock.lock();
    try {
      Vma found = areas.find(u32(address));
      return found != null && found.start() <= u32(address) ? found : null;
    } finally {
      lock.unlock();
    }
  }

  /** The areas at this moment, in order of address. */
  public List<Vma> snapshot() {
    lock.lock();
    try {
      return List.copyOf(areas.all());
    } finally {
      lock.unlock();
    }
  }

  /** Pages of all areas: VmSize. */
  public long totalPages() {
    lock.lock();
    try {
      return areas.totalPages();
    } finally {
      lock.unlock();
    }
  }

  /** How much memory this space takes now. Looks at every page: for /proc. */
  public MemoryUse use() {
    lock.lock();
    try (HostPagemap pagemap = HostPagemap.open()) {
      long[] resident = new long[1];
      long stack = 0;
      long text = 0;
      for (Vma vma : areas.all()) {
        stack += vma.has(VmFlags.VM_GROWSDOWN) ? vma.pages() : 0;
        text += vma.has(VmFlags.VM_EXEC) ? vma.pages() : 0;
        pagemap.written(
            reservation.host(vma.start()),
            vma.length(),
            (address, length) -> resident[0] += length >>> 12);
      }
      return new MemoryUse(
          areas.totalPages(), resident[0], areas.dataPages(), stack, text, areas.lockedPages());
    } finally {
      lock.unlock();
    }
  }

  private int locked(IntSupplier call) {
    return lock.run(call);
  }

  /** {@code may_expand_vm} of mm/mmap.c. */
  boolean mayExpand(int flags, long pages) {
    return within(limits.addressSpace(), areas.totalPages() + pages)
        && (!VmFlags.isData(flags) || within(limits.data(), areas.dataPages() + pages));
  }

  private static boolean within(long limit, long pages) {
    return limit < 0 || pages <= limit >>> 12;
  }

  /** Puts an area in its place, over whatever was there. */
  int map(Vma vma) {
    int error = unmap(vma.start(), vma.end());
    if (error == 0 && vma.file() != null) {
      error = mapFile(vma);
    }
    if (error != 0) {
      return error;
    }
    if (vma.file() != null) {
      kept.replaced(vma.start(), vma.end());
    } else {
      kept.mapped(vma.start(), vma.end());
    }
    areas.insert(vma);
    setPermissions(vma);
    return 0;
  }

  /** Maps an area's file over its place. */
  int mapFile(Vma vma) {
    if (vma.has(VmFlags.VM_MAYSHARE)) {
      letOthersIn();
    }
    return reservation.mapFile(vma);
  }

  /** Takes away all areas of a range and gives their memory back. */
  int unmap(long start, long end) {
    int error = 0;
    for (Vma part : areas.within(start, end)) {
      lock.codeGone(part);
      lock.detached(part);
      memory.setPermissions((int) part.start(), (int) part.pages(), 0);
      if (part.file() == null) {
        kept.unmapped(part.start(), part.end());
      } else {
        error = Math.min(error, reservation.clear(part.start(), part.length()));
      }
    }
    areas.remove(start, end);
    return error;
  }

  /** Writes the permission bytes of an area's pages. */
  void setPermissions(Vma vma) {
    long inside = vma.pages();
    if (vma.file() != null) {
      long filePages = ((vma.file().size() + PAGE_SIZE - 1) >>> 12) - vma.pgoff();
      inside = Math.clamp(filePages, 0, vma.pages());
    }
    int start = (int) vma.start();
    memory.setPermissions(start, (int) inside, VmFlags.permissions(vma.flags()));
    if (inside < vma.pages()) {
      memory.setPermissions(
          start + (int) (inside << 12), (int) (vma.pages() - inside), GuestMemory.PAST_END);
    }
  }

  static long u32(int value) {
    return value & 0xffff_ffffL;
  }

  static long pageAlign(long value) {
    return value + PAGE_SIZE - 1 & -PAGE_SIZE;
  }

  static boolean misaligned(int address) {
    return (address & PAGE_SIZE - 1) != 0;
  }
}
