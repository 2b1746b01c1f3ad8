package dev.armature.decode;

/** A32 media instructions: SIMD in registers, packing, bit fields (ARM ARM A5.4). */
final class A32Media {
  private A32Media() {}

  static final String ROWS =
      """
      cccc 0110 0001 nnnn dddd ++++ 0001 mmmm | SADD16 | sadd16<c> <d>, <n>, <m> | V6
      cccc 0110 0001 nnnn dddd ++++ 0011 mmmm | SASX | sasx<c> <d>, <n>, <m> | V6
      cccc 0110 0001 nnnn dddd ++++ 0101 mmmm | SSAX | ssax<c> <d>, <n>, <m> | V6
      cccc 0110 0001 nnnn dddd ++++ 0111 mmmm | SSUB16 | ssub16<c> <d>, <n>, <m> | V6
      cccc 0110 0001 nnnn dddd ++++ 1001 mmmm | SADD8 | sadd8<c> <d>, <n>, <m> | V6
      cccc 0110 0001 nnnn dddd ++++ 1111 mmmm | SSUB8 | ssub8<c> <d>, <n>, <m> | V6
      cccc 0110 0010 nnnn dddd ++++ 0001 mmmm | QADD16 | qadd16<c> <d>, <n>, <m> | V6
      cccc 0110 0010 nnnn dddd ++++ 0011 mmmm | QASX | qasx<c> <d>, <n>, <m> | V6
      cccc 0110 0010 nnnn dddd ++++ 0101 mmmm | QSAX | qsax<c> <d>, <n>, <m> | V6
      cccc 0110 0010 nnnn dddd ++++ 0111 mmmm | QSUB16 | qsub16<c> <d>, <n>, <m> | V6
      cccc 0110 0010 nnnn dddd ++++ 1001 mmmm | QADD8 | qadd8<c> <d>, <n>, <m> | V6
      cccc 0110 0010 nnnn dddd ++++ 1111 mmmm | QSUB8 | qsub8<c> <d>, <n>, <m> | V6
      cccc 0110 0011 nnnn dddd ++++ 0001 mmmm | SHADD16 | shadd16<c> <d>, <n>, <m> | V6
      cccc 0110 0011 nnnn dddd ++++ 0011 mmmm | SHASX | shasx<c> <d>, <n>, <m> | V6
      cccc 0110 0011 nnnn dddd ++++ 0101 mmmm | SHSAX | shsax<c> <d>, <n>, <m> | V6
      cccc 0110 0011 nnnn dddd ++++ 0111 mmmm | SHSUB16 | shsub16<c> <d>, <n>, <m> | V6
      cccc 0110 0011 nnnn dddd ++++ 1001 mmmm | SHADD8 | shadd8<c> <d>, <n>, <m> | V6
      cccc 0110 0011 nnnn dddd ++++ 1111 mmmm | SHSUB8 | shsub8<c> <d>, <n>, <m> | V6
      cccc 0110 0101 nnnn dddd ++++ 0001 mmmm | UADD16 | uadd16<c> <d>, <n>, <m> | V6
      cccc 0110 0101 nnnn dddd ++++ 0011 mmmm | UASX | uasx<c> <d>, <n>, <m> | V6
      cccc 0110 0101 nnnn dddd ++++ 0101 mmmm | USAX | usax<c> <d>, <n>, <m> | V6
      cccc 0110 0101 nnnn dddd ++++ 0111 mmmm | USUB16 | usub16<c> <d>, <n>, <m> | V6
      cccc 0110 0101 nnnn dddd ++++ 1001 mmmm | UADD8 | uadd8<c> <d>, <n>, <m> | V6
      cccc 0110 0101 nnnn dddd ++++ 1111 mmmm | USUB8 | usub8<c> <d>, <n>, <m> | V6
      cccc 0110 0110 nnnn dddd ++++ 0001 mmmm | UQADD16 | uqadd16<c> <d>, <n>, <m> | V6
      cccc 0110 0110 nnnn dddd ++++ 0011 mmmm | UQASX | uqasx<c> <d>, <n>, <m> | V6
      cccc 0110 0110 nnnn dddd ++++ 0101 mmmm | UQSAX | uqsax<c> <d>, <n>, <m> | V6
      cccc 0110 0110 nnnn dddd ++++ 0111 mmmm | UQSUB16 | uqsub16<c> <d>, <n>, <m> | V6
      cccc 0110 0110 nnnn dddd ++++ 1001 mmmm | UQADD8 | uqadd8<c> <d>, <n>, <m> | V6
      cccc 0110 0110 nnnn dddd ++++ 1111 mmmm | UQSUB8 | uqsub8<c> <d>, <n>, <m> | V6
      cccc 0110 0111 nnnn dddd ++++ 0001 mmmm | UHADD16 | uhadd16<c> <d>, <n>, <m> | V6
      cccc 0110 0111 nnnn dddd ++++ 0011 mmmm | UHASX | uhasx<c> <d>, <n>, <m> | V6
      cccc 0110 0111 nnnn dddd ++++ 0101 mmmm | UHSAX | uhsax<c> <d>, <n>, <m> | V6
      cccc 0110 0111 nnnn dddd ++++ 0111 mmmm | UHSUB16 | uhsub16<c> <d>, <n>, <m> | V6
      cccc 0110 0111 nnnn dddd ++++ 1001 mmmm | UHADD8 | uhadd8<c> <d>, <n>, <m> | V6
      cccc 0110 0111 nnnn dddd ++++ 1111 mmmm | UHSUB8 | uhsub8<c> <d>, <n>, <m> | V6
      cccc 0110 1000 nnnn dddd ++++ 1011 mmmm | SEL | sel<c> <d>, <n>, <m> | V6
      cccc 0110 1000 nnnn dddd hhhh h001 mmmm | PKHBT SHIFT_IMMEDIATE y=0 | pkhbt<c> <d>, <n>, <op> | V6
      cccc 0110 1000 nnnn dddd hhhh h101 mmmm | PKHTB SHIFT_IMMEDIATE y=2 | pkhtb<c> <d>, <n>, <op> | V6
      cccc 0110 101w wwww dddd hhhh hy01 mmmm | SSAT SAT | ssat<c> <d>, <#w+1>, <op> | V6
      cccc 0110 111w wwww dddd hhhh hy01 mmmm | USAT SAT | usat<c> <d>, <#w>, <op> | V6
      cccc 0110 1010 wwww dddd ++++ 0011 mmmm | SSAT16 REGISTER | ssat16<c> <d>, <#w+1>, <m> | V6
      cccc 0110 1110 wwww dddd ++++ 0011 mmmm | USAT16 REGISTER | usat16<c> <d>, <#w>, <m> | V6
      cccc 0110 1000 nnnn dddd oo-- 0111 mmmm | SXTAB16 ROTATE | sxtab16<c> <d>, <n>, <op> | V6
      cccc 0110 1010 nnnn dddd oo-- 0111 mmmm | SXTAB ROTATE | sxtab<c> <d>, <n>, <op> | V6
      cccc 0110 1011 nnnn dddd oo-- 0111 mmmm | SXTAH ROTATE | sxtah<c> <d>, <n>, <op> | V6
      cccc 0110 1100 nnnn dddd oo-- 0111 mmmm | UXTAB16 ROTATE | uxtab16<c> <d>, <n>, <op> | V6
      cccc 0110 1110 nnnn dddd oo-- 0111 mmmm | UXTAB ROTATE | uxtab<c> <d>, <n>, <op> | V6
      cccc 0110 1111 nnnn dddd oo-- 0111 mmmm | UXTAH ROTATE | uxtah<c> <d>, <n>, <op> | V6
      cccc 0110 1000 1111 dddd oo-- 0111 mmmm | SXTB16 ROTATE | sxtb16<c> <d>, <op> | V6
      cccc 0110 1010 1111 dddd oo-- 0111 mmmm | SXTB ROTATE | sxtb<c> <d>, <op> | V6
      cccc 0110 1011 1111 dddd oo-- 0111 mmmm | SXTH ROTATE | sxth<c> <d>, <op> | V6
      cccc 0110 1100 1111 dddd oo-- 0111 mmmm | UXTB16 ROTATE | uxtb16<c> <d>, <op> | V6
      cccc 0110 1110 1111 dddd oo-- 0111 mmmm | UXTB ROTATE | uxtb<c> <d>, <op> | V6
      cccc 0110 1111 1111 dddd oo-- 0111 mmmm | UXTH ROTATE | uxth<c> <d>, <op> | V6
      cccc 0110 1011 ++++ dddd ++++ 0011 mmmm | REV REGISTER | rev<c> <d>, <m> | V6
      cccc 0110 1011 ++++ dddd ++++ 1011 mmmm | REV16 REGISTER | rev16<c> <d>, <m> | V6
      cccc 0110 1111 ++++ dddd ++++ 0011 mmmm | RBIT REGISTER | rbit<c> <d>, <m> | V6T2
      cccc 0110 1111 ++++ dddd ++++ 1011 mmmm | REVSH REGISTER | revsh<c> <d>, <m> | V6
      cccc 0111 1000 dddd aaaa mmmm 0001 nnnn | USADA8 | usada8<c> <d>, <n>, <m>, <a> | V6
      cccc 0111 1000 dddd 1111 mmmm 0001 nnnn | USAD8 | usad8<c> <d>, <n>, <m> | V6
      cccc 0111 101w wwww dddd llll l101 nnnn | SBFX w+l | sbfx<c> <d>, <n>, <#l>, <#w+1> | V6T2
      cccc 0111 111w wwww dddd llll l101 nnnn | UBFX w+l | ubfx<c> <d>, <n>, <#l>, <#w+1> | V6T2
      cccc 0111 110w wwww dddd llll l001 1111 | BFC w^l | bfc<c> <d>, <#l>, <#w-l+1> | V6T2
      cccc 0111 110w wwww dddd llll l001 nnnn | BFI w^l | bfi<c> <d>, <n>, <#l>, <#w-l+1> | V6T2
      cccc 0111 1111 iiii iiii iiii 1111 iiii | UDF IMMEDIATE | udf<c> <#i> | V4
      """;
}
