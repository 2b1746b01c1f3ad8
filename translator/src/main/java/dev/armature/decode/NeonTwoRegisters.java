package dev.armature.decode;

/** Advanced SIMD with two registers, permutations and table look-up (ARM ARM A7.4.5). */
final class NeonTwoRegisters {
  private NeonTwoRegisters() {}

  static final String ROWS =
      """
      1111 0011 1D11 zz00 dddd 0000 0QM0 mmmm | VREV64 Q:dm z!=3 | vrev64<.z> <vd>, <vm> | NEON
      1111 0011 1D11 zz00 dddd 0000 1QM0 mmmm | VREV32 Q:dm z<2 | vrev32<.z> <vd>, <vm> | NEON
      1111 0011 1D11 zz00 dddd 0001 0QM0 mmmm | VREV16 Q:dm z<1 | vrev16<.z> <vd>, <vm> | NEON
      1111 0011 1D11 zz00 dddd 0010 0QM0 mmmm | VPADDL Q:dm z!=3 U=0 | vpaddl<.u> <vd>, <vm> | NEON
      1111 0011 1D11 zz00 dddd 0010 1QM0 mmmm | VPADDL Q:dm z!=3 U=1 | vpaddl<.u> <vd>, <vm> | NEON
      1111 0011 1D11 zz00 dddd 0110 0QM0 mmmm | VPADAL Q:dm z!=3 U=0 | vpadal<.u> <vd>, <vm> | NEON
      1111 0011 1D11 zz00 dddd 0110 1QM0 mmmm | VPADAL Q:dm z!=3 U=1 | vpadal<.u> <vd>, <vm> | NEON
      1111 0011 1D11 0000 dddd 0011 00M0 mmmm | AESE *:dm | aese.8 <qd>, <qm> | AES
      1111 0011 1D11 0000 dddd 0011 01M0 mmmm | AESD *:dm | aesd.8 <qd>, <qm> | AES
      1111 0011 1D11 0000 dddd 0011 10M0 mmmm | AESMC *:dm | aesmc.8 <qd>, <qm> | AES
      1111 0011 1D11 0000 dddd 0011 11M0 mmmm | AESIMC *:dm | aesimc.8 <qd>, <qm> | AES
      1111 0011 1D11 zz00 dddd 0100 0QM0 mmmm | VCLS Q:dm z!=3 | vcls<.s> <vd>, <vm> | NEON
      1111 0011 1D11 zz00 dddd 0100 1QM0 mmmm | VCLZ Q:dm z!=3 | vclz<.i> <vd>, <vm> | NEON
      1111 0011 1D11 0000 dddd 0101 0QM0 mmmm | VCNT Q:dm | vcnt.8 <vd>, <vm> | NEON
      1111 0011 1D11 0000 dddd 0101 1QM0 mmmm | VMVN Q:dm | vmvn <vd>, <vm> | NEON
      1111 0011 1D11 zz00 dddd 0111 0QM0 mmmm | VQABS Q:dm z!=3 | vqabs<.s> <vd>, <vm> | NEON
      1111 0011 1D11 zz00 dddd 0111 1QM0 mmmm | VQNEG Q:dm z!=3 | vqneg<.s> <vd>, <vm> | NEON
      1111 0011 1D11 zz01 dddd 0000 0QM0 mmmm | VCGT_ZERO_I Q:dm z!=3 | vcgt<.s> <vd>, <vm>, #0 | NEON
      1111 0011 1D11 1001 dddd 0100 0QM0 mmmm | VCGT_ZERO_F32 Q:dm | vcgt.f32 <vd>, <vm>, #0 | NEON
      1111 0011 1D11 zz01 dddd 0000 1QM0 mmmm | VCGE_ZERO_I Q:dm z!=3 | vcge<.s> <vd>, <vm>, #0 | NEON
      1111 0011 1D11 1001 dddd 0100 1QM0 mmmm | VCGE_ZERO_F32 Q:dm | vcge.f32 <vd>, <vm>, #0 | NEON
      1111 0011 1D11 zz01 dddd 0001 0QM0 mmmm | VCEQ_ZERO_I Q:dm z!=3 | vceq<.i> <vd>, <vm>, #0 | NEON
      1111 0011 1D11 1001 dddd 0101 0QM0 mmmm | VCEQ_ZERO_F32 Q:dm | vceq.f32 <vd>, <vm>, #0 | NEON
      1111 0011 1D11 zz01 dddd 0001 1QM0 mmmm | VCLE_ZERO_I Q:dm z!=3 | vcle<.s> <vd>, <vm>, #0 | NEON
      1111 0011 1D11 1001 dddd 0101 1QM0 mmmm | VCLE_ZERO_F32 Q:dm | vcle.f32 <vd>, <vm>, #0 | NEON
      1111 0011 1D11 zz01 dddd 0010 0QM0 mmmm | VCLT_ZERO_I Q:dm z!=3 | vclt<.s> <vd>, <vm>, #0 | NEON
      1111 0011 1D11 1001 dddd 0110 0QM0 mmmm | VCLT_ZERO_F32 Q:dm | vclt.f32 <vd>, <vm>, #0 | NEON
      1111 0011 1D11 zz01 dddd 0011 0QM0 mmmm | VABS_I Q:dm z!=3 | vabs<.s> <vd>, <vm> | NEON
      1111 0011 1D11 1001 dddd 0111 0QM0 mmmm | VABS_F32 Q:dm | vabs.f32 <vd>, <vm> | NEON
      1111 0011 1D11 zz01 dddd 0011 1QM0 mmmm | VNEG_I Q:dm z!=3 | vneg<.s> <vd>, <vm> | NEON
      1111 0011 1D11 1001 dddd 0111 1QM0 mmmm | VNEG_F32 Q:dm | vneg.f32 <vd>, <vm> | NEON
      1111 0011 1D11 1001 dddd 0010 11M0 mmmm | SHA1H *:dm | sha1h.32 <qd>, <qm> | SHA1
      1111 0011 1D11 0010 dddd 0000 0QM0 mmmm | VSWP Q:dm | vswp <vd>, <vm> | NEON
      1111 0011 1D11 zz10 dddd 0000 1QM0 mmmm | VTRN Q:dm z!=3 | vtrn<.z> <vd>, <vm> | NEON
      1111 0011 1D11 zz10 dddd 0001 01M0 mmmm | VUZP *:dm z!=3 Q=1 | vuzp<.z> <vd>, <vm> | NEON
      1111 0011 1D11 zz10 dddd 0001 00M0 mmmm | VUZP z<2 Q=0 | vuzp<.z> <vd>, <vm> | NEON
      1111 0011 1D11 zz10 dddd 0001 11M0 mmmm | VZIP *:dm z!=3 Q=1 | vzip<.z> <vd>, <vm> | NEON
      1111 0011 1D11 zz10 dddd 0001 10M0 mmmm | VZIP z<2 Q=0 | vzip<.z> <vd>, <vm> | NEON
      1111 0011 1D11 zz10 dddd 0010 00M0 mmmm | VMOVN z!=3 *:m | vmovn<.i2> <dd>, <qm> | NEON
      1111 0011 1D11 zz10 dddd 0010 01M0 mmmm | VQMOVUN z!=3 *:m | vqmovun<.s2> <dd>, <qm> | NEON
      1111 0011 1D11 zz10 dddd 0010 10M0 mmmm | VQMOVN z!=3 *:m U=0 | vqmovn<.u2> <dd>, <qm> | NEON
      1111 0011 1D11 zz10 dddd 0010 11M0 mmmm | VQMOVN z!=3 *:m U=1 | vqmovn<.u2> <dd>, <qm> | NEON
      1111 0011 1D11 zz10 dddd 0011 00M0 mmmm | VSHLL_MAX z!=3 *:d | vshll<.i> <qd>, <dm>, <#size> | NEON
      1111 0011 1D11 1010 dddd 0011 10M0 mmmm | SHA1SU1 *:dm | sha1su1.32 <qd>, <qm> | SHA1
      1111 0011 1D11 1010 dddd 0011 11M0 mmmm | SHA256SU0 *:dm | sha256su0.32 <qd>, <qm> | SHA2
      1111 0011 1D11 1010 dddd 0100 0QM0 mmmm | VRINTN_F32 Q:dm | vrintn.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1010 dddd 0100 1QM0 mmmm | VRINTX_F32 Q:dm | vrintx.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1010 dddd 0101 0QM0 mmmm | VRINTA_F32 Q:dm | vrinta.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1010 dddd 0101 1QM0 mmmm | VRINTZ_F32 Q:dm | vrintz.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1010 dddd 0110 1QM0 mmmm | VRINTM_F32 Q:dm | vrintm.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1010 dddd 0111 1QM0 mmmm | VRINTP_F32 Q:dm | vrintp.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 0110 dddd 0110 00M0 mmmm | VCVT_F16_FROM_F32 *:m | vcvt.f16.f32 <dd>, <qm> | NEON_FP16
      1111 0011 1D11 0110 dddd 0111 00M0 mmmm | VCVT_F32_FROM_F16 *:d | vcvt.f32.f16 <qd>, <dm> | NEON_FP16
      1111 0011 1D11 1011 dddd 0000 0QM0 mmmm | VCVTA_F32 Q:dm U=0 | vcvta.s32.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1011 dddd 0000 1QM0 mmmm | VCVTA_F32 Q:dm U=1 | vcvta.u32.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1011 dddd 0001 0QM0 mmmm | VCVTN_F32 Q:dm U=0 | vcvtn.s32.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1011 dddd 0001 1QM0 mmmm | VCVTN_F32 Q:dm U=1 | vcvtn.u32.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1011 dddd 0010 0QM0 mmmm | VCVTP_F32 Q:dm U=0 | vcvtp.s32.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1011 dddd 0010 1QM0 mmmm | VCVTP_F32 Q:dm U=1 | vcvtp.u32.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1011 dddd 0011 0QM0 mmmm | VCVTM_F32 Q:dm U=0 | vcvtm.s32.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1011 dddd 0011 1QM0 mmmm | VCVTM_F32 Q:dm U=1 | vcvtm.u32.f32 <vd>, <vm> | NEON_V8
      1111 0011 1D11 1011 dddd 0100 0QM0 mmmm | VRECPE_U32 Q:dm | vrecpe.u32 <vd>, <vm> | NEON
      1111 0011 1D11 1011 dddd 0100 1QM0 mmmm | VRSQRTE_U32 Q:dm | vrsqrte.u32 <vd>, <vm> | NEON
      1111 0011 1D11 1011 dddd 0101 0QM0 mmmm | VRECPE_F32 Q:dm | vrecpe.f32 <vd>, <vm> | NEON
      1111 0011 1D11 1011 dddd 0101 1QM0 mmmm | VRSQRTE_F32 Q:dm | vrsqrte.f32 <vd>, <vm> | NEON
      1111 0011 1D11 1011 dddd 0110 0QM0 mmmm | VCVT_F32_FROM_INT Q:dm U=0 | vcvt.f32.s32 <vd>, <vm> | NEON
      1111 0011 1D11 1011 dddd 0111 0QM0 mmmm | VCVT_F32_TO_INT Q:dm U=0 | vcvt.s32.f32 <vd>, <vm> | NEON
      1111 0011 1D11 1011 dddd 0110 1QM0 mmmm | VCVT_F32_FROM_INT Q:dm U=1 | vcvt.f32.u32 <vd>, <vm> | NEON
      1111 0011 1D11 1011 dddd 0111 1QM0 mmmm | VCVT_F32_TO_INT Q:dm U=1 | vcvt.u32.f32 <vd>, <vm> | NEON
      1111 0010 1D11 nnnn dddd iiii N1M0 mmmm | VEXT Q=1 *:dnm | vext.8 <qd>, <qn>, <qm>, <#i> | NEON
      1111 0010 1D11 nnnn dddd 0iii N0M0 mmmm | VEXT Q=0 | vext.8 <dd>, <dn>, <dm>, <#i> | NEON
      1111 0011 1D11 nnnn dddd 10ll N0M0 mmmm | VTBL l@n | vtbl.8 <dd>, <table>, <dm> | NEON
      1111 0011 1D11 nnnn dddd 10ll N1M0 mmmm | VTBX l@n | vtbx.8 <dd>, <table>, <dm> | NEON
      1111 0011 1D11 xxx1 dddd 1100 0QM0 mmmm | VDUP_LANE z=0 Q:d | vdup<.z> <vd>, <dm>[<x>] | NEON
      1111 0011 1D11 xx10 dddd 1100 0QM0 mmmm | VDUP_LANE z=1 Q:d | vdup<.z> <vd>, <dm>[<x>] | NEON
      1111 0011 1D11 x100 dddd 1100 0QM0 mmmm | VDUP_LANE z=2 Q:d | vdup<.z> <vd>, <dm>[<x>] | NEON
      """;
}
