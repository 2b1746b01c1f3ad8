package dev.armature.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * {@code mmap_lock}: the lock of an address space, and the list of ranges whose translated code is
 * to be dropped when it is free again. Not before: translating code takes the lock of the code
 * cache and then, when it touches a stack that must grow, this one.
 */
final class MmapLock {
  private final AddressSpace mm;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Vma> gone = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();

  MmapLock(AddressSpace mm) {
    this.mm = mm;
  }

  void lock() {
    lock.lock();
  }

  void unlock() {
    if (lock.getHoldCount() > 1 || gone.isEmpty() && afterwards.isEmpty()) {
      lock.unlock();
      return;
    }
    List<Vma> ranges = List.copyOf(gone);
    gone.clear();
    List<Runnable> later = List.copyOf(afterwards);
    afterwards.clear();
    lock.unlock();
    later.forEach(Runnable::run);
    for (Vma range : ranges) {
      mm.processCode().invalidate((int) range.start(), range.length());
    }
  }

  int run(IntSupplier call) {
    lock();
    try {
      return call.getAsInt();
    } finally {
      unlock();
    }
  }

  /** Tells the segment behind an area, if there is one, that the area goes. */
  void detached(Vma area) {
    if (area.file() != null && area.file().unmapped() != null) {
      afterwards.add(area.file().unmapped());
    }
  }

  /**
   * Notes that the range is no longer what it was. Data counts as well: translated code relies on
   * the areas that it was seen to access.
   */
  void codeGone(Vma range) {
    gone.add(range);
  }
}
