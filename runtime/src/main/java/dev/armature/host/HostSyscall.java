package dev.armature.host;

import dev.armature.abi.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The door to the host's kernel: {@code syscall(2)} of the C library.
 *
 * <p>Going by number and not by the C library's wrappers keeps the structures those of the kernel,
 * and leaves out cancellation and the library's own state. A call that fails returns the negated
 * error number, as inside the kernel.
 */
final class HostSyscall {
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MethodHandle SYSCALL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG),
              ERRNO,
              Linker.Option.firstVariadicArg(1));

  // What one thread needs to call the host.
  private static final ThreadLocal<HostSyscall> CURRENT = ThreadLocal.withInitial(HostSyscall::new);

  private static final int CLONE_FS = 0x200;

  /** Bytes of {@link #scratch()}. */
  static final int SCRATCH_SIZE = 1 << 16;

  private final MemorySegment errno;
  private final MemorySegment scratch;
  private int umask = -1;
  private boolean ownFs;

  // Not through the layout's VarHandle, which costs some 5 ms of a start to make. On Linux errno is
  // the only member.
  private HostSyscall() {
    Arena arena = Arena.ofAuto();
    errno = arena.allocate(Linker.Option.captureStateLayout());
    scratch = arena.allocate(SCRATCH_SIZE, 16);
  }

  /** This thread's buffer for arguments and results; valid until the thread's next host call. */
  static MemorySegment scratch() {
    return CURRENT.get().scratch;
  }

  /** See {@link HostFiles#umask}. */
  static void threadUmask(int mask) {
    HostSyscall thread = CURRENT.get();
    if (thread.umask != mask && thread.ownFs()) {
      call(HostNumber.UMASK, mask);
      thread.umask = mask;
    }
  }

  /** See {@link HostFiles#threadDirectory}. */
  static int threadDirectory(int fd) {
    return CURRENT.get().ownFs() ? (int) call(HostNumber.FCHDIR, fd) : -Errno.EPERM;
  }

  // Takes the thread out of the JVM's working directory and umask.
  private boolean ownFs() {
    if (!ownFs) {
      ownFs = call(HostNumber.UNSHARE, CLONE_FS) == 0;
    }
    return ownFs;
  }

  /** Does nothing, once the class is ready. */
  static void link() {}

  static long call(int number) {
    return call(number, 0, 0, 0, 0, 0, 0);
  }

  static long call(int number, long a) {
    return call(number, a, 0, 0, 0, 0, 0);
  }

  static long call(int number, long a, long b) {
    return call(number, a, b, 0, 0, 0, 0);
  }

  static long call(int number, long a, long b, long c) {
    return call(number, a, b, c, 0, 0, 0);
  }

  static long call(int number, long a, long b, long c, long d) {
    return call(number, a, b, c, d, 0, 0);
  }

  static long call(int number, long a, long b, long c, long d, long e) {
    return call(number, a, b, c, d, e, 0);
  }

  static long call(int number, long a, long b, long c, long d, long e, long f) {
    MemorySegment state = CURRENT.get().errno;
    try {
      long result = (long) SYSCALL.invokeExact(state, (long) number, a, b, c, d, e, f);
      return result == -1 ? -HostBytes.getInt(state.address()) : result;
    } catch (RuntimeException | Error e1) {
      throw e1;
    } catch (Throwable e1) {
      throw new IllegalStateException("host system call " + number, e1);
    }
  }
}
