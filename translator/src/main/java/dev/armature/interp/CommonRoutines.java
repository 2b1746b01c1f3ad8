package dev.armature.interp;

import dev.armature.machine.Barriers;
import dev.armature.machine.CpuState;
import dev.armature.machine.Divide;
import dev.armature.machine.Exclusive;
import dev.armature.machine.FpConvert;
import dev.armature.machine.FpDouble;
import dev.armature.machine.Fpscr;
import dev.armature.machine.LanePermutes;
import dev.armature.machine.Lanes;
import dev.armature.machine.Parallel;
import dev.armature.machine.ParallelSaturating;
import dev.armature.machine.Registers;
import dev.armature.machine.Shifts;

/**
 * The routines that nearly every program calls while it starts, called directly. {@link
 * RoutineCalls} can call them all, but to generate its dispatcher takes a tenth of a second of a
 * young JVM.
 */
final class CommonRoutines {
  private CommonRoutines() {}

  /** Calls the routine with the values in its slots, if it is one of these. */
  static boolean call(CpuState cpu, int[] s, long[] w, LoweredBlock.Call call, int d) {
    int[] at = call.slots();
    switch (call.routine()) {
      case LSL -> s[d] = Shifts.lsl(s[at[0]], s[at[1]]);
      case LSR -> s[d] = Shifts.lsr(s[at[0]], s[at[1]]);
      case ASR -> s[d] = Shifts.asr(s[at[0]], s[at[1]]);
      case LSL_CARRY -> s[d] = Shifts.lslCarry(s[at[0]], s[at[1]], s[at[2]]);
      case LSR_CARRY -> s[d] = Shifts.lsrCarry(s[at[0]], s[at[1]], s[at[2]]);
      case ASR_CARRY -> s[d] = Shifts.asrCarry(s[at[0]], s[at[1]], s[at[2]]);
      case READ_TPIDRURO -> s[d] = Registers.readTpidruro(cpu);
      case LDREX -> s[d] = Exclusive.load32(cpu, s[at[0]]);
      case STREX -> s[d] = Exclusive.store32(cpu, s[at[0]], s[at[1]]);
      case FENCE -> Barriers.full(cpu);
      case ALIGN_READ -> Barriers.alignRead(cpu, s[at[0]], s[at[1]]);
      case ALIGN_WRITE -> Barriers.alignWrite(cpu, s[at[0]], s[at[1]]);
      case SEL -> s[d] = Parallel.select(s[at[0]], s[at[1]], s[at[2]]);
      case UADD8_GE -> s[d] = Parallel.uadd8Ge(s[at[0]], s[at[1]]);
      case ADD8 -> s[d] = Parallel.add8(s[at[0]], s[at[1]]);
      case UQSUB8 -> s[d] = ParallelSaturating.uqsub8(s[at[0]], s[at[1]]);
      case SDIV -> s[d] = Divide.signed(s[at[0]], s[at[1]]);
      case UDIV -> s[d] = Divide.unsigned(s[at[0]], s[at[1]]);
      case LANE_EQ -> w[d] = Lanes.equal(w[at[0]], w[at[1]], w[at[2]], s[at[3]]);
      case LANE_ADD -> w[d] = Lanes.add(w[at[0]], w[at[1]], w[at[2]]);
      case LANE_NARROW16 -> s[d] = LanePermutes.narrow16(w[at[0]]);
      case VADD_F64 -> w[d] = bits(FpDouble.add(cpu, number(w, at[0]), number(w, at[1])));
      case VSUB_F64 -> w[d] = bits(FpDouble.subtract(cpu, number(w, at[0]), number(w, at[1])));
      case VMUL_F64 -> w[d] = bits(FpDouble.multiply(cpu, number(w, at[0]), number(w, at[1])));
      case VDIV_F64 -> w[d] = bits(FpDouble.divide(cpu, number(w, at[0]), number(w, at[1])));
      case VMLA_F64 -> w[d] = accumulated(cpu, w, at, false);
      case VMLS_F64 -> w[d] = accumulated(cpu, w, at, true);
      case VCMP_F64 -> s[d] = FpDouble.compare(cpu, number(w, at[0]), number(w, at[1]), s[at[2]]);
      case VCVT_F64_S32 -> w[d] = bits(FpConvert.signedToDouble(s[at[0]]));
      case VCVT_F64_U32 -> w[d] = bits(FpConvert.unsignedToDouble(s[at[0]]));
      case VCVT_S32_F64 -> s[d] = FpConvert.doubleToSigned(cpu, number(w, at[0]), s[at[1]]);
      case VCVT_U32_F64 -> s[d] = FpConvert.doubleToUnsigned(cpu, number(w, at[0]), s[at[1]]);
      case FPSCR_READ -> s[d] = Fpscr.read(cpu);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static long accumulated(CpuState cpu, long[] w, int[] at, boolean subtract) {
    double sum = number(w, at[0]);
    double n = number(w, at[1]);
    double m = number(w, at[2]);
    return bits(
        subtract
            ? FpDouble.multiplySubtract(cpu, sum, n, m)
            : FpDouble.multiplyAccumulate(cpu, sum, n, m));
  }

  private static double number(long[] w, int slot) {
    return Double.longBitsToDouble(w[slot]);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
