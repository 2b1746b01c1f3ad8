package dev.armature.recognise;

import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.GuestRange;

/** The C library's routines on strings that end in a zero byte. */
final class StringRoutines {
  private StringRoutines() {}

  /** strlen. */
  static final class Strlen extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int length = GuestRange.length(cpu.memory, cpu.r0);
      if (length == GuestRange.UNKNOWN) {
        return false;
      }
      cpu.r0 = length;
      return true;
    }
  }

  /** A strcmp that gives the difference of the first bytes that differ. */
  static class Strcmp extends RecognisedUnit {
    @Override
    final boolean replace(CpuState cpu) {
      int a = cpu.r0;
      int b = cpu.r1;
      int same = GuestRange.compareStrings(cpu.memory, a, b);
      if (same == GuestRange.UNKNOWN) {
        return false;
      }
      cpu.r0 = order(cpu.memory, a, b, same);
      return true;
    }

    /** The result when the first {@code same} bytes are the same. */
    int order(GuestMemory memory, int a, int b, int same) {
      return memory.load8(a + same) - memory.load8(b + same);
    }
  }

  /**
   * glibc's strcmp for ARMv7. Where one string lies off the other's words it gives the difference
   * of the eight bits from the first bit that differs, in the part of a word that it compares.
   */
  static final class StrcmpByWords extends Strcmp {
    @Override
    int order(GuestMemory memory, int a, int b, int same) {
      int plain = super.order(memory, a, b, same);
      int off = b - a & 3;
      int untilWord = -a & 3;
      if (plain == 0 || off == 0 || same == 0 || same < untilWord) {
        return plain;
      }
      int x = memory.load32(a + same & ~3);
      int y = memory.load32(b + same & ~3);
      int index = a + same & 3;
      if (index < 4 - off) {
        y >>>= 8 * off;
      } else {
        index -= 4 - off;
        x >>>= 8 * (4 - off);
        y &= -1 >>> 8 * (4 - off);
      }
      x = Integer.reverseBytes(x) << 8 * index;
      y = Integer.reverseBytes(y) << 8 * index;
      int equal = x >>> 24 == 0 ? 0 : Integer.numberOfLeadingZeros(x ^ y);
      return (x << equal >>> 24) - (y << equal >>> 24);
    }
  }
}
