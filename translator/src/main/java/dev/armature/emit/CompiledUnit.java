package dev.armature.emit;

import java.util.List;

/**
 * A unit as class bytes that any address space with the same code at the same place can define.
 *
 * @param location its entry
 * @param bytes the class file, with marked constants where the guest's base belongs
 * @param baseOffsets where in {@code bytes} they are
 * @param links guest locations that it calls, in the order of its link fields
 * @param systemCalls numbers of the system calls that it has handlers of, in the order of its call
 *     fields
 * @param indirectLinks places that call computed locations; each has a field of its own
 * @param ranges guest memory that must be accessible for as long as it runs: start, end, ...
 * @param codeSize bytes of bytecode of its method
 */
public record CompiledUnit(
    int location,
    byte[] bytes,
    int[] baseOffsets,
    List<Integer> links,
    List<Integer> systemCalls,
    int indirectLinks,
    int[] ranges,
    int codeSize) {
  /**
   * Whether the class is of the form that the emitter gives it: it has the right name and refers to
   * no class that units don't use. To be asked before one that was written down is defined.
   */
  public boolean isSound() {
    return ConstantPool.isUnit(bytes, UnitClass.name(location), baseOffsets);
  }
}
