package dev.armature.recognise;

import dev.armature.machine.CpuState;

/**
 * The divisions of the run-time ABI for ARM (IHI 0043, 5.3). A zero divisor is the guest's
 * business: its own code calls {@code __aeabi_idiv0} or {@code __aeabi_ldiv0}.
 */
final class Divisions {
  private Divisions() {}

  /** {@code __aeabi_uidiv}: r0 / r1 in r0. */
  static final class Unsigned extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int divisor = cpu.r1;
      if (divisor == 0) {
        return false;
      }
      cpu.r0 = Integer.divideUnsigned(cpu.r0, divisor);
      return true;
    }
  }

  /** {@code __aeabi_uidivmod}: the remainder in r1 as well. */
  static final class UnsignedModulo extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int divisor = cpu.r1;
      if (divisor == 0) {
        return false;
      }
      int dividend = cpu.r0;
      int quotient = Integer.divideUnsigned(dividend, divisor);
      cpu.r0 = quotient;
      cpu.r1 = dividend - quotient * divisor;
      return true;
    }
  }

  /** {@code __aeabi_idiv}; the least number divided by -1 is itself, as in Java. */
  static final class Signed extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int divisor = cpu.r1;
      if (divisor == 0) {
        return false;
      }
      cpu.r0 = cpu.r0 / divisor;
      return true;
    }
  }

  /** {@code __aeabi_idivmod}. */
  static final class SignedModulo extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      int divisor = cpu.r1;
      if (divisor == 0) {
        return false;
      }
      int dividend = cpu.r0;
      int quotient = dividend / divisor;
      cpu.r0 = quotient;
      cpu.r1 = dividend - quotient * divisor;
      return true;
    }
  }

  /** {@code __aeabi_uldivmod}: r1:r0 / r3:r2 in r1:r0, the remainder in r3:r2. */
  static final class UnsignedLong extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      long divisor = pair(cpu.r2, cpu.r3);
      if (divisor == 0) {
        return false;
      }
      long dividend = pair(cpu.r0, cpu.r1);
      long quotient = Long.divideUnsigned(dividend, divisor);
      set(cpu, quotient, dividend - quotient * divisor);
      return true;
    }
  }

  /** {@code __aeabi_ldivmod}. */
  static final class SignedLong extends RecognisedUnit {
    @Override
    boolean replace(CpuState cpu) {
      long divisor = pair(cpu.r2, cpu.r3);
      if (divisor == 0) {
        return false;
      }
      long dividend = pair(cpu.r0, cpu.r1);
      long quotient = dividend / divisor;
      set(cpu, quotient, dividend - quotient * divisor);
      return true;
    }
  }

  private static long pair(int low, int high) {
    return (long) high << 32 | low & 0xffff_ffffL;
  }

  private static void set(CpuState cpu, long quotient, long remainder) {
    cpu.r0 = (int) quotient;
    cpu.r1 = (int) (quotient >>> 32);
    cpu.r2 = (int) remainder;
    cpu.r3 = (int) (remainder >>> 32);
  }
}
