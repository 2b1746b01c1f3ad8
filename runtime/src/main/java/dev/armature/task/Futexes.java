package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.machine.GuestMemory;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.MappedFile;
import dev.armature.mm.VmFlags;
import dev.armature.mm.Vma;
import dev.armature.wait.Sleeper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The futexes of a machine ({@code kernel/futex}): who waits at which word of which memory. A
 * wake-up that comes after the word was compared is never lost, because comparing and queueing
 * happen under the lock that wakers take.
 */
public final class Futexes {
  /** Bitset that matches every waiter. */
  public static final int MATCH_ANY = -1;

  private final Map<Key, List<Waiter>> waiters = new HashMap<>();

  /**
   * A futex word ({@code union futex_key}).
   *
   * @param space the memory, by identity, or the file behind a shared mapping
   * @param offset address in the memory, or offset in the file
   */
  public record Key(Object space, long offset) {}

  /** A file as all mappings of it know it. */
  private record SharedFile(int deviceMajor, int deviceMinor, long inode) {}

  /**
   * The key of a word.
   *
   * @param shared whether other processes may use the futex: FUTEX_PRIVATE_FLAG was absent
   */
  public static Key key(AddressSpace mm, int address, boolean shared) {
    if (shared) {
      Vma area = mm.areaAt(address);
      if (area != null && area.file() != null && area.has(VmFlags.VM_SHARED)) {
        MappedFile file = area.file();
        long offset = (area.pgoff() << 12) + (address & 0xffff_ffffL) - area.start();
        return new Key(
            new SharedFile(file.deviceMajor(), file.deviceMinor(), file.inode()), offset);
      }
    }
    return new Key(mm.memory(), address & 0xffff_ffffL);
  }

  private static final class Waiter implements BooleanSupplier {
    private final Sleeper sleeper;
    private final int bitset;
    private Key key;
    private volatile boolean woken;

    private Waiter(Sleeper sleeper, Key key, int bitset) {
      this.sleeper = sleeper;
      this.key = key;
      this.bitset = bitset;
    }

    @Override
    public boolean getAsBoolean() {
      return woken;
    }
  }

  /**
   * FUTEX_WAIT_BITSET on the word at {@code address}, whose key is {@code key}.
   *
   * @return 0 when woken, -EAGAIN when the word has another value, -ETIMEDOUT, -EINTR
   */
  public int await(
      Sleeper sleeper,
      Key key,
      GuestMemory memory,
      int address,
      int expected,
      int bitset,
      long timeoutNs) {
    Waiter waiter = new Waiter(sleeper, key, bitset);
    synchronized (this) {
      if (memory.load32(address) != expected) {
        return -Errno.EAGAIN;
      }
      waiters.computeIfAbsent(key, k -> new ArrayList<>(2)).add(waiter);
    }
    Sleeper.Result result = sleeper.await(waiter, timeoutNs);
    synchronized (this) {
      if (waiter.woken) {
        return 0;
      }
      remove(waiter);
    }
    return result == Sleeper.Result.TIMEOUT ? -Errno.ETIMEDOUT : -Errno.EINTR;
  }

  /** FUTEX_WAKE_BITSET: how many were woken. */
  public synchronized int wake(Key key, int count, int bitset) {
    List<Waiter> queue = waiters.get(key);
    if (queue == null) {
      return 0;
    }
    int woken = 0;
    for (Iterator<Waiter> it = queue.iterator(); it.hasNext() && woken < count; ) {
      Waiter waiter = it.next();
      if ((waiter.bitset & bitset) != 0) {
        it.remove();
        waiter.woken = true;
        waiter.sleeper.wake();
        woken++;
      }
    }
    if (queue.isEmpty()) {
      waiters.remove(key);
    }
    return woken;
  }

  /**
   * FUTEX_REQUEUE: wakes {@code count} waiters of {@code key} and moves up to {@code limit} others
   * to {@code target}.
   *
   * @return how many were woken or moved
   */
  public synchronized int requeue(Key key, int count, Key target, int limit) {
    int woken = wake(key, count, MATCH_ANY);
    List<Waiter> queue = waiters.get(key);
    int moved = 0;
    while (queue != null && !queue.isEmpty() && moved < limit && !key.equals(target)) {
      Waiter waiter = queue.removeFirst();
      waiter.key = target;
      waiters.computeIfAbsent(target, k -> new ArrayList<>(2)).add(waiter);
      moved++;
    }
    if (queue != null && queue.isEmpty()) {
      waiters.remove(key);
    }
    return woken + moved;
  }

  private void remove(Waiter waiter) {
    List<Waiter> queue = waiters.get(waiter.key);
    if (queue != null) {
      boolean unused = queue.remove(waiter);
      if (queue.isEmpty()) {
        waiters.remove(waiter.key);
      }
    }
  }
}
