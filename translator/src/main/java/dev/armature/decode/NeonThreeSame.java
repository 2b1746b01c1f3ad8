package dev.armature.decode;

/** Advanced SIMD with three registers of the same length (ARM ARM A7.4.1). */
final class NeonThreeSame {
  private NeonThreeSame() {}

  static final String ROWS =
      """
      1111 001U 0Dzz nnnn dddd 0000 NQM0 mmmm | VHADD_I Q:dnm z!=3 | vhadd<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0001 NQM0 mmmm | VRHADD_I Q:dnm z!=3 | vrhadd<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0010 NQM0 mmmm | VHSUB_I Q:dnm z!=3 | vhsub<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0011 NQM0 mmmm | VCGT_I Q:dnm z!=3 | vcgt<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0011 NQM1 mmmm | VCGE_I Q:dnm z!=3 | vcge<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0110 NQM0 mmmm | VMAX_I Q:dnm z!=3 | vmax<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0110 NQM1 mmmm | VMIN_I Q:dnm z!=3 | vmin<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0111 NQM0 mmmm | VABD_I Q:dnm z!=3 | vabd<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0111 NQM1 mmmm | VABA_I Q:dnm z!=3 | vaba<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0000 NQM1 mmmm | VQADD Q:dnm | vqadd<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0010 NQM1 mmmm | VQSUB Q:dnm | vqsub<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 0100 NQM0 mmmm | VSHL_REG Q:dnm | vshl<.u> <vd>, <vm>, <vn> | NEON
      1111 001U 0Dzz nnnn dddd 0100 NQM1 mmmm | VQSHL_REG Q:dnm | vqshl<.u> <vd>, <vm>, <vn> | NEON
      1111 001U 0Dzz nnnn dddd 0101 NQM0 mmmm | VRSHL Q:dnm | vrshl<.u> <vd>, <vm>, <vn> | NEON
      1111 001U 0Dzz nnnn dddd 0101 NQM1 mmmm | VQRSHL Q:dnm | vqrshl<.u> <vd>, <vm>, <vn> | NEON
      1111 0010 0D00 nnnn dddd 0001 NQM1 mmmm | VAND Q:dnm | vand <vd>, <vn>, <vm> | NEON
      1111 0010 0D01 nnnn dddd 0001 NQM1 mmmm | VBIC Q:dnm | vbic <vd>, <vn>, <vm> | NEON
      1111 0010 0D10 nnnn dddd 0001 NQM1 mmmm | VORR Q:dnm | vorr <vd>, <vn>, <vm> | NEON
      1111 0010 0D11 nnnn dddd 0001 NQM1 mmmm | VORN Q:dnm | vorn <vd>, <vn>, <vm> | NEON
      1111 0011 0D00 nnnn dddd 0001 NQM1 mmmm | VEOR Q:dnm | veor <vd>, <vn>, <vm> | NEON
      1111 0011 0D01 nnnn dddd 0001 NQM1 mmmm | VBSL Q:dnm | vbsl <vd>, <vn>, <vm> | NEON
      1111 0011 0D10 nnnn dddd 0001 NQM1 mmmm | VBIT Q:dnm | vbit <vd>, <vn>, <vm> | NEON
      1111 0011 0D11 nnnn dddd 0001 NQM1 mmmm | VBIF Q:dnm | vbif <vd>, <vn>, <vm> | NEON
      1111 0010 0Dzz nnnn dddd 1000 NQM0 mmmm | VADD_I Q:dnm | vadd<.i> <vd>, <vn>, <vm> | NEON
      1111 0011 0Dzz nnnn dddd 1000 NQM0 mmmm | VSUB_I Q:dnm | vsub<.i> <vd>, <vn>, <vm> | NEON
      1111 0010 0Dzz nnnn dddd 1000 NQM1 mmmm | VTST Q:dnm z!=3 | vtst<.z> <vd>, <vn>, <vm> | NEON
      1111 0011 0Dzz nnnn dddd 1000 NQM1 mmmm | VCEQ_I Q:dnm z!=3 | vceq<.i> <vd>, <vn>, <vm> | NEON
      1111 0010 0Dzz nnnn dddd 1001 NQM0 mmmm | VMLA_I Q:dnm z!=3 | vmla<.i> <vd>, <vn>, <vm> | NEON
      1111 0011 0Dzz nnnn dddd 1001 NQM0 mmmm | VMLS_I Q:dnm z!=3 | vmls<.i> <vd>, <vn>, <vm> | NEON
      1111 0010 0Dzz nnnn dddd 1001 NQM1 mmmm | VMUL_I Q:dnm z!=3 | vmul<.i> <vd>, <vn>, <vm> | NEON
      1111 0011 0D00 nnnn dddd 1001 NQM1 mmmm | VMUL_P Q:dnm z=0 | vmul.p8 <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 1010 N0M0 mmmm | VPMAX_I z!=3 | vpmax<.u> <vd>, <vn>, <vm> | NEON
      1111 001U 0Dzz nnnn dddd 1010 N0M1 mmmm | VPMIN_I z!=3 | vpmin<.u> <vd>, <vn>, <vm> | NEON
      1111 0010 0Dzz nnnn dddd 1011 NQM0 mmmm | VQDMULH Q:dnm z!=3 z>0 | vqdmulh<.s> <vd>, <vn>, <vm> | NEON
      1111 0011 0Dzz nnnn dddd 1011 NQM0 mmmm | VQRDMULH Q:dnm z!=3 z>0 | vqrdmulh<.s> <vd>, <vn>, <vm> | NEON
      1111 0010 0Dzz nnnn dddd 1011 N0M1 mmmm | VPADD_I z!=3 | vpadd<.i> <vd>, <vn>, <vm> | NEON
      1111 0010 0D00 nnnn dddd 1100 NQM1 mmmm | VFMA_F32 Q:dnm | vfma.f32 <vd>, <vn>, <vm> | NEON_VFP4
      1111 0010 0D10 nnnn dddd 1100 NQM1 mmmm | VFMS_F32 Q:dnm | vfms.f32 <vd>, <vn>, <vm> | NEON_VFP4
      1111 0010 0D00 nnnn dddd 1101 NQM0 mmmm | VADD_F32 Q:dnm | vadd.f32 <vd>, <vn>, <vm> | NEON
      1111 0010 0D10 nnnn dddd 1101 NQM0 mmmm | VSUB_F32 Q:dnm | vsub.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D00 nnnn dddd 1101 N0M0 mmmm | VPADD_F32  | vpadd.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D10 nnnn dddd 1101 NQM0 mmmm | VABD_F32 Q:dnm | vabd.f32 <vd>, <vn>, <vm> | NEON
      1111 0010 0D00 nnnn dddd 1101 NQM1 mmmm | VMLA_F32 Q:dnm | vmla.f32 <vd>, <vn>, <vm> | NEON
      1111 0010 0D10 nnnn dddd 1101 NQM1 mmmm | VMLS_F32 Q:dnm | vmls.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D00 nnnn dddd 1101 NQM1 mmmm | VMUL_F32 Q:dnm | vmul.f32 <vd>, <vn>, <vm> | NEON
      1111 0010 0D00 nnnn dddd 1110 NQM0 mmmm | VCEQ_F32 Q:dnm | vceq.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D00 nnnn dddd 1110 NQM0 mmmm | VCGE_F32 Q:dnm | vcge.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D10 nnnn dddd 1110 NQM0 mmmm | VCGT_F32 Q:dnm | vcgt.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D00 nnnn dddd 1110 NQM1 mmmm | VACGE_F32 Q:dnm | vacge.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D10 nnnn dddd 1110 NQM1 mmmm | VACGT_F32 Q:dnm | vacgt.f32 <vd>, <vn>, <vm> | NEON
      1111 0010 0D00 nnnn dddd 1111 NQM0 mmmm | VMAX_F32 Q:dnm | vmax.f32 <vd>, <vn>, <vm> | NEON
      1111 0010 0D10 nnnn dddd 1111 NQM0 mmmm | VMIN_F32 Q:dnm | vmin.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D00 nnnn dddd 1111 N0M0 mmmm | VPMAX_F32  | vpmax.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D10 nnnn dddd 1111 N0M0 mmmm | VPMIN_F32  | vpmin.f32 <vd>, <vn>, <vm> | NEON
      1111 0010 0D00 nnnn dddd 1111 NQM1 mmmm | VRECPS_F32 Q:dnm | vrecps.f32 <vd>, <vn>, <vm> | NEON
      1111 0010 0D10 nnnn dddd 1111 NQM1 mmmm | VRSQRTS_F32 Q:dnm | vrsqrts.f32 <vd>, <vn>, <vm> | NEON
      1111 0011 0D00 nnnn dddd 1111 NQM1 mmmm | VMAXNM_F32 Q:dnm | vmaxnm.f32 <vd>, <vn>, <vm> | NEON_V8
      1111 0011 0D10 nnnn dddd 1111 NQM1 mmmm | VMINNM_F32 Q:dnm | vminnm.f32 <vd>, <vn>, <vm> | NEON_V8
      1111 0010 0D00 nnnn dddd 1100 N1M0 mmmm | SHA1C *:dnm | sha1c.32 <qd>, <qn>, <qm> | SHA1
      1111 0010 0D01 nnnn dddd 1100 N1M0 mmmm | SHA1P *:dnm | sha1p.32 <qd>, <qn>, <qm> | SHA1
      1111 0010 0D10 nnnn dddd 1100 N1M0 mmmm | SHA1M *:dnm | sha1m.32 <qd>, <qn>, <qm> | SHA1
      1111 0010 0D11 nnnn dddd 1100 N1M0 mmmm | SHA1SU0 *:dnm | sha1su0.32 <qd>, <qn>, <qm> | SHA1
      1111 0011 0D00 nnnn dddd 1100 N1M0 mmmm | SHA256H *:dnm | sha256h.32 <qd>, <qn>, <qm> | SHA2
      1111 0011 0D01 nnnn dddd 1100 N1M0 mmmm | SHA256H2 *:dnm | sha256h2.32 <qd>, <qn>, <qm> | SHA2
      1111 0011 0D10 nnnn dddd 1100 N1M0 mmmm | SHA256SU1 *:dnm | sha256su1.32 <qd>, <qn>, <qm> | SHA2
      """;
}
