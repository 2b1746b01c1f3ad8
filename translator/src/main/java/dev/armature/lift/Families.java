package dev.armature.lift;

import dev.armature.decode.Operation;
import dev.armature.machine.Routine;

/** Which lifter an operation belongs to. What is in no family is undefined. */
final class Families {
  private Families() {}

  static void lift(Lift lift) {
    Operation operation = lift.insn().operation();
    if (operation.compareTo(Operation.VADD) >= 0 && VfpRegisters.namesMissing(lift)) {
      lift.undefined();
      return;
    }
    if (lift.vector() != 0 && ShortVectors.covers(operation)) {
      ShortVectors.lift(lift);
    } else {
      lift(lift, operation);
    }
  }

  /** Lifts the instruction without asking whether it is one of a short vector. */
  static void lift(Lift lift, Operation operation) {
    switch (operation) {
      case AND, EOR, ORR, BIC, ORN -> DataProcessing.logical(lift);
      case MOV, MVN -> DataProcessing.move(lift);
      case TST, TEQ -> DataProcessing.test(lift);
      case CMP, CMN -> DataProcessing.compare(lift);
      case ADD, SUB, RSB, ADC, SBC, RSC -> DataProcessing.arithmetic(lift);
      case MOVW -> DataProcessing.movw(lift);
      case MOVT -> DataProcessing.movt(lift);
      case ADR -> DataProcessing.adr(lift);

      case MUL, MLA, MLS -> Multiplies.word(lift);
      case UMULL, UMLAL, SMULL, SMLAL, UMAAL -> Multiplies.doubleWord(lift);
      case SMUL_XY, SMLA_XY, SMLAL_XY -> Multiplies.halfword(lift);
      case SMULW_Y, SMLAW_Y -> Multiplies.wordByHalfword(lift);
      case SMUAD, SMUSD, SMLAD, SMLSD -> Multiplies.dual(lift);
      case SMLALD, SMLSLD -> Multiplies.dualLong(lift);
      case SMMUL, SMMLA, SMMLS -> Multiplies.topWord(lift);
      case SDIV, UDIV -> Multiplies.divide(lift);

      case QADD, QSUB, QDADD, QDSUB -> SaturatingArithmetic.add(lift);
      case SSAT, USAT, SSAT16, USAT16 -> SaturatingArithmetic.saturate(lift);
      case SEL -> ParallelArithmetic.select(lift);
      case USAD8, USADA8 -> ParallelArithmetic.absoluteDifferences(lift);

      case PKHBT, PKHTB -> Packing.pack(lift);
      case SXTB, SXTH, UXTB, UXTH, SXTAB, SXTAH, UXTAB, UXTAH -> Packing.extend(lift);
      case SXTB16, UXTB16, SXTAB16, UXTAB16 -> Packing.extend16(lift);
      case REV, REV16, REVSH, RBIT, CLZ -> Packing.reverse(lift);
      case CRC32, CRC32C -> Packing.crc32(lift);
      case BFC, BFI -> BitFields.insert(lift);
      case SBFX, UBFX -> BitFields.extract(lift);

      case LDR, LDRB, LDRH, LDRSB, LDRSH -> LoadStore.load(lift);
      case STR, STRB, STRH -> LoadStore.store(lift);
      case LDRD -> LoadStore.loadPair(lift);
      case STRD -> LoadStore.storePair(lift);
      case LDM -> LoadStoreMultiple.load(lift);
      case STM -> LoadStoreMultiple.store(lift);
      case LDREX, LDREXB, LDREXH, LDREXD, LDAEX, LDAEXB, LDAEXH, LDAEXD -> Exclusives.load(lift);
      case STREX, STREXB, STREXH, STREXD, STLEX, STLEXB, STLEXH, STLEXD -> Exclusives.store(lift);
      case CLREX -> Exclusives.clear(lift);
      case LDA, LDAB, LDAH -> Exclusives.loadAcquire(lift);
      case STL, STLB, STLH -> Exclusives.storeRelease(lift);
      case SWP -> Exclusives.swap(lift);
      case SWPB -> Exclusives.swapByte(lift);

      case B -> Branches.branch(lift);
      case BL, BLX_IMM -> Branches.call(lift);
      case BX, BXJ -> Branches.exchange(lift);
      case BLX_REG -> Branches.callExchange(lift);
      case CBZ, CBNZ -> Branches.compare(lift);
      case TBB, TBH -> Branches.table(lift);
      case SVC -> Branches.supervisorCall(lift);
      case BKPT -> Branches.breakpoint(lift);

      case MRS -> StatusRegister.read(lift);
      case MSR -> StatusRegister.write(lift);
      case SETEND -> StatusRegister.setEndian(lift);
      case MRC -> Coprocessor.read(lift);
      case MCR -> Coprocessor.write(lift);
      case DMB, DSB, ISB -> lift.call(Routine.FENCE);
      // Hints; and CPS, which user mode ignores.
      case NOP, YIELD, WFE, WFI, SEV, SEVL, DBG, PLD, PLDW, PLI, CPS, IT -> {}

      case VADD, VSUB, VMUL, VNMUL, VDIV, VMAXNM, VMINNM -> VfpArithmetic.binary(lift);
      case VMLA, VMLS, VNMLA, VNMLS -> VfpArithmetic.accumulate(lift);
      case VFMA, VFMS, VFNMA, VFNMS -> VfpArithmetic.fused(lift);
      case VSQRT -> VfpArithmetic.squareRoot(lift);
      case VABS, VNEG -> VfpArithmetic.sign(lift);
      case VCMP, VCMP_ZERO -> VfpArithmetic.compare(lift);
      case VSEL -> VfpArithmetic.select(lift);
      case VRINTA, VRINTN, VRINTP, VRINTM, VRINTR, VRINTX, VRINTZ -> VfpArithmetic.round(lift);
      case VCVT_D_TO_S -> VfpConversions.doubleToSingle(lift);
      case VCVT_S_TO_D -> VfpConversions.singleToDouble(lift);
      case VCVT_TO_INT -> VfpConversions.toInteger(lift);
      case VCVT_FROM_INT -> VfpConversions.fromInteger(lift);
      case VCVTA, VCVTN, VCVTP, VCVTM -> VfpConversions.toIntegerRounding(lift);
      case VCVT_TO_FIXED -> VfpConversions.fixed(lift, true);
      case VCVT_FROM_FIXED -> VfpConversions.fixed(lift, false);
      case VCVTB_TO_HALF -> VfpConversions.toHalf(lift);
      case VCVTB_FROM_HALF -> VfpConversions.fromHalf(lift);
      case VLDR -> VfpLoadStore.load(lift);
      case VSTR -> VfpLoadStore.store(lift);
      case VLDM -> VfpLoadStore.loadMultiple(lift);
      case VSTM -> VfpLoadStore.storeMultiple(lift);
      case VMOV_REG -> VfpMoves.register(lift);
      case VMOV_IMM -> VfpMoves.immediate(lift);
      case VMOV_CORE_TO_S -> VfpMoves.coreToSingle(lift);
      case VMOV_S_TO_CORE -> VfpMoves.singleToCore(lift);
      case VMOV_CORES_TO_D -> VfpMoves.coresToDouble(lift);
      case VMOV_D_TO_CORES -> VfpMoves.doubleToCores(lift);
      case VMOV_CORES_TO_SS -> VfpMoves.coresToSingles(lift);
      case VMOV_SS_TO_CORES -> VfpMoves.singlesToCores(lift);
      case VMOV_CORE_TO_LANE -> VfpMoves.coreToLane(lift);
      case VMOV_LANE_TO_CORE -> VfpMoves.laneToCore(lift);
      case VMRS -> VfpMoves.readStatus(lift);
      case VMSR -> VfpMoves.writeStatus(lift);

      default -> {
        if (ParallelArithmetic.covers(operation)) {
          ParallelArithmetic.lanes(lift);
        } else {
          NeonFamilies.lift(lift);
        }
      }
    }
  }
}
