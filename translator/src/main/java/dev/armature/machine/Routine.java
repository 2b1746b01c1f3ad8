package dev.armature.machine;

import java.util.EnumSet;
import java.util.Set;

/**
 * The operations that the IR performs by calling readable Java: one row each. Both engines call the
 * same method, so a hard instruction is written once.
 *
 * <p>The signature lists argument types, a colon and the result: {@code c} the {@link CpuState}
 * (always first), {@code i} int, {@code l} long, {@code f} float, {@code d} double, {@code v} no
 * result. A routine without {@code c} is a pure function. A routine with {@code c} may touch memory
 * and of the CPU state only fpscr, the exclusive monitor, the thread registers and the E bit: all
 * else may be held in locals of the caller. It may throw {@link GuestFault}.
 */
public enum Routine {
  LSL(Shifts.class, "lsl", "ii:i"),
  LSR(Shifts.class, "lsr", "ii:i"),
  ASR(Shifts.class, "asr", "ii:i"),
  LSL_CARRY(Shifts.class, "lslCarry", "iii:i"),
  LSR_CARRY(Shifts.class, "lsrCarry", "iii:i"),
  ASR_CARRY(Shifts.class, "asrCarry", "iii:i"),
  ROR_CARRY(Shifts.class, "rorCarry", "iii:i"),

  SDIV(Divide.class, "signed", "ii:i"),
  UDIV(Divide.class, "unsigned", "ii:i"),

  SSAT(Saturation.class, "signed", "ii:i"),
  USAT(Saturation.class, "unsigned", "ii:i"),
  SSAT16(Saturation.class, "signed16", "ii:i"),
  USAT16(Saturation.class, "unsigned16", "ii:i"),
  QADD(Saturation.class, "add", "ii:i"),
  QSUB(Saturation.class, "subtract", "ii:i"),

  ADD16(Parallel.class, "add16", "ii:i"),
  SUB16(Parallel.class, "sub16", "ii:i"),
  ADD8(Parallel.class, "add8", "ii:i"),
  SUB8(Parallel.class, "sub8", "ii:i"),
  ASX(Parallel.class, "asx", "ii:i"),
  SAX(Parallel.class, "sax", "ii:i"),
  SADD16_GE(Parallel.class, "sadd16Ge", "ii:i"),
  SSUB16_GE(Parallel.class, "ssub16Ge", "ii:i"),
  SASX_GE(Parallel.class, "sasxGe", "ii:i"),
  SSAX_GE(Parallel.class, "ssaxGe", "ii:i"),
  UADD16_GE(Parallel.class, "uadd16Ge", "ii:i"),
  USUB16_GE(Parallel.class, "usub16Ge", "ii:i"),
  UASX_GE(Parallel.class, "uasxGe", "ii:i"),
  USAX_GE(Parallel.class, "usaxGe", "ii:i"),
  SADD8_GE(Parallel.class, "sadd8Ge", "ii:i"),
  SSUB8_GE(Parallel.class, "ssub8Ge", "ii:i"),
  UADD8_GE(Parallel.class, "uadd8Ge", "ii:i"),
  USUB8_GE(Parallel.class, "usub8Ge", "ii:i"),
  SEL(Parallel.class, "select", "iii:i"),
  USAD8(Parallel.class, "absoluteDifferences", "ii:i"),

  QADD16(ParallelSaturating.class, "qadd16", "ii:i"),
  QSUB16(ParallelSaturating.class, "qsub16", "ii:i"),
  QASX(ParallelSaturating.class, "qasx", "ii:i"),
  QSAX(ParallelSaturating.class, "qsax", "ii:i"),
  QADD8(ParallelSaturating.class, "qadd8", "ii:i"),
  QSUB8(ParallelSaturating.class, "qsub8", "ii:i"),
  UQADD16(ParallelSaturating.class, "uqadd16", "ii:i"),
  UQSUB16(ParallelSaturating.class, "uqsub16", "ii:i"),
  UQASX(ParallelSaturating.class, "uqasx", "ii:i"),
  UQSAX(ParallelSaturating.class, "uqsax", "ii:i"),
  UQADD8(ParallelSaturating.class, "uqadd8", "ii:i"),
  UQSUB8(ParallelSaturating.class, "uqsub8", "ii:i"),

