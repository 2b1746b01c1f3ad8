package dev.armature.mm;

import dev.armature.machine.CodeLookup;
import dev.armature.machine.GuestMemory;
import java.util.ArrayList;
import java.util.List;

/** Address spaces for tests, with a record of what code they wanted dropped. */
final class TestSpaces {
  /** One invalidated range. */
  record Range(int start, long length) {}

  /** Code that is never run. */
  static final class Code implements ProcessCode {
    final List<Range> invalidated = new ArrayList<>();
    boolean closed;

    @Override
    public CodeLookup lookup() {
      throw new AssertionError("no code here");
    }

    @Override
    public void invalidate(int start, long length) {
      invalidated.add(new Range(start, length));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  static final class Limits implements MemoryLimits {
    long addressSpace = -1;
    long data = -1;
    long stack = 8 << 20;
    long memlock = 64 << 10;

    @Override
    public long addressSpace() {
      return addressSpace;
    }

    @Override
    public long data() {
      return data;
    }

    @Override
    public long stack() {
      return stack;
    }

    @Override
    public long memlock() {
      return memlock;
    }
  }

  private TestSpaces() {}

  static AddressSpace create() {
    return create(MemoryLimits.DEFAULT);
  }

  static AddressSpace create(MemoryLimits limits) {
    return AddressSpace.create(TestSpaces::code, limits, "/bin/program");
  }

  static List<Range> invalidated(AddressSpace mm) {
    return ((Code) mm.processCode()).invalidated;
  }

  private static ProcessCode code(GuestMemory memory, String program) {
    return new Code();
  }
}
