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

  /** strnlen. */
  static final class Strnlen extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int limit = cpu.r1;
      int length = GuestRange.find(cpu.memory, cpu.r0, limit, 0);
      if (length == GuestRange.UNKNOWN) {
        return false;
      }
      cpu.r0 = length;
      return true;
    }
  }

  /**
   * strchrnul: the address of the byte, or of the zero at the end. For a zero byte musl calls
   * strlen, which may be anything.
   */
  static final class Strchrnul extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      if ((cpu.r1 & 0xff) == 0) {
        return false;
      }
      int found = GuestRange.findInString(cpu.memory, cpu.r0, cpu.r1);
      if (found == GuestRange.UNKNOWN) {
        return false;
      }
      cpu.r0 += found;
      return true;
    }
  }

  /** strchr: the address of the byte, or 0. */
  static final class Strchr extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int found = GuestRange.findInString(cpu.memory, cpu.r0, cpu.r1);
      if (found == GuestRange.UNKNOWN) {
        return false;
      }
      int at = cpu.r0 + found;
      cpu.r0 = cpu.memory.load8(at) == (cpu.r1 & 0xff) ? at : 0;
      return true;
    }
  }

  /** rawmemchr: the address of a byte that is known to be there. */
  static final class Rawmemchr extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int found = GuestRange.find(cpu.memory, cpu.r0, GuestRange.NO_LIMIT, cpu.r1);
      if (found == GuestRange.UNKNOWN) {
        return false;
      }
      cpu.r0 += found;
      return true;
    }
  }

  /** Copies the string of r1 to r0: its length, or UNKNOWN when nothing was done. */
  private static int copy(CpuState cpu) {
    int to = cpu.r0;
    int from = cpu.r1;
    int length = GuestRange.length(cpu.memory, from);
    return length != GuestRange.UNKNOWN
            && !MemoryRoutines.overlap(to, from, length + 1)
            && GuestRange.copy(cpu.memory, to, from, length + 1)
        ? length
        : GuestRange.UNKNOWN;
  }

  /** strcpy. */
  static final class Strcpy extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      return copy(cpu) != GuestRange.UNKNOWN;
    }
  }

  /** stpcpy: the address of the zero that it wrote. */
  static final class Stpcpy extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int length = copy(cpu);
      if (length == GuestRange.UNKNOWN) {
        return false;
      }
      cpu.r0 += length;
      return true;
    }
  }

  /** A strncmp that gives the difference of the first bytes that differ. */
  static final class Strncmp extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int a = cpu.r0;
      int b = cpu.r1;
      int limit = cpu.r2;
      int same = GuestRange.compareStrings(cpu.memory, a, b, limit);
      if (same == GuestRange.UNKNOWN) {
        return false;
      }
      cpu.r0 = same == limit ? 0 : cpu.memory.load8(a + same) - cpu.memory.load8(b + same);
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