  SHADD16(ParallelHalving.class, "shadd16", "ii:i"),
  SHSUB16(ParallelHalving.class, "shsub16", "ii:i"),
  SHASX(ParallelHalving.class, "shasx", "ii:i"),
  SHSAX(ParallelHalving.class, "shsax", "ii:i"),
  SHADD8(ParallelHalving.class, "shadd8", "ii:i"),
  SHSUB8(ParallelHalving.class, "shsub8", "ii:i"),
  UHADD16(ParallelHalving.class, "uhadd16", "ii:i"),
  UHSUB16(ParallelHalving.class, "uhsub16", "ii:i"),
  UHASX(ParallelHalving.class, "uhasx", "ii:i"),
  UHSAX(ParallelHalving.class, "uhsax", "ii:i"),
  UHADD8(ParallelHalving.class, "uhadd8", "ii:i"),
  UHSUB8(ParallelHalving.class, "uhsub8", "ii:i"),

  CRC32(Crc32.class, "iso", "iii:i"),
  CRC32C(Crc32.class, "castagnoli", "iii:i"),

  LDREXB(Exclusive.class, "load8", "ci:i"),
  LDREXH(Exclusive.class, "load16", "ci:i"),
  LDREX(Exclusive.class, "load32", "ci:i"),
  LDREXD(Exclusive.class, "load64", "ci:l"),
  STREXB(Exclusive.class, "store8", "cii:i"),
  STREXH(Exclusive.class, "store16", "cii:i"),
  STREX(Exclusive.class, "store32", "cii:i"),
  STREXD(Exclusive.class, "store64", "cil:i"),
  CLREX(Exclusive.class, "clear", "c:v"),
  SWP(Exclusive.class, "swap32", "cii:i"),
  SWPB(Exclusive.class, "swap8", "cii:i"),

  FENCE(Barriers.class, "full", "c:v"),
  ALIGN_READ(Barriers.class, "alignRead", "cii:v"),
  ALIGN_WRITE(Barriers.class, "alignWrite", "cii:v"),

  READ_TPIDRURO(Registers.class, "readTpidruro", "c:i"),
  READ_TPIDRURW(Registers.class, "readTpidrurw", "c:i"),
  WRITE_TPIDRURW(Registers.class, "writeTpidrurw", "ci:v"),
  SET_ENDIAN(Registers.class, "setEndian", "ci:v"),

  VADD_F32(FpSingle.class, "add", "cff:f"),
  VSUB_F32(FpSingle.class, "subtract", "cff:f"),
  VMUL_F32(FpSingle.class, "multiply", "cff:f"),
  VNMUL_F32(FpSingle.class, "negatedMultiply", "cff:f"),
  VDIV_F32(FpSingle.class, "divide", "cff:f"),
  VMLA_F32(FpSingle.class, "multiplyAccumulate", "cfff:f"),
  VMLS_F32(FpSingle.class, "multiplySubtract", "cfff:f"),
  VNMLA_F32(FpSingle.class, "negatedMultiplyAccumulate", "cfff:f"),
  VNMLS_F32(FpSingle.class, "negatedMultiplySubtract", "cfff:f"),
  VFMA_F32(FpSingle.class, "fusedMultiplyAdd", "cfff:f"),
  VSQRT_F32(FpSingle.class, "squareRoot", "cf:f"),
  VMAXNM_F32(FpSingle.class, "maxNumber", "cff:f"),
  VMINNM_F32(FpSingle.class, "minNumber", "cff:f"),
  VCMP_F32(FpSingle.class, "compare", "cffi:i"),
  VRINT_F32(FpSingle.class, "roundToInteger", "cfii:f"),
  VADD_F64(FpDouble.class, "add", "cdd:d"),
  VSUB_F64(FpDouble.class, "subtract", "cdd:d"),
  VMUL_F64(FpDouble.class, "multiply", "cdd:d"),
  VNMUL_F64(FpDouble.class, "negatedMultiply", "cdd:d"),
  VDIV_F64(FpDouble.class, "divide", "cdd:d"),
  VMLA_F64(FpDouble.class, "multiplyAccumulate", "cddd:d"),
  VMLS_F64(FpDouble.class, "multiplySubtract", "cddd:d"),
  VNMLA_F64(FpDouble.class, "negatedMultiplyAccumulate", "cddd:d"),
  VNMLS_F64(FpDouble.class, "negatedMultiplySubtract", "cddd:d"),
  VFMA_F64(FpDouble.class, "fusedMultiplyAdd", "cddd:d"),
  VSQRT_F64(FpDouble.class, "squareRoot", "cd:d"),
  VMAXNM_F64(FpDouble.class, "maxNumber", "cdd:d"),
  VMINNM_F64(FpDouble.class, "minNumber", "cdd:d"),
  VCMP_F64(FpDouble.class, "compare", "cddi:i"),
  VRINT_F64(FpDouble.class, "roundToInteger", "cdii:d"),

