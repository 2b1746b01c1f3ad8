package dev.armature.translate;

import dev.armature.lift.CodeReader;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;

/**
 * Reads code that may never run, on any thread: what is not executable now is a fault, and nobody
 * is asked to make it executable.
 */
record QuietReader(GuestMemory memory) implements CodeReader {
  @Override
  public int fetch16(int address) {
    check(address);
    return memory.fetch16(address);
  }

  @Override
  public int fetch32(int address) {
    check(address);
    return memory.fetch32(address);
  }

  @Override
  public boolean isConstant(int address) {
    return CodeReader.isConstant(memory, address);
  }

  private void check(int address) {
    if ((memory.permissions(address) & GuestMemory.EXECUTE) == 0) {
      throw new GuestFault(address, GuestFault.Access.EXECUTE, GuestFault.Cause.MAPPING);
    }
  }
}
