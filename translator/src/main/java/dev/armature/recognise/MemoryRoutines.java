package dev.armature.recognise;

import dev.armature.machine.CpuState;
import dev.armature.machine.GuestRange;

/** The C library's routines on memory of a given length. */
final class MemoryRoutines {
  private MemoryRoutines() {}

  static boolean overlap(int a, int b, int length) {
    return Integer.compareUnsigned(a - b, length) < 0 || Integer.compareUnsigned(b - a, length) < 0;
  }

  /** memcpy: what ranges that overlap get depends on the order of the guest's own copying. */
  static final class Memcpy extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int to = cpu.r0;
      int from = cpu.r1;
      int length = cpu.r2;
      return !overlap(to, from, length) && GuestRange.copy(cpu.memory, to, from, length);
    }
  }

  /**
   * memmove, where the ranges overlap so that it must copy downwards. In the other cases the
   * routines that are known go on to memcpy, which may be anything.
   */
  static final class Memmove extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int to = cpu.r0;
      int from = cpu.r1;
      int length = cpu.r2;
      return Integer.compareUnsigned(to, from) > 0
          && Integer.compareUnsigned(to - from, length) < 0
          && GuestRange.move(cpu.memory, to, from, length);
    }
  }

  /** memset. */
  static final class Memset extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      return GuestRange.fill(cpu.memory, cpu.r0, cpu.r2, cpu.r1);
    }
  }

  /** memchr: the address of the byte, or 0. */
  static final class Memchr extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int length = cpu.r2;
      int found = GuestRange.find(cpu.memory, cpu.r0, length, cpu.r1);
      if (found == GuestRange.UNKNOWN) {
        return false;
      }
      cpu.r0 = found == length ? 0 : cpu.r0 + found;
      return true;
    }
  }

  /** memcmp: the difference of the first bytes that differ, as the routines that are known give. */
  static final class Memcmp extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int order = GuestRange.compare(cpu.memory, cpu.r0, cpu.r1, cpu.r2);
      if (order == GuestRange.NO_ORDER) {
        return false;
      }
      cpu.r0 = order;
      return true;
    }
  }
}