  VCVT_F64_F32(FpConvert.class, "singleToDouble", "cf:d"),
  VCVT_F32_F64(FpConvert.class, "doubleToSingle", "cd:f"),
  VCVT_F32_F16(FpConvert.class, "halfToSingle", "ci:f"),
  VCVT_F16_F32(FpConvert.class, "singleToHalf", "cf:i"),
  VCVT_F64_F16(FpConvert.class, "halfToDouble", "ci:d"),
  VCVT_F16_F64(FpConvert.class, "doubleToHalf", "cd:i"),
  VCVT_F64_S32(FpConvert.class, "signedToDouble", "i:d"),
  VCVT_F64_U32(FpConvert.class, "unsignedToDouble", "i:d"),
  VCVT_F32_S32(FpConvert.class, "signedToSingle", "ci:f"),
  VCVT_F32_U32(FpConvert.class, "unsignedToSingle", "ci:f"),
  VCVT_S32_F64(FpConvert.class, "doubleToSigned", "cdi:i"),
  VCVT_U32_F64(FpConvert.class, "doubleToUnsigned", "cdi:i"),
  VCVT_S32_F32(FpConvert.class, "singleToSigned", "cfi:i"),
  VCVT_U32_F32(FpConvert.class, "singleToUnsigned", "cfi:i"),
  VCVT_F32_FIXED(FpConvert.class, "fixedToSingle", "cii:f"),
  VCVT_F64_FIXED(FpConvert.class, "fixedToDouble", "cii:d"),
  VCVT_FIXED_F32(FpConvert.class, "singleToFixed", "cfi:i"),
  VCVT_FIXED_F64(FpConvert.class, "doubleToFixed", "cdi:i"),

  LANE_ADD(Lanes.class, "add", "lll:l"),
  LANE_SUB(Lanes.class, "subtract", "lll:l"),
  LANE_EQ(Lanes.class, "equal", "llli:l"),
  LANE_TST(Lanes.class, "test", "llli:l"),
  LANE_GT_U(Lanes.class, "greaterUnsigned", "llli:l"),
  LANE_GT_S(Lanes.class, "greaterSigned", "llli:l"),
  LANE_MAX_U(Lanes.class, "maxUnsigned", "llli:l"),
  LANE_MAX_S(Lanes.class, "maxSigned", "llli:l"),
  LANE_MIN_U(Lanes.class, "minUnsigned", "llli:l"),
  LANE_MIN_S(Lanes.class, "minSigned", "llli:l"),
  LANE_ABD_U(Lanes.class, "differenceUnsigned", "llli:l"),
  LANE_ABD_S(Lanes.class, "differenceSigned", "llli:l"),
  LANE_ABS(Lanes.class, "absolute", "lli:l"),
  LANE_HADD_U(Lanes.class, "halvingAddUnsigned", "lll:l"),
  LANE_HADD_S(Lanes.class, "halvingAddSigned", "lll:l"),
  LANE_RHADD_U(Lanes.class, "roundingHalvingAddUnsigned", "lll:l"),
  LANE_RHADD_S(Lanes.class, "roundingHalvingAddSigned", "lll:l"),
  LANE_HSUB_U(Lanes.class, "halvingSubtractUnsigned", "lll:l"),
  LANE_HSUB_S(Lanes.class, "halvingSubtractSigned", "lll:l"),

  LANE_QADD_S(LaneSaturation.class, "addSigned", "cllli:l"),
  LANE_QADD_U(LaneSaturation.class, "addUnsigned", "cllli:l"),
  LANE_QSUB_S(LaneSaturation.class, "subtractSigned", "cllli:l"),
  LANE_QSUB_U(LaneSaturation.class, "subtractUnsigned", "cllli:l"),
  LANE_QABS(LaneSaturation.class, "absolute", "clli:l"),
  LANE_QNEG(LaneSaturation.class, "negate", "clli:l"),
  LANE_QNARROW(LaneSaturation.class, "narrow", "clli:l"),
  LANE_QDMULH(LaneSaturation.class, "doublingMultiplyHigh", "cllii:l"),
  LANE_QDMULL(LaneSaturation.class, "doublingMultiplyLong", "ciii:l"),

