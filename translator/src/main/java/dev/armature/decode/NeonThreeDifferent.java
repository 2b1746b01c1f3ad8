package dev.armature.decode;

/** Advanced SIMD with registers of different lengths or a scalar (ARM ARM A7.4.2, A7.4.3). */
final class NeonThreeDifferent {
  private NeonThreeDifferent() {}

  static final String ROWS =
      """
      1111 001U 1Dzz nnnn dddd 0000 N0M0 mmmm | VADDL *:d z!=3 | vaddl<.u> <qd>, <dn>, <dm> | NEON
      1111 001U 1Dzz nnnn dddd 0001 N0M0 mmmm | VADDW *:dn z!=3 | vaddw<.u> <qd>, <qn>, <dm> | NEON
      1111 001U 1Dzz nnnn dddd 0010 N0M0 mmmm | VSUBL *:d z!=3 | vsubl<.u> <qd>, <dn>, <dm> | NEON
      1111 001U 1Dzz nnnn dddd 0011 N0M0 mmmm | VSUBW *:dn z!=3 | vsubw<.u> <qd>, <qn>, <dm> | NEON
      1111 0010 1Dzz nnnn dddd 0100 N0M0 mmmm | VADDHN *:nm z!=3 | vaddhn<.i2> <dd>, <qn>, <qm> | NEON
      1111 0011 1Dzz nnnn dddd 0100 N0M0 mmmm | VRADDHN *:nm z!=3 | vraddhn<.i2> <dd>, <qn>, <qm> | NEON
      1111 001U 1Dzz nnnn dddd 0101 N0M0 mmmm | VABAL *:d z!=3 | vabal<.u> <qd>, <dn>, <dm> | NEON
      1111 0010 1Dzz nnnn dddd 0110 N0M0 mmmm | VSUBHN *:nm z!=3 | vsubhn<.i2> <dd>, <qn>, <qm> | NEON
      1111 0011 1Dzz nnnn dddd 0110 N0M0 mmmm | VRSUBHN *:nm z!=3 | vrsubhn<.i2> <dd>, <qn>, <qm> | NEON
      1111 001U 1Dzz nnnn dddd 0111 N0M0 mmmm | VABDL *:d z!=3 | vabdl<.u> <qd>, <dn>, <dm> | NEON
      1111 001U 1Dzz nnnn dddd 1000 N0M0 mmmm | VMLAL *:d z!=3 | vmlal<.u> <qd>, <dn>, <dm> | NEON
      1111 0010 1Dzz nnnn dddd 1001 N0M0 mmmm | VQDMLAL *:d z!=3 z>0 | vqdmlal<.s> <qd>, <dn>, <dm> | NEON
      1111 001U 1Dzz nnnn dddd 1010 N0M0 mmmm | VMLSL *:d z!=3 | vmlsl<.u> <qd>, <dn>, <dm> | NEON
      1111 0010 1Dzz nnnn dddd 1011 N0M0 mmmm | VQDMLSL *:d z!=3 z>0 | vqdmlsl<.s> <qd>, <dn>, <dm> | NEON
      1111 001U 1Dzz nnnn dddd 1100 N0M0 mmmm | VMULL *:d z!=3 | vmull<.u> <qd>, <dn>, <dm> | NEON
      1111 0010 1Dzz nnnn dddd 1101 N0M0 mmmm | VQDMULL *:d z!=3 z>0 | vqdmull<.s> <qd>, <dn>, <dm> | NEON
      1111 0010 1D00 nnnn dddd 1110 N0M0 mmmm | VMULL_P z=0 *:d | vmull.p8 <qd>, <dn>, <dm> | NEON
      1111 0010 1D10 nnnn dddd 1110 N0M0 mmmm | VMULL_P z=3 *:d | vmull.p64 <qd>, <dn>, <dm> | PMULL
      1111 001Q 1D01 nnnn dddd 0000 N1x0 xmmm | VMLA_I_SCALAR z=1 Q:dn | vmla<.i> <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D01 nnnn dddd 0100 N1x0 xmmm | VMLS_I_SCALAR z=1 Q:dn | vmls<.i> <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D01 nnnn dddd 1000 N1x0 xmmm | VMUL_I_SCALAR z=1 Q:dn | vmul<.i> <vd>, <vn>, <dm>[<x>] | NEON
      1111 001U 1D01 nnnn dddd 0010 N1x0 xmmm | VMLAL_SCALAR z=1 *:d | vmlal<.u> <qd>, <dn>, <dm>[<x>] | NEON
      1111 001U 1D01 nnnn dddd 0110 N1x0 xmmm | VMLSL_SCALAR z=1 *:d | vmlsl<.u> <qd>, <dn>, <dm>[<x>] | NEON
      1111 001U 1D01 nnnn dddd 1010 N1x0 xmmm | VMULL_SCALAR z=1 *:d | vmull<.u> <qd>, <dn>, <dm>[<x>] | NEON
      1111 0010 1D01 nnnn dddd 0011 N1x0 xmmm | VQDMLAL_SCALAR z=1 *:d | vqdmlal<.s> <qd>, <dn>, <dm>[<x>] | NEON
      1111 0010 1D01 nnnn dddd 0111 N1x0 xmmm | VQDMLSL_SCALAR z=1 *:d | vqdmlsl<.s> <qd>, <dn>, <dm>[<x>] | NEON
      1111 0010 1D01 nnnn dddd 1011 N1x0 xmmm | VQDMULL_SCALAR z=1 *:d | vqdmull<.s> <qd>, <dn>, <dm>[<x>] | NEON
      1111 001Q 1D01 nnnn dddd 1100 N1x0 xmmm | VQDMULH_SCALAR z=1 Q:dn | vqdmulh<.s> <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D01 nnnn dddd 1101 N1x0 xmmm | VQRDMULH_SCALAR z=1 Q:dn | vqrdmulh<.s> <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D10 nnnn dddd 0000 N1x0 mmmm | VMLA_I_SCALAR z=2 Q:dn | vmla<.i> <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D10 nnnn dddd 0100 N1x0 mmmm | VMLS_I_SCALAR z=2 Q:dn | vmls<.i> <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D10 nnnn dddd 1000 N1x0 mmmm | VMUL_I_SCALAR z=2 Q:dn | vmul<.i> <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D10 nnnn dddd 0001 N1x0 mmmm | VMLA_F32_SCALAR z=2 Q:dn | vmla.f32 <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D10 nnnn dddd 0101 N1x0 mmmm | VMLS_F32_SCALAR z=2 Q:dn | vmls.f32 <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D10 nnnn dddd 1001 N1x0 mmmm | VMUL_F32_SCALAR z=2 Q:dn | vmul.f32 <vd>, <vn>, <dm>[<x>] | NEON
      1111 001U 1D10 nnnn dddd 0010 N1x0 mmmm | VMLAL_SCALAR z=2 *:d | vmlal<.u> <qd>, <dn>, <dm>[<x>] | NEON
      1111 001U 1D10 nnnn dddd 0110 N1x0 mmmm | VMLSL_SCALAR z=2 *:d | vmlsl<.u> <qd>, <dn>, <dm>[<x>] | NEON
      1111 001U 1D10 nnnn dddd 1010 N1x0 mmmm | VMULL_SCALAR z=2 *:d | vmull<.u> <qd>, <dn>, <dm>[<x>] | NEON
      1111 0010 1D10 nnnn dddd 0011 N1x0 mmmm | VQDMLAL_SCALAR z=2 *:d | vqdmlal<.s> <qd>, <dn>, <dm>[<x>] | NEON
      1111 0010 1D10 nnnn dddd 0111 N1x0 mmmm | VQDMLSL_SCALAR z=2 *:d | vqdmlsl<.s> <qd>, <dn>, <dm>[<x>] | NEON
      1111 0010 1D10 nnnn dddd 1011 N1x0 mmmm | VQDMULL_SCALAR z=2 *:d | vqdmull<.s> <qd>, <dn>, <dm>[<x>] | NEON
      1111 001Q 1D10 nnnn dddd 1100 N1x0 mmmm | VQDMULH_SCALAR z=2 Q:dn | vqdmulh<.s> <vd>, <vn>, <dm>[<x>] | NEON
      1111 001Q 1D10 nnnn dddd 1101 N1x0 mmmm | VQRDMULH_SCALAR z=2 Q:dn | vqrdmulh<.s> <vd>, <vn>, <dm>[<x>] | NEON
      """;
}
