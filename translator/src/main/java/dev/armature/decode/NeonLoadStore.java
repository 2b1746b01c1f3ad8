package dev.armature.decode;

/** Advanced SIMD element and structure loads and stores (ARM ARM A7.7). */
final class NeonLoadStore {
  private NeonLoadStore() {}

  static final String ROWS =
      """
      1111 0100 0D10 nnnn dddd 0111 zzaa mmmm | VLD1_MULTIPLE r=1 s=1 a<2 r@d | vld1<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 0111 zzaa mmmm | VST1_MULTIPLE r=1 s=1 a<2 r@d | vst1<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 1010 zzaa mmmm | VLD1_MULTIPLE r=2 s=1 a!=3 r@d | vld1<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 1010 zzaa mmmm | VST1_MULTIPLE r=2 s=1 a!=3 r@d | vst1<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 0110 zzaa mmmm | VLD1_MULTIPLE r=3 s=1 a<2 r@d | vld1<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 0110 zzaa mmmm | VST1_MULTIPLE r=3 s=1 a<2 r@d | vst1<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 0010 zzaa mmmm | VLD1_MULTIPLE r=4 s=1 r@d | vld1<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 0010 zzaa mmmm | VST1_MULTIPLE r=4 s=1 r@d | vst1<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 1000 zzaa mmmm | VLD2_MULTIPLE r=2 s=1 z!=3 a!=3 r@d | vld2<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 1000 zzaa mmmm | VST2_MULTIPLE r=2 s=1 z!=3 a!=3 r@d | vst2<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 1001 zzaa mmmm | VLD2_MULTIPLE r=2 s=2 z!=3 a!=3 r@d | vld2<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 1001 zzaa mmmm | VST2_MULTIPLE r=2 s=2 z!=3 a!=3 r@d | vst2<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 0011 zzaa mmmm | VLD2_MULTIPLE r=4 s=2 z!=3 r@d | vld2<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 0011 zzaa mmmm | VST2_MULTIPLE r=4 s=2 z!=3 r@d | vst2<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 0100 zzaa mmmm | VLD3_MULTIPLE r=3 s=1 z!=3 a<2 r@d | vld3<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 0100 zzaa mmmm | VST3_MULTIPLE r=3 s=1 z!=3 a<2 r@d | vst3<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 0101 zzaa mmmm | VLD3_MULTIPLE r=3 s=2 z!=3 a<2 r@d | vld3<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 0101 zzaa mmmm | VST3_MULTIPLE r=3 s=2 z!=3 a<2 r@d | vst3<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 0000 zzaa mmmm | VLD4_MULTIPLE r=4 s=1 z!=3 r@d | vld4<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 0000 zzaa mmmm | VST4_MULTIPLE r=4 s=1 z!=3 r@d | vst4<.z> <vlist>, <vmem> | NEON
      1111 0100 0D10 nnnn dddd 0001 zzaa mmmm | VLD4_MULTIPLE r=4 s=2 z!=3 r@d | vld4<.z> <vlist>, <vmem> | NEON
      1111 0100 0D00 nnnn dddd 0001 zzaa mmmm | VST4_MULTIPLE r=4 s=2 z!=3 r@d | vst4<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0000 xxx0 mmmm | VLD1_LANE z=0 s=1 r=1 r@d | vld1.8 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0100 xx0a mmmm | VLD1_LANE z=1 s=1 r=1 r@d | vld1.16 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1000 x000 mmmm | VLD1_LANE z=2 s=1 r=1 r@d | vld1.32 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1000 x011 mmmm | VLD1_LANE z=2 s=1 r=1 a=1 r@d | vld1.32 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0000 xxx0 mmmm | VST1_LANE z=0 s=1 r=1 r@d | vst1.8 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0100 xx0a mmmm | VST1_LANE z=1 s=1 r=1 r@d | vst1.16 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 1000 x000 mmmm | VST1_LANE z=2 s=1 r=1 r@d | vst1.32 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 1000 x011 mmmm | VST1_LANE z=2 s=1 r=1 a=1 r@d | vst1.32 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0001 xxxa mmmm | VLD2_LANE z=0 s=1 r=2 r@d | vld2.8 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0101 xx0a mmmm | VLD2_LANE z=1 s=1 r=2 r@d | vld2.16 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0101 xx1a mmmm | VLD2_LANE z=1 s=2 r=2 r@d | vld2.16 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1001 x00a mmmm | VLD2_LANE z=2 s=1 r=2 r@d | vld2.32 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1001 x10a mmmm | VLD2_LANE z=2 s=2 r=2 r@d | vld2.32 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0001 xxxa mmmm | VST2_LANE z=0 s=1 r=2 r@d | vst2.8 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0101 xx0a mmmm | VST2_LANE z=1 s=1 r=2 r@d | vst2.16 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0101 xx1a mmmm | VST2_LANE z=1 s=2 r=2 r@d | vst2.16 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 1001 x00a mmmm | VST2_LANE z=2 s=1 r=2 r@d | vst2.32 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 1001 x10a mmmm | VST2_LANE z=2 s=2 r=2 r@d | vst2.32 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0010 xxx0 mmmm | VLD3_LANE z=0 s=1 r=3 r@d | vld3.8 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0110 xx00 mmmm | VLD3_LANE z=1 s=1 r=3 r@d | vld3.16 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0110 xx10 mmmm | VLD3_LANE z=1 s=2 r=3 r@d | vld3.16 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1010 x000 mmmm | VLD3_LANE z=2 s=1 r=3 r@d | vld3.32 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1010 x100 mmmm | VLD3_LANE z=2 s=2 r=3 r@d | vld3.32 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0010 xxx0 mmmm | VST3_LANE z=0 s=1 r=3 r@d | vst3.8 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0110 xx00 mmmm | VST3_LANE z=1 s=1 r=3 r@d | vst3.16 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0110 xx10 mmmm | VST3_LANE z=1 s=2 r=3 r@d | vst3.16 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 1010 x000 mmmm | VST3_LANE z=2 s=1 r=3 r@d | vst3.32 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 1010 x100 mmmm | VST3_LANE z=2 s=2 r=3 r@d | vst3.32 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0011 xxxa mmmm | VLD4_LANE z=0 s=1 r=4 r@d | vld4.8 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0111 xx0a mmmm | VLD4_LANE z=1 s=1 r=4 r@d | vld4.16 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 0111 xx1a mmmm | VLD4_LANE z=1 s=2 r=4 r@d | vld4.16 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1011 x0aa mmmm | VLD4_LANE z=2 s=1 r=4 a!=3 r@d | vld4.32 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1011 x1aa mmmm | VLD4_LANE z=2 s=2 r=4 a!=3 r@d | vld4.32 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0011 xxxa mmmm | VST4_LANE z=0 s=1 r=4 r@d | vst4.8 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0111 xx0a mmmm | VST4_LANE z=1 s=1 r=4 r@d | vst4.16 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 0111 xx1a mmmm | VST4_LANE z=1 s=2 r=4 r@d | vst4.16 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 1011 x0aa mmmm | VST4_LANE z=2 s=1 r=4 a!=3 r@d | vst4.32 <vlist>, <vmem> | NEON
      1111 0100 1D00 nnnn dddd 1011 x1aa mmmm | VST4_LANE z=2 s=2 r=4 a!=3 r@d | vst4.32 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1100 0000 mmmm | VLD1_ALL z=0 s=1 r=1 r@d | vld1<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1100 zz0a mmmm | VLD1_ALL z!=3 z>0 s=1 r=1 r@d | vld1<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1101 zz0a mmmm | VLD2_ALL z!=3 s=1 r=2 r@d | vld2<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1110 zz00 mmmm | VLD3_ALL z!=3 s=1 r=3 r@d | vld3<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1111 zz0a mmmm | VLD4_ALL z!=3 s=1 r=4 r@d | vld4<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1111 1101 mmmm | VLD4_ALL z=2 a=2 s=1 r=4 r@d | vld4.32 <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1100 0010 mmmm | VLD1_ALL z=0 s=1 r=2 r@d | vld1<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1100 zz1a mmmm | VLD1_ALL z!=3 z>0 s=1 r=2 r@d | vld1<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1101 zz1a mmmm | VLD2_ALL z!=3 s=2 r=2 r@d | vld2<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1110 zz10 mmmm | VLD3_ALL z!=3 s=2 r=3 r@d | vld3<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1111 zz1a mmmm | VLD4_ALL z!=3 s=2 r=4 r@d | vld4<.z> <vlist>, <vmem> | NEON
      1111 0100 1D10 nnnn dddd 1111 1111 mmmm | VLD4_ALL z=2 a=2 s=2 r=4 r@d | vld4.32 <vlist>, <vmem> | NEON
      """;
}
