package dev.armature.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Makes another user of this JVM. By the C library and not by number: the kernel changes one
 * thread, the library's functions change all, those that the JVM has made among them.
 */
public final class HostUser {
  /** In {@code struct passwd} of 64-bit Linux, behind two pointers. */
  private static final int PW_UID = 16;

  private static final int PW_GID = 20;
  private static final int PASSWD_SIZE = 48;
  private static final int PR_SET_DUMPABLE = 4;

  private HostUser() {}

  /** What became of {@link #become}. */
  public enum Outcome {
    DONE,
    UNKNOWN_USER,
    NOT_PERMITTED
  }

  /** Takes on a user's ids and supplementary groups, for good. */
  public static Outcome become(String name) {
    var word = ValueLayout.JAVA_INT;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      MemorySegment found =
          (MemorySegment)
              function("getpwnam", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                  .invokeExact(text);
      if (found.address() == 0) {
        return Outcome.UNKNOWN_USER;
      }
      MemorySegment passwd = found.reinterpret(PASSWD_SIZE);
      int uid = passwd.get(word, PW_UID);
      int gid = passwd.get(word, PW_GID);
      var three = FunctionDescriptor.of(word, word, word, word);
      int groups =
          (int)
              function("initgroups", FunctionDescriptor.of(word, ValueLayout.ADDRESS, word))
                  .invokeExact(text, gid);
      if (groups != 0
          || (int) function("setresgid", three).invokeExact(gid, gid, gid) != 0
          || (int) function("setresuid", three).invokeExact(uid, uid, uid) != 0) {
        return Outcome.NOT_PERMITTED;
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("becoming " + name, e);
    }
    // Changing ids hides /proc/self from the process itself, as after a setuid program's execve.
    long unused = HostSyscall.call(HostNumber.PRCTL, PR_SET_DUMPABLE, 1);
    return Outcome.DONE;
  }

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }
}
