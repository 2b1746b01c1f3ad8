package dev.armature.vfs;

import dev.armature.abi.OpenFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open file description ({@code struct file}): what {@code dup} and {@code fork} share.
 *
 * <p>Counted by references: a descriptor holds one, and so does every call in progress, so that a
 * {@code close} by another thread takes effect when the call is done with the file. It starts with
 * one reference, which belongs to the creator.
 */
public final class OpenFile {
  private final FileOperations operations;
  private final AtomicInteger references = new AtomicInteger(1);
  private volatile int flags;
  private volatile int owner;
  private volatile int signal;
  private List<Runnable> onRelease;
  private volatile Attachment attachment;

  /** Something that belongs to an open file and ends with it. */
  public interface Attachment {
    void close();
  }

  /**
   * @param flags access mode and status flags with ARM's values
   */
  public OpenFile(FileOperations operations, int flags) {
    this.operations = operations;
    this.flags =
        flags
            & ~(OpenFlags.O_CREAT
                | OpenFlags.O_EXCL
                | OpenFlags.O_NOCTTY
                | OpenFlags.O_TRUNC
                | OpenFlags.O_CLOEXEC);
  }

  public FileOperations operations() {
    return operations;
  }

  /** Takes a reference; false when the last one is gone already. */
  public boolean acquire() {
    while (true) {
      int count = references.get();
      if (count == 0) {
        return false;
      }
      if (references.compareAndSet(count, count + 1)) {
        return true;
      }
    }
  }

  /** Gives a reference back; the last one closes the file. */
  public void release() {
    if (references.decrementAndGet() != 0) {
      return;
    }
    List<Runnable> hooks;
    synchronized (this) {
      hooks = onRelease;
      onRelease = null;
    }
    if (hooks != null) {
      hooks.forEach(Runnable::run);
    }
    if (attachment != null) {
      attachment.close();
    }
    operations.release();
  }

  /** What was attached, or null. */
  public Attachment attachment() {
    return attachment;
  }

  /** Attaches something to this open file, which has nothing attached yet. */
  public void attach(Attachment what) {
    attachment = what;
  }

  /** Runs {@code hook} when the file is closed for good, before its operations are released. */
  synchronized void onRelease(Runnable hook) {
    if (onRelease == null) {
      onRelease = new ArrayList<>(1);
    }
    onRelease.add(hook);
  }

  synchronized void forget(Runnable hook) {
    if (onRelease != null) {
      onRelease.remove(hook);
    }
  }

  /** Access mode and status flags as {@code F_GETFL} gives them. */
  public int flags() {
    return flags;
  }

  /** Whether a call must not wait. */
  public boolean nonBlocking() {
    return (flags & OpenFlags.O_NONBLOCK) != 0;
  }

  /** {@code F_SETFL}: changes the flags that may be changed. 0 or the error. */
  public synchronized int setFlags(int wanted) {
    int after = (flags & ~OpenFlags.SETTABLE) | (wanted & OpenFlags.SETTABLE);
    int result = operations.setFlags(flags, after);
    if (result == 0) {
      flags = after;
    }
    return result;
  }

  /** Turns {@code O_NONBLOCK} on or off ({@code FIONBIO}). */
  public synchronized void setNonBlocking(boolean on) {
    flags = on ? flags | OpenFlags.O_NONBLOCK : flags & ~OpenFlags.O_NONBLOCK;
  }

  public boolean readable() {
    int mode = flags & OpenFlags.O_ACCMODE;
    return mode != OpenFlags.O_WRONLY && !pathOnly();
  }

  public boolean writable() {
    int mode = flags & OpenFlags.O_ACCMODE;
    return (mode == OpenFlags.O_WRONLY || mode == OpenFlags.O_RDWR) && !pathOnly();
  }

  /** Opened with {@code O_PATH}: names a file, but reads and writes nothing. */
  public boolean pathOnly() {
    return (flags & OpenFlags.O_PATH) != 0;
  }

  /** {@code F_GETOWN}: a process id, or a negated process group. */
  public int owner() {
    return owner;
  }

  public void setOwner(int owner) {
    this.owner = owner;
  }

  /** {@code F_GETSIG}; 0 for SIGIO. */
  public int signal() {
    return signal;
  }

  public void setSignal(int signal) {
    this.signal = signal;
  }
}
