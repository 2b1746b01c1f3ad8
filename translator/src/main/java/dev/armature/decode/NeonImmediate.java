package dev.armature.decode;

/** Advanced SIMD with an immediate: shifts and modified immediates (ARM ARM A7.4.4, A7.4.6). */
final class NeonImmediate {
  private NeonImmediate() {}

  static final String ROWS =
      """
      1111 001U 1D00 1iii dddd 0000 0QM1 mmmm | VSHR z=0 Q:dm | vshr<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D01 iiii dddd 0000 0QM1 mmmm | VSHR z=1 Q:dm | vshr<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D1i iiii dddd 0000 0QM1 mmmm | VSHR z=2 Q:dm | vshr<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1Dii iiii dddd 0000 1QM1 mmmm | VSHR z=3 Q:dm | vshr<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D00 1iii dddd 0001 0QM1 mmmm | VSRA z=0 Q:dm | vsra<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D01 iiii dddd 0001 0QM1 mmmm | VSRA z=1 Q:dm | vsra<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D1i iiii dddd 0001 0QM1 mmmm | VSRA z=2 Q:dm | vsra<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1Dii iiii dddd 0001 1QM1 mmmm | VSRA z=3 Q:dm | vsra<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D00 1iii dddd 0010 0QM1 mmmm | VRSHR z=0 Q:dm | vrshr<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D01 iiii dddd 0010 0QM1 mmmm | VRSHR z=1 Q:dm | vrshr<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D1i iiii dddd 0010 0QM1 mmmm | VRSHR z=2 Q:dm | vrshr<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1Dii iiii dddd 0010 1QM1 mmmm | VRSHR z=3 Q:dm | vrshr<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D00 1iii dddd 0011 0QM1 mmmm | VRSRA z=0 Q:dm | vrsra<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D01 iiii dddd 0011 0QM1 mmmm | VRSRA z=1 Q:dm | vrsra<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D1i iiii dddd 0011 0QM1 mmmm | VRSRA z=2 Q:dm | vrsra<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1Dii iiii dddd 0011 1QM1 mmmm | VRSRA z=3 Q:dm | vrsra<.u> <vd>, <vm>, <#shr> | NEON
      1111 0011 1D00 1iii dddd 0100 0QM1 mmmm | VSRI z=0 Q:dm | vsri<.z> <vd>, <vm>, <#shr> | NEON
      1111 0011 1D01 iiii dddd 0100 0QM1 mmmm | VSRI z=1 Q:dm | vsri<.z> <vd>, <vm>, <#shr> | NEON
      1111 0011 1D1i iiii dddd 0100 0QM1 mmmm | VSRI z=2 Q:dm | vsri<.z> <vd>, <vm>, <#shr> | NEON
      1111 0011 1Dii iiii dddd 0100 1QM1 mmmm | VSRI z=3 Q:dm | vsri<.z> <vd>, <vm>, <#shr> | NEON
      1111 0010 1D00 1iii dddd 0101 0QM1 mmmm | VSHL_IMM z=0 Q:dm | vshl<.s> <vd>, <vm>, <#i> | NEON
      1111 0010 1D01 iiii dddd 0101 0QM1 mmmm | VSHL_IMM z=1 Q:dm | vshl<.s> <vd>, <vm>, <#i> | NEON
      1111 0010 1D1i iiii dddd 0101 0QM1 mmmm | VSHL_IMM z=2 Q:dm | vshl<.s> <vd>, <vm>, <#i> | NEON
      1111 0010 1Dii iiii dddd 0101 1QM1 mmmm | VSHL_IMM z=3 Q:dm | vshl<.s> <vd>, <vm>, <#i> | NEON
      1111 0011 1D00 1iii dddd 0101 0QM1 mmmm | VSLI z=0 Q:dm | vsli<.z> <vd>, <vm>, <#i> | NEON
      1111 0011 1D01 iiii dddd 0101 0QM1 mmmm | VSLI z=1 Q:dm | vsli<.z> <vd>, <vm>, <#i> | NEON
      1111 0011 1D1i iiii dddd 0101 0QM1 mmmm | VSLI z=2 Q:dm | vsli<.z> <vd>, <vm>, <#i> | NEON
      1111 0011 1Dii iiii dddd 0101 1QM1 mmmm | VSLI z=3 Q:dm | vsli<.z> <vd>, <vm>, <#i> | NEON
      1111 0011 1D00 1iii dddd 0110 0QM1 mmmm | VQSHLU z=0 Q:dm | vqshlu<.s> <vd>, <vm>, <#i> | NEON
      1111 0011 1D01 iiii dddd 0110 0QM1 mmmm | VQSHLU z=1 Q:dm | vqshlu<.s> <vd>, <vm>, <#i> | NEON
      1111 0011 1D1i iiii dddd 0110 0QM1 mmmm | VQSHLU z=2 Q:dm | vqshlu<.s> <vd>, <vm>, <#i> | NEON
      1111 0011 1Dii iiii dddd 0110 1QM1 mmmm | VQSHLU z=3 Q:dm | vqshlu<.s> <vd>, <vm>, <#i> | NEON
      1111 001U 1D00 1iii dddd 0111 0QM1 mmmm | VQSHL_IMM z=0 Q:dm | vqshl<.u> <vd>, <vm>, <#i> | NEON
      1111 001U 1D01 iiii dddd 0111 0QM1 mmmm | VQSHL_IMM z=1 Q:dm | vqshl<.u> <vd>, <vm>, <#i> | NEON
      1111 001U 1D1i iiii dddd 0111 0QM1 mmmm | VQSHL_IMM z=2 Q:dm | vqshl<.u> <vd>, <vm>, <#i> | NEON
      1111 001U 1Dii iiii dddd 0111 1QM1 mmmm | VQSHL_IMM z=3 Q:dm | vqshl<.u> <vd>, <vm>, <#i> | NEON
      1111 0010 1D00 1iii dddd 1000 00M1 mmmm | VSHRN z=0 *:m | vshrn<.i2> <dd>, <qm>, <#shr> | NEON
      1111 0010 1D01 iiii dddd 1000 00M1 mmmm | VSHRN z=1 *:m | vshrn<.i2> <dd>, <qm>, <#shr> | NEON
      1111 0010 1D1i iiii dddd 1000 00M1 mmmm | VSHRN z=2 *:m | vshrn<.i2> <dd>, <qm>, <#shr> | NEON
      1111 0010 1D00 1iii dddd 1000 01M1 mmmm | VRSHRN z=0 *:m | vrshrn<.i2> <dd>, <qm>, <#shr> | NEON
      1111 0010 1D01 iiii dddd 1000 01M1 mmmm | VRSHRN z=1 *:m | vrshrn<.i2> <dd>, <qm>, <#shr> | NEON
      1111 0010 1D1i iiii dddd 1000 01M1 mmmm | VRSHRN z=2 *:m | vrshrn<.i2> <dd>, <qm>, <#shr> | NEON
      1111 0011 1D00 1iii dddd 1000 00M1 mmmm | VQSHRUN z=0 *:m | vqshrun<.s2> <dd>, <qm>, <#shr> | NEON
      1111 0011 1D01 iiii dddd 1000 00M1 mmmm | VQSHRUN z=1 *:m | vqshrun<.s2> <dd>, <qm>, <#shr> | NEON
      1111 0011 1D1i iiii dddd 1000 00M1 mmmm | VQSHRUN z=2 *:m | vqshrun<.s2> <dd>, <qm>, <#shr> | NEON
      1111 0011 1D00 1iii dddd 1000 01M1 mmmm | VQRSHRUN z=0 *:m | vqrshrun<.s2> <dd>, <qm>, <#shr> | NEON
      1111 0011 1D01 iiii dddd 1000 01M1 mmmm | VQRSHRUN z=1 *:m | vqrshrun<.s2> <dd>, <qm>, <#shr> | NEON
      1111 0011 1D1i iiii dddd 1000 01M1 mmmm | VQRSHRUN z=2 *:m | vqrshrun<.s2> <dd>, <qm>, <#shr> | NEON
      1111 001U 1D00 1iii dddd 1001 00M1 mmmm | VQSHRN z=0 *:m | vqshrn<.u2> <dd>, <qm>, <#shr> | NEON
      1111 001U 1D01 iiii dddd 1001 00M1 mmmm | VQSHRN z=1 *:m | vqshrn<.u2> <dd>, <qm>, <#shr> | NEON
      1111 001U 1D1i iiii dddd 1001 00M1 mmmm | VQSHRN z=2 *:m | vqshrn<.u2> <dd>, <qm>, <#shr> | NEON
      1111 001U 1D00 1iii dddd 1001 01M1 mmmm | VQRSHRN z=0 *:m | vqrshrn<.u2> <dd>, <qm>, <#shr> | NEON
      1111 001U 1D01 iiii dddd 1001 01M1 mmmm | VQRSHRN z=1 *:m | vqrshrn<.u2> <dd>, <qm>, <#shr> | NEON
      1111 001U 1D1i iiii dddd 1001 01M1 mmmm | VQRSHRN z=2 *:m | vqrshrn<.u2> <dd>, <qm>, <#shr> | NEON
      1111 001U 1D00 1iii dddd 1010 00M1 mmmm | VSHLL z=0 *:d | vshll<.u> <qd>, <dm>, <#i> | NEON
      1111 001U 1D01 iiii dddd 1010 00M1 mmmm | VSHLL z=1 *:d | vshll<.u> <qd>, <dm>, <#i> | NEON
      1111 001U 1D1i iiii dddd 1010 00M1 mmmm | VSHLL z=2 *:d | vshll<.u> <qd>, <dm>, <#i> | NEON
      1111 001U 1D00 1000 dddd 1010 00M1 mmmm | VSHLL z=0 *:d | vmovl<.u> <qd>, <dm> | NEON
      1111 001U 1D01 0000 dddd 1010 00M1 mmmm | VSHLL z=1 *:d | vmovl<.u> <qd>, <dm> | NEON
      1111 001U 1D10 0000 dddd 1010 00M1 mmmm | VSHLL z=2 *:d | vmovl<.u> <qd>, <dm> | NEON
      1111 001U 1D1i iiii dddd 1110 0QM1 mmmm | VCVT_F32_FROM_FIXED Q:dm z=2 | vcvt.f32<.u> <vd>, <vm>, <#shr> | NEON
      1111 001U 1D1i iiii dddd 1111 0QM1 mmmm | VCVT_F32_TO_FIXED Q:dm z=2 | vcvt<.u>.f32 <vd>, <vm>, <#shr> | NEON
      1111 001i 1D00 0iii dddd 0000 0Q01 iiii | VMOV_IMM_I Q:d k=0 o=0 | vmov.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0001 0Q01 iiii | VORR_IMM Q:d k=1 o=0 | vorr.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0010 0Q01 iiii | VMOV_IMM_I Q:d k=2 o=0 | vmov.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0011 0Q01 iiii | VORR_IMM Q:d k=3 o=0 | vorr.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0100 0Q01 iiii | VMOV_IMM_I Q:d k=4 o=0 | vmov.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0101 0Q01 iiii | VORR_IMM Q:d k=5 o=0 | vorr.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0110 0Q01 iiii | VMOV_IMM_I Q:d k=6 o=0 | vmov.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0111 0Q01 iiii | VORR_IMM Q:d k=7 o=0 | vorr.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1000 0Q01 iiii | VMOV_IMM_I Q:d k=8 o=0 | vmov.i16 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1001 0Q01 iiii | VORR_IMM Q:d k=9 o=0 | vorr.i16 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1010 0Q01 iiii | VMOV_IMM_I Q:d k=10 o=0 | vmov.i16 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1011 0Q01 iiii | VORR_IMM Q:d k=11 o=0 | vorr.i16 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1100 0Q01 iiii | VMOV_IMM_I Q:d k=12 o=0 | vmov.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1101 0Q01 iiii | VMOV_IMM_I Q:d k=13 o=0 | vmov.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1110 0Q01 iiii | VMOV_IMM_I Q:d k=14 o=0 | vmov.i8 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1111 0Q01 iiii | VMOV_IMM_I Q:d k=15 o=0 | vmov.f32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0000 0Q11 iiii | VMVN_IMM Q:d k=0 o=1 | vmvn.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0001 0Q11 iiii | VBIC_IMM Q:d k=1 o=1 | vbic.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0010 0Q11 iiii | VMVN_IMM Q:d k=2 o=1 | vmvn.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0011 0Q11 iiii | VBIC_IMM Q:d k=3 o=1 | vbic.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0100 0Q11 iiii | VMVN_IMM Q:d k=4 o=1 | vmvn.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0101 0Q11 iiii | VBIC_IMM Q:d k=5 o=1 | vbic.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0110 0Q11 iiii | VMVN_IMM Q:d k=6 o=1 | vmvn.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 0111 0Q11 iiii | VBIC_IMM Q:d k=7 o=1 | vbic.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1000 0Q11 iiii | VMVN_IMM Q:d k=8 o=1 | vmvn.i16 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1001 0Q11 iiii | VBIC_IMM Q:d k=9 o=1 | vbic.i16 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1010 0Q11 iiii | VMVN_IMM Q:d k=10 o=1 | vmvn.i16 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1011 0Q11 iiii | VBIC_IMM Q:d k=11 o=1 | vbic.i16 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1100 0Q11 iiii | VMVN_IMM Q:d k=12 o=1 | vmvn.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1101 0Q11 iiii | VMVN_IMM Q:d k=13 o=1 | vmvn.i32 <vd>, <vimm> | NEON
      1111 001i 1D00 0iii dddd 1110 0Q11 iiii | VMOV_IMM_I Q:d k=14 o=1 | vmov.i64 <vd>, <vimm> | NEON
      """;
}
