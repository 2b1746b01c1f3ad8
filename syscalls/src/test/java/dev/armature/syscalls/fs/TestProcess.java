package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.host.HostBytes;
import dev.armature.machine.GuestFault;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.MemoryLimits;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.task.WorkFlags;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;

/** A process of a {@link TestMachine}, with some memory to pass arguments in. */
public final class TestProcess {
  private static final int MEMORY = 0x10000;
  private static final int SIZE = 1 << 20;

  /** An address where nothing is mapped. */
  public static final int BAD = 0x4000_0000;

  public final Task task;
  public final Uaccess user;
  private final TestMachine machine;
  private int free = MEMORY;

  TestProcess(TestMachine machine, Task task) {
    this.machine = machine;
    this.task = task;
    task.mm =
        AddressSpace.create(
            (_, _) -> new TestMachine.NoCode(), MemoryLimits.DEFAULT, "/bin/program");
    user = task.mm.uaccess();
    int mapped = task.mm.mmap(MEMORY, SIZE, 3, 0x32, null, 0);
    if (mapped != MEMORY) {
      throw new AssertionError("mmap gave " + mapped);
    }
  }

  /** Fresh memory. */
  public int space(int bytes) {
    int address = free;
    free += (bytes + 15) & -16;
    if (free > MEMORY + SIZE) {
      throw new AssertionError("out of test memory");
    }
    return address;
  }

  /** Address of a string. */
  public int string(String text) {
    byte[] bytes = HostBytes.bytes(text + "\0");
    int address = space(bytes.length);
    user.copyOut(bytes, address);
    return address;
  }

  /** Address of words. */
  public int words(int... words) {
    int address = space(4 * words.length);
    for (int i = 0; i < words.length; i++) {
      user.putInt(address + 4 * i, words[i]);
    }
    return address;
  }

  public String text(int address, int length) {
    byte[] bytes = user.bytes(address, length);
    return HostBytes.string(bytes, 0, length);
  }

  /** Runs a system call in the process and waits for its result. */
  public int call(ToIntFunction<Task> call) {
    return result(start(call));
  }

  /** Starts a system call that may have to wait. */
  public CompletableFuture<Integer> start(ToIntFunction<Task> call) {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    machine
        .work
        .get(task)
        .add(() -> {
          try {
            future.complete(invoke(call));
          } catch (Throwable e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  // As SyscallEntry does.
  private int invoke(ToIntFunction<Task> call) {
    try {
      return call.applyAsInt(task);
    } catch (ErrnoException e) {
      return -e.errno();
    } catch (GuestFault e) {
      return -Errno.EFAULT;
    }
  }

  static int result(CompletableFuture<Integer> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes the process see a signal, once it sleeps or soon after. */
  public void signal() {
    task.setFlag(WorkFlags.SIGPENDING);
  }

  /** Takes the signal back. */
  public void clearSignal() {
    task.clearFlag(WorkFlags.SIGPENDING);
  }

  /** Waits until the process sleeps in a call. */
  public void awaitSleep() {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!inSleeper() && System.nanoTime() < end) {
      Thread.yield();
    }
  }

  // A thread inside the host's ppoll counts as runnable for Java, so the stack has to tell.
  private boolean inSleeper() {
    for (StackTraceElement frame : task.thread().getStackTrace()) {
      if (frame.getClassName().equals("dev.armature.wait.Sleeper")) {
        return true;
      }
    }
    return false;
  }

  /** Opens a file; fails the test when that fails. */
  public int open(String path, int flags) {
    int fd = call(t -> OpenCalls.open(t, string(path), flags, 0644));
    if (fd < 0) {
      throw new AssertionError(path + ": " + Errno.name(-fd));
    }
    return fd;
  }

  /** The whole text of a file. */
  public String read(String path) {
    int fd = open(path, 0);
    int buffer = space(8192);
    int length = call(t -> ReadWrite.read(t, fd, buffer, 8192));
    call(t -> OpenCalls.close(t, fd));
    if (length < 0) {
      throw new AssertionError(path + ": " + Errno.name(-length));
    }
    return text(buffer, length);
  }
}
