package dev.armature.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Guest memory for tests: a full reservation that costs only the pages that are touched. */
public final class SmallMemory {
  private SmallMemory() {}

  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x4022;

  public static GuestMemory create(Arena arena) {
    Linker linker = Linker.nativeLinker();
    try {
      var mmap =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("mmap"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG));
      var munmap =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("munmap"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
      long base =
          (long)
              mmap.invokeExact(
                  0L,
                  GuestMemory.RESERVATION,
                  PROT_READ_WRITE,
                  MAP_PRIVATE_ANONYMOUS_NORESERVE,
                  -1,
                  0L);
      MemorySegment.ofAddress(base)
          .reinterpret(
              GuestMemory.RESERVATION,
              arena,
              segment -> {
                try {
                  int _ = (int) munmap.invokeExact(segment.address(), segment.byteSize());
                } catch (Throwable e) {
                  throw new AssertionError(e);
                }
              });
      return new GuestMemory(base, (address, access) -> false);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
