package dev.armature.lift;

import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;

/** Where the lifter reads code from; throws {@link GuestFault} when it can't be executed. */
public interface CodeReader {
  /** The halfword at {@code address}, zero-extended. */
  int fetch16(int address);

  /** The word at {@code address}. */
  int fetch32(int address);

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
    };
  }
}
