package dev.armature.decode;

/** Scalar floating point, VFPv2 to VFPv4 (ARM ARM A7.5 to A7.9). */
final class VfpTable {
  private VfpTable() {}

  static final String ROWS =
      """
      cccc 1110 0D00 nnnn dddd 101F N0M0 mmmm | VMLA | vmla<c><F> <fd>, <fn>, <fm> | VFP2
      cccc 1110 0D00 nnnn dddd 101F N1M0 mmmm | VMLS | vmls<c><F> <fd>, <fn>, <fm> | VFP2
      cccc 1110 0D01 nnnn dddd 101F N1M0 mmmm | VNMLA | vnmla<c><F> <fd>, <fn>, <fm> | VFP2
      cccc 1110 0D01 nnnn dddd 101F N0M0 mmmm | VNMLS | vnmls<c><F> <fd>, <fn>, <fm> | VFP2
      cccc 1110 0D10 nnnn dddd 101F N0M0 mmmm | VMUL | vmul<c><F> <fd>, <fn>, <fm> | VFP2
      cccc 1110 0D10 nnnn dddd 101F N1M0 mmmm | VNMUL | vnmul<c><F> <fd>, <fn>, <fm> | VFP2
      cccc 1110 0D11 nnnn dddd 101F N0M0 mmmm | VADD | vadd<c><F> <fd>, <fn>, <fm> | VFP2
      cccc 1110 0D11 nnnn dddd 101F N1M0 mmmm | VSUB | vsub<c><F> <fd>, <fn>, <fm> | VFP2
      cccc 1110 1D00 nnnn dddd 101F N0M0 mmmm | VDIV | vdiv<c><F> <fd>, <fn>, <fm> | VFP2
      cccc 1110 1D01 nnnn dddd 101F N1M0 mmmm | VFNMA | vfnma<c><F> <fd>, <fn>, <fm> | VFP4
      cccc 1110 1D01 nnnn dddd 101F N0M0 mmmm | VFNMS | vfnms<c><F> <fd>, <fn>, <fm> | VFP4
      cccc 1110 1D10 nnnn dddd 101F N0M0 mmmm | VFMA | vfma<c><F> <fd>, <fn>, <fm> | VFP4
      cccc 1110 1D10 nnnn dddd 101F N1M0 mmmm | VFMS | vfms<c><F> <fd>, <fn>, <fm> | VFP4
      cccc 1110 1D11 iiii dddd 101F -0-0 iiii | VMOV_IMM | vmov<c><F> <fd>, <fpimm> | VFP3
      cccc 1110 1D11 0000 dddd 101F 01M0 mmmm | VMOV_REG | vmov<c><F> <fd>, <fm> | VFP2
      cccc 1110 1D11 0000 dddd 101F 11M0 mmmm | VABS | vabs<c><F> <fd>, <fm> | VFP2
      cccc 1110 1D11 0001 dddd 101F 01M0 mmmm | VNEG | vneg<c><F> <fd>, <fm> | VFP2
      cccc 1110 1D11 0001 dddd 101F 11M0 mmmm | VSQRT | vsqrt<c><F> <fd>, <fm> | VFP2
      cccc 1110 1D11 0100 dddd 101F E1M0 mmmm | VCMP | vcmp<E><c><F> <fd>, <fm> | VFP2
      cccc 1110 1D11 0101 dddd 101F E1-0 ---- | VCMP_ZERO | vcmp<E><c><F> <fd>, #0.0 | VFP2
      cccc 1110 1D11 0110 dddd 101F 01M0 mmmm | VRINTR | vrintr<c><F> <fd>, <fm> | FPV8
      cccc 1110 1D11 0110 dddd 101F 11M0 mmmm | VRINTZ | vrintz<c><F> <fd>, <fm> | FPV8
      cccc 1110 1D11 0111 dddd 101F 01M0 mmmm | VRINTX | vrintx<c><F> <fd>, <fm> | FPV8
      cccc 1110 1D11 0010 dddd 1010 T1M0 mmmm | VCVTB_FROM_HALF F=0 | vcvt<tb><c>.f32.f16 <fd>, <fm> | FP16
      cccc 1110 1D11 0010 dddd 1011 T1f0 ffff | VCVTB_FROM_HALF F=1 | vcvt<tb><c>.f64.f16 <fd>, <fm> | FPV8
      cccc 1110 1D11 0011 dddd 1010 T1M0 mmmm | VCVTB_TO_HALF F=0 | vcvt<tb><c>.f16.f32 <fd>, <fm> | FP16
      cccc 1110 1e11 0011 eeee 1011 T1M0 mmmm | VCVTB_TO_HALF F=1 | vcvt<tb><c>.f16.f64 <fd>, <fm> | FPV8
      cccc 1110 1D11 0111 dddd 1010 11f0 ffff | VCVT_S_TO_D F=1 | vcvt<c>.f64.f32 <fd>, <fm> | VFP2
      cccc 1110 1e11 0111 eeee 1011 11M0 mmmm | VCVT_D_TO_S F=1 | vcvt<c>.f32.f64 <fd>, <fm> | VFP2
      cccc 1110 1D11 1000 dddd 101F S1f0 ffff | VCVT_FROM_INT | vcvt<c><F>.<si>32 <fd>, <fm> | VFP2
      cccc 1110 1e11 110S eeee 101F R1M0 mmmm | VCVT_TO_INT | vcvt<rnd><c>.<si>32<F> <fd>, <fm> | VFP2
      cccc 1110 1D11 101U dddd 101F x1j0 iiii | VCVT_FROM_FIXED | vcvt<c><F><.fix> <fd>, <fd>, <fbits> | VFP3
      cccc 1110 1D11 111U dddd 101F x1j0 iiii | VCVT_TO_FIXED | vcvt<c><.fix><F> <fd>, <fd>, <fbits> | VFP3
      cccc 1101 UD00 nnnn dddd 101F iiii iiii | VSTR MEM_IMMEDIATE K=2 P=1 W=0 | vstr<c> <fd>, <mem> | VFP2
      cccc 1101 UD01 nnnn dddd 101F iiii iiii | VLDR MEM_IMMEDIATE K=2 P=1 W=0 | vldr<c> <fd>, <mem> | VFP2
      cccc 1100 1DW0 nnnn dddd 101F iiii iiii | VSTM P=0 U=1 i@d | vstmia<c> <n><!>, <fr> | VFP2
      cccc 1100 1DW0 nnnn dddd 1011 iiii iii1 | VSTM F=1 i=7:0 P=0 U=1 i@d | fstmiax<c> <n><!>, <fr> | VFP2
      cccc 1100 1DW1 nnnn dddd 101F iiii iiii | VLDM P=0 U=1 i@d | vldmia<c> <n><!>, <fr> | VFP2
      cccc 1100 1DW1 nnnn dddd 1011 iiii iii1 | VLDM F=1 i=7:0 P=0 U=1 i@d | fldmiax<c> <n><!>, <fr> | VFP2
      cccc 1101 0D10 nnnn dddd 101F iiii iiii | VSTM P=1 U=0 W=1 i@d | vstmdb<c> <n><!>, <fr> | VFP2
      cccc 1101 0D10 nnnn dddd 1011 iiii iii1 | VSTM F=1 i=7:0 P=1 U=0 W=1 i@d | fstmdbx<c> <n><!>, <fr> | VFP2
      cccc 1101 0D11 nnnn dddd 101F iiii iiii | VLDM P=1 U=0 W=1 i@d | vldmdb<c> <n><!>, <fr> | VFP2
      cccc 1101 0D11 nnnn dddd 1011 iiii iii1 | VLDM F=1 i=7:0 P=1 U=0 W=1 i@d | fldmdbx<c> <n><!>, <fr> | VFP2
      cccc 1101 0D10 1101 dddd 1010 iiii iiii | VSTM n=13 P=1 U=0 W=1 i@d | vpush<c> <fr> | VFP2
      cccc 1101 0D10 1101 dddd 1011 iiii iii0 | VSTM F=1 i=7:0 n=13 P=1 U=0 W=1 i@d | vpush<c> <fr> | VFP2
      cccc 1100 1D11 1101 dddd 1010 iiii iiii | VLDM n=13 P=0 U=1 W=1 i@d | vpop<c> <fr> | VFP2
      cccc 1100 1D11 1101 dddd 1011 iiii iii0 | VLDM F=1 i=7:0 n=13 P=0 U=1 W=1 i@d | vpop<c> <fr> | VFP2
      cccc 1100 0100 uuuu tttt 1010 00M1 mmmm | VMOV_CORES_TO_SS | vmov<c> <sm>, <sm1>, <t>, <u> | VFP2
      cccc 1100 0101 uuuu tttt 1010 00M1 mmmm | VMOV_SS_TO_CORES | vmov<c> <t>, <u>, <sm>, <sm1> | VFP2
      cccc 1100 0100 uuuu tttt 1011 00M1 mmmm | VMOV_CORES_TO_D F=1 | vmov<c> <fm>, <t>, <u> | VFP2
      cccc 1100 0101 uuuu tttt 1011 00M1 mmmm | VMOV_D_TO_CORES F=1 | vmov<c> <t>, <u>, <fm> | VFP2
      cccc 1110 0000 nnnn tttt 1010 N--1 ---- | VMOV_CORE_TO_S | vmov<c> <fn>, <t> | VFP2
      cccc 1110 0001 nnnn tttt 1010 N--1 ---- | VMOV_S_TO_CORE | vmov<c> <t>, <fn> | VFP2
      cccc 1110 1110 nnnn tttt 1010 ---1 ---- | UNDEFINED | vmsr<c> <fpsys>, <t> | VFP2
      cccc 1110 1111 nnnn tttt 1010 ---1 ---- | UNDEFINED | vmrs<c> <t>, <fpsys> | VFP2
      cccc 1110 1110 0001 tttt 1010 ---1 ---- | VMSR n=1 | vmsr<c> <fpsys>, <t> | VFP2
      cccc 1110 1111 0001 tttt 1010 ---1 ---- | VMRS n=1 | vmrs<c> <apsrt>, <fpsys> | VFP2
      cccc 1110 00x0 nnnn tttt 1011 N001 ---- | VMOV_CORE_TO_LANE z=2 F=1 | vmov<c>.32 <dn>[<x>], <t> | VFP2
      cccc 1110 00x1 nnnn tttt 1011 N001 ---- | VMOV_LANE_TO_CORE z=2 F=1 | vmov<c>.32 <t>, <dn>[<x>] | VFP2
      cccc 1110 01x0 nnnn tttt 1011 Nxx1 ---- | VMOV_CORE_TO_LANE z=0 F=1 | vmov<c>.8 <dn>[<x>], <t> | NEON
      cccc 1110 U1x1 nnnn tttt 1011 Nxx1 ---- | VMOV_LANE_TO_CORE z=0 F=1 | vmov<c><.u> <t>, <dn>[<x>] | NEON
      cccc 1110 00x0 nnnn tttt 1011 Nx11 ---- | VMOV_CORE_TO_LANE z=1 F=1 | vmov<c>.16 <dn>[<x>], <t> | NEON
      cccc 1110 U0x1 nnnn tttt 1011 Nx11 ---- | VMOV_LANE_TO_CORE z=1 F=1 | vmov<c><.u> <t>, <dn>[<x>] | NEON
      cccc 1110 11Q0 nnnn tttt 1011 N001 ---- | VDUP_CORE z=0 Q:n | vdup<c>.8 <vn>, <t> | NEON
      cccc 1110 10Q0 nnnn tttt 1011 N011 ---- | VDUP_CORE z=1 Q:n | vdup<c>.16 <vn>, <t> | NEON
      cccc 1110 10Q0 nnnn tttt 1011 N001 ---- | VDUP_CORE z=2 Q:n | vdup<c>.32 <vn>, <t> | NEON
      """;
}
