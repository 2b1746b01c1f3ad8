package dev.armature.lift;

import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;

/** Where the lifter reads code from; throws {@link GuestFault} when it can't be executed. */
public interface CodeReader {
  /** The halfword at {@code address}, zero-extended. */
  int fetch16(int address);

  /** The word at {@code address}. */
  int fetch32(int address);

  /** Whether what lies at {@code address} can be executed but not written. */
  default boolean isConstant(int address) {
    return false;
  }

  /** Reads the code of a process. */
  static CodeReader of(GuestMemory memory) {
    return new CodeReader() {
      @Override
      public int fetch16(int address) {
        return memory.fetch16(address);
      }

      @Override
      public int fetch32(int address) {
        return memory.fetch32(address);
      }

      @Override
      public boolean isConstant(int address) {
        return CodeReader.isConstant(memory, address);
      }
    };
  }

  /** Whether a process can execute what lies at {@code address}, but not write it. */
  static boolean isConstant(GuestMemory memory, int address) {
    int bits = memory.permissions(address);
    return (bits & GuestMemory.EXECUTE) != 0 && (bits & GuestMemory.WRITE) == 0;
  }
}
