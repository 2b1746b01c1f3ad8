package dev.armature.lift;

import dev.armature.decode.Operation;
import dev.armature.machine.Routine;

/** Which lifter an operation belongs to. What is in no family is undefined. */
final class Families {
  private Families() {}

  static void lift(Lift lift) {
    Operation operation = lift.insn().operation();
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

      default -> {
        if (ParallelArithmetic.covers(operation)) {
          ParallelArithmetic.lanes(lift);
        } else {
          lift.undefined();
        }
      }
    }
  }
}
