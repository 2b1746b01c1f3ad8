package dev.armature.lift;

/** Which lifter an Advanced SIMD operation belongs to: {@link Families} for the others. */
final class NeonFamilies {
  private NeonFamilies() {}

  static void lift(Lift lift) {
    switch (lift.insn().operation()) {
      case VAND, VBIC, VORR, VORN, VEOR, VBSL, VBIT, VBIF -> NeonInteger.logical(lift);
      case VADD_I, VSUB_I, VHADD_I, VRHADD_I, VHSUB_I, VQADD, VQSUB -> NeonInteger.arithmetic(lift);
      case VABD_I, VABA_I, VMAX_I, VMIN_I -> NeonInteger.arithmetic(lift);
      case VCEQ_I, VCGE_I, VCGT_I, VTST -> NeonInteger.compare(lift);
      case VCEQ_ZERO_I, VCGE_ZERO_I, VCGT_ZERO_I, VCLE_ZERO_I, VCLT_ZERO_I ->
          NeonInteger.compareZero(lift);
      case VABS_I, VNEG_I, VQABS, VQNEG, VMVN, VCNT, VCLZ, VCLS -> NeonInteger.unary(lift);
      case VPADD_I, VPMAX_I, VPMIN_I -> NeonInteger.pairs(lift);
      case VPADDL, VPADAL -> NeonInteger.longPairs(lift);
      case VMOV_IMM_I, VMVN_IMM, VORR_IMM, VBIC_IMM -> NeonInteger.immediate(lift);

      case VSHR, VSRA, VRSHR, VRSRA -> NeonShifts.right(lift);
      case VSHL_IMM, VSLI, VSRI -> NeonShifts.insert(lift);
      case VSHL_REG, VRSHL, VQSHL_REG, VQRSHL -> NeonShifts.byRegister(lift);
      case VQSHL_IMM, VQSHLU -> NeonShifts.saturatingLeft(lift);
      case VSHRN, VRSHRN -> NeonShifts.narrow(lift);
      case VQSHRN, VQRSHRN, VQSHRUN, VQRSHRUN, VQMOVN, VQMOVUN -> NeonShifts.saturatingNarrow(lift);
      case VSHLL, VSHLL_MAX -> NeonShifts.widen(lift);

      case VADDL, VADDW, VSUBL, VSUBW, VABDL, VABAL -> NeonWide.arithmetic(lift);
      case VADDHN, VRADDHN, VSUBHN, VRSUBHN -> NeonWide.highHalf(lift);
      case VMOVN -> NeonWide.narrow(lift);
      case VMULL, VMLAL, VMLSL, VMULL_SCALAR, VMLAL_SCALAR, VMLSL_SCALAR -> NeonWide.multiply(lift);
      case VQDMULL, VQDMLAL, VQDMLSL, VQDMULL_SCALAR, VQDMLAL_SCALAR, VQDMLSL_SCALAR ->
          NeonWide.doublingMultiply(lift);
      case VMULL_P -> NeonWide.polynomial(lift);
      case VMUL_I, VMLA_I, VMLS_I, VMUL_P, VMUL_I_SCALAR, VMLA_I_SCALAR, VMLS_I_SCALAR ->
          NeonMultiplies.multiply(lift);
      case VQDMULH, VQRDMULH, VQDMULH_SCALAR, VQRDMULH_SCALAR -> NeonMultiplies.doublingHigh(lift);

      case VREV64, VREV32, VREV16 -> NeonPermutes.reverse(lift);
      case VEXT -> NeonPermutes.extract(lift);
      case VSWP, VTRN, VUZP, VZIP -> NeonPermutes.exchange(lift);
      case VTBL, VTBX -> NeonPermutes.table(lift);
      case VDUP_LANE -> NeonPermutes.duplicateLane(lift);
      case VDUP_CORE -> NeonPermutes.duplicateCore(lift);

      case VADD_F32, VSUB_F32, VMUL_F32, VMUL_F32_SCALAR, VABD_F32 -> NeonFloats.binary(lift);
      case VPADD_F32, VPMAX_F32, VPMIN_F32, VMAX_F32, VMIN_F32 -> NeonFloats.binary(lift);
      case VMAXNM_F32, VMINNM_F32, VRECPS_F32, VRSQRTS_F32 -> NeonFloats.binary(lift);
      case VCEQ_F32, VCGE_F32, VCGT_F32 -> NeonFloats.binary(lift);
      case VACGE_F32, VACGT_F32 -> NeonFloats.compareMagnitudes(lift);
      case VCEQ_ZERO_F32, VCGE_ZERO_F32, VCGT_ZERO_F32, VCLE_ZERO_F32, VCLT_ZERO_F32 ->
          NeonFloats.compareZero(lift);
      case VMLA_F32, VMLS_F32, VMLA_F32_SCALAR, VMLS_F32_SCALAR, VFMA_F32, VFMS_F32 ->
          NeonFloats.accumulate(lift);
      case VABS_F32, VNEG_F32 -> NeonFloats.sign(lift);
      case VRECPE_U32, VRSQRTE_U32, VRECPE_F32, VRSQRTE_F32 -> NeonFloats.estimate(lift);
      case VCVT_F32_FROM_INT, VCVT_F32_TO_INT, VCVT_F32_FROM_FIXED, VCVT_F32_TO_FIXED ->
          NeonFloats.convert(lift);
      case VCVTA_F32, VCVTN_F32, VCVTP_F32, VCVTM_F32 -> NeonFloats.convert(lift);
      case VRINTN_F32, VRINTX_F32, VRINTA_F32, VRINTZ_F32, VRINTM_F32, VRINTP_F32 ->
          NeonFloats.round(lift);
      case VCVT_F16_FROM_F32 -> NeonFloats.toHalf(lift);
      case VCVT_F32_FROM_F16 -> NeonFloats.fromHalf(lift);

      case AESE, AESD, AESMC, AESIMC -> NeonCrypto.aes(lift);
      case SHA1C, SHA1P, SHA1M, SHA1H, SHA1SU0, SHA1SU1 -> NeonCrypto.sha1(lift);
      case SHA256H, SHA256H2, SHA256SU0, SHA256SU1 -> NeonCrypto.sha256(lift);

      case VLD1_MULTIPLE, VLD2_MULTIPLE, VLD3_MULTIPLE, VLD4_MULTIPLE ->
          NeonLoadStore.loadMultiple(lift);
      case VST1_MULTIPLE, VST2_MULTIPLE, VST3_MULTIPLE, VST4_MULTIPLE ->
          NeonLoadStore.storeMultiple(lift);
      case VLD1_LANE, VLD2_LANE, VLD3_LANE, VLD4_LANE -> NeonLoadStore.loadLane(lift);
      case VST1_LANE, VST2_LANE, VST3_LANE, VST4_LANE -> NeonLoadStore.storeLane(lift);
      case VLD1_ALL, VLD2_ALL, VLD3_ALL, VLD4_ALL -> NeonLoadStore.loadAll(lift);

      default -> lift.undefined();
    }
  }
}