  LANE_SHR_S(LaneShifts.class, "rightSigned", "lill:l"),
  LANE_SHL_REG(LaneShifts.class, "byRegister", "lli:l"),
  LANE_QSHL(LaneShifts.class, "saturating", "clli:l"),

  LANE_MUL8(LaneProducts.class, "multiply8", "ll:l"),
  LANE_MUL16(LaneProducts.class, "multiply16", "ll:l"),
  LANE_MUL32(LaneProducts.class, "multiply32", "ll:l"),
  LANE_MULL_S16(LaneProducts.class, "multiplyLong16", "ii:l"),
  LANE_MULL_U16(LaneProducts.class, "multiplyLongUnsigned16", "ii:l"),
  LANE_MUL_P8(LaneProducts.class, "polynomial8", "ll:l"),
  LANE_MULL_P8(LaneProducts.class, "polynomialLong8", "ll:l"),
  LANE_MULL_P64_LOW(LaneProducts.class, "polynomialLow64", "ll:l"),
  LANE_MULL_P64_HIGH(LaneProducts.class, "polynomialHigh64", "ll:l"),

  LANE_WIDEN_U8(LanePermutes.class, "widenUnsigned8", "i:l"),
  LANE_WIDEN_S8(LanePermutes.class, "widenSigned8", "i:l"),
  LANE_WIDEN_U16(LanePermutes.class, "widenUnsigned16", "i:l"),
  LANE_WIDEN_S16(LanePermutes.class, "widenSigned16", "i:l"),
  LANE_NARROW16(LanePermutes.class, "narrow16", "l:i"),
  LANE_NARROW32(LanePermutes.class, "narrow32", "l:i"),
  LANE_TABLE(LanePermutes.class, "table", "llllii:l"),
  LANE_DEINTERLEAVE3(LanePermutes.class, "deinterleave3", "lllii:l"),
  LANE_INTERLEAVE3(LanePermutes.class, "interleave3", "lllii:l"),

  LANE_CNT(LaneBits.class, "ones", "l:l"),
  LANE_CLZ(LaneBits.class, "leadingZeros", "li:l"),
  LANE_CLS(LaneBits.class, "leadingSigns", "li:l"),
  LANE_SWAP(LaneBits.class, "swap", "lil:l"),
  LANE_REV64(LaneBits.class, "reverseBytes", "l:l"),

  NEON_ADD(NeonFloat.class, "add", "cll:l"),
  NEON_SUB(NeonFloat.class, "subtract", "cll:l"),
  NEON_MUL(NeonFloat.class, "multiply", "cll:l"),
  NEON_MLA(NeonFloat.class, "multiplyAdd", "clll:l"),
  NEON_MLS(NeonFloat.class, "multiplySubtract", "clll:l"),
  NEON_FMA(NeonFloat.class, "fusedMultiplyAdd", "clll:l"),
  NEON_ABD(NeonFloat.class, "difference", "cll:l"),
  NEON_PADD(NeonFloat.class, "addPairs", "cll:l"),
  NEON_RECPS(NeonFloat.class, "reciprocalStep", "cll:l"),
  NEON_RSQRTS(NeonFloat.class, "rootStep", "cll:l"),
  NEON_CEQ(NeonCompare.class, "equal", "cll:l"),
  NEON_CGE(NeonCompare.class, "greaterOrEqual", "cll:l"),
  NEON_CGT(NeonCompare.class, "greater", "cll:l"),
  NEON_MAX(NeonCompare.class, "max", "cll:l"),
  NEON_MIN(NeonCompare.class, "min", "cll:l"),
  NEON_PMAX(NeonCompare.class, "maxPairs", "cll:l"),
  NEON_PMIN(NeonCompare.class, "minPairs", "cll:l"),
  NEON_MAXNM(NeonCompare.class, "maxNumber", "cll:l"),
  NEON_MINNM(NeonCompare.class, "minNumber", "cll:l"),
  NEON_TO_FIXED(NeonConvert.class, "toFixed", "cli:l"),
  NEON_FROM_FIXED(NeonConvert.class, "fromFixed", "cli:l"),
  NEON_RINT(NeonConvert.class, "round", "cli:l"),
  NEON_TO_HALF(NeonConvert.class, "toHalf", "cl:i"),
  NEON_FROM_HALF(NeonConvert.class, "fromHalf", "ci:l"),
  NEON_RECPE_U32(Estimates.class, "reciprocalUnsigned", "l:l"),
  NEON_RSQRTE_U32(Estimates.class, "rootUnsigned", "l:l"),
  NEON_RECPE_F32(Estimates.class, "reciprocalFloat", "cl:l"),
  NEON_RSQRTE_F32(Estimates.class, "rootFloat", "cl:l"),

  AESE_LOW(Aes.class, "encryptLow", "ll:l"),
  AESE_HIGH(Aes.class, "encryptHigh", "ll:l"),
  AESD_LOW(Aes.class, "decryptLow", "ll:l"),
  AESD_HIGH(Aes.class, "decryptHigh", "ll:l"),
  AESMC(Aes.class, "mixColumns", "l:l"),
  AESIMC(Aes.class, "inverseMixColumns", "l:l"),
  SHA1_HASH(Sha1.class, "hash", "llilli:l"),
  SHA1_ROTATE(Sha1.class, "rotate30", "i:i"),
  SHA1_SCHEDULE(Sha1.class, "schedule", "l:l"),
  SHA256_X(Sha256.class, "hashX", "lllll:l"),
  SHA256_Y(Sha256.class, "hashY", "lllll:l"),
  SHA256_SCHEDULE0(Sha256.class, "schedule0", "li:l"),
  SHA256_SCHEDULE1(Sha256.class, "schedule1", "lll:l"),

  FPSCR_READ(Fpscr.class, "read", "c:i"),
  FPSCR_WRITE(Fpscr.class, "write", "ci:v");

  private final Class<?> owner;
  private final String method;
  private final String signature;

  Routine(Class<?> owner, String method, String signature) {
    this.owner = owner;
    this.method = method;
    this.signature = signature;
  }

  /** The class with the static method. */
  public Class<?> owner() {
    return owner;
  }

  public String method() {
    return method;
  }

  /** Number of arguments without the CPU state. */
  public int arity() {
    return signature.indexOf(':') - (takesCpu() ? 1 : 0);
  }

  /** Type letter of argument {@code index}, not counting the CPU state. */
  public char argument(int index) {
    return signature.charAt(index + (takesCpu() ? 1 : 0));
  }

  /** Type letter of the result, {@code v} for none. */
  public char result() {
    return signature.charAt(signature.length() - 1);
  }

  /** Whether it sees the CPU state: if not it is pure. */
  public boolean takesCpu() {
    return signature.charAt(0) == 'c';
  }

  /** Whether it may throw {@link GuestFault}: it touches memory or checks an alignment. */
  public boolean mayFault() {
    return owner == Exclusive.class || owner == Barriers.class;
  }

  /** Whether translated code does it with plain JVM arithmetic where {@link FpPlain} allows. */
  public boolean hasPlainForm() {
    return PLAIN.contains(this);
  }

  private static final Set<Routine> PLAIN =
      EnumSet.of(
          VADD_F32, VSUB_F32, VMUL_F32, VNMUL_F32, VDIV_F32, VSQRT_F32, VMLA_F32, VMLS_F32,
          VNMLA_F32, VNMLS_F32, VFMA_F32, VADD_F64, VSUB_F64, VMUL_F64, VNMUL_F64, VDIV_F64,
          VSQRT_F64, VMLA_F64, VMLS_F64, VNMLA_F64, VNMLS_F64, VFMA_F64);

  /** The JVM method descriptor. */
  public String descriptor() {
    var text = new StringBuilder("(");
    if (takesCpu()) {
      text.append("Ldev/armature/machine/CpuState;");
    }
    for (int i = 0; i < arity(); i++) {
      text.append(jvm(argument(i)));
    }
    return text.append(')').append(jvm(result())).toString();
  }

  private static char jvm(char letter) {
    return switch (letter) {
      case 'i' -> 'I';
      case 'l' -> 'J';
      case 'f' -> 'F';
      case 'd' -> 'D';
      case 'v' -> 'V';
      default -> throw new IllegalArgumentException("no type for letter " + letter);
    };
  }
}
