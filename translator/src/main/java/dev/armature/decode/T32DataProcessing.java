package dev.armature.decode;

/** T32 data processing (ARM ARM A6.3.1 to A6.3.3, A6.3.11 to A6.3.15). */
final class T32DataProcessing {
  private T32DataProcessing() {}

  static final String ROWS =
      """
      1111 0i00 000S nnnn 0iii dddd iiii iiii | AND T32_IMMEDIATE | and<S><c><w> <d>, <n>, <op> | V6T2
      1110 1010 000S nnnn -hhh dddd hhyy mmmm | AND SHIFT_IMMEDIATE | and<S><c><w> <d>, <n>, <op> | V6T2
      1111 0i00 0001 nnnn 0iii 1111 iiii iiii | TST T32_IMMEDIATE S=1 | tst<c><w> <n>, <op> | V6T2
      1110 1010 0001 nnnn -hhh 1111 hhyy mmmm | TST SHIFT_IMMEDIATE S=1 | tst<c><w> <n>, <op> | V6T2
      1111 0i00 001S nnnn 0iii dddd iiii iiii | BIC T32_IMMEDIATE | bic<S><c><w> <d>, <n>, <op> | V6T2
      1110 1010 001S nnnn -hhh dddd hhyy mmmm | BIC SHIFT_IMMEDIATE | bic<S><c><w> <d>, <n>, <op> | V6T2
      1111 0i00 010S nnnn 0iii dddd iiii iiii | ORR T32_IMMEDIATE | orr<S><c><w> <d>, <n>, <op> | V6T2
      1110 1010 010S nnnn -hhh dddd hhyy mmmm | ORR SHIFT_IMMEDIATE | orr<S><c><w> <d>, <n>, <op> | V6T2
      1111 0i00 010S 1111 0iii dddd iiii iiii | MOV T32_IMMEDIATE | mov<S><c><w> <d>, <op> | V6T2
      1110 1010 010S 1111 -hhh dddd hhyy mmmm | MOV SHIFT_IMMEDIATE | mov<S><c>.w <d>, <op> | V6T2
      1111 0i00 011S nnnn 0iii dddd iiii iiii | ORN T32_IMMEDIATE | orn<S><c> <d>, <n>, <op> | V6T2
      1110 1010 011S nnnn -hhh dddd hhyy mmmm | ORN SHIFT_IMMEDIATE | orn<S><c> <d>, <n>, <op> | V6T2
      1111 0i00 011S 1111 0iii dddd iiii iiii | MVN T32_IMMEDIATE | mvn<S><c><w> <d>, <op> | V6T2
      1110 1010 011S 1111 -hhh dddd hhyy mmmm | MVN SHIFT_IMMEDIATE | mvn<S><c><w> <d>, <op> | V6T2
      1111 0i00 100S nnnn 0iii dddd iiii iiii | EOR T32_IMMEDIATE | eor<S><c><w> <d>, <n>, <op> | V6T2
      1110 1010 100S nnnn -hhh dddd hhyy mmmm | EOR SHIFT_IMMEDIATE | eor<S><c><w> <d>, <n>, <op> | V6T2
      1111 0i00 1001 nnnn 0iii 1111 iiii iiii | TEQ T32_IMMEDIATE S=1 | teq<c> <n>, <op> | V6T2
      1110 1010 1001 nnnn -hhh 1111 hhyy mmmm | TEQ SHIFT_IMMEDIATE S=1 | teq<c> <n>, <op> | V6T2
      1111 0i01 000S nnnn 0iii dddd iiii iiii | ADD T32_IMMEDIATE | add<S><c><w> <d>, <n>, <op> | V6T2
      1110 1011 000S nnnn -hhh dddd hhyy mmmm | ADD SHIFT_IMMEDIATE | add<S><c><w> <d>, <n>, <op> | V6T2
      1111 0i01 0001 nnnn 0iii 1111 iiii iiii | CMN T32_IMMEDIATE S=1 | cmn<c><w> <n>, <op> | V6T2
      1110 1011 0001 nnnn -hhh 1111 hhyy mmmm | CMN SHIFT_IMMEDIATE S=1 | cmn<c><w> <n>, <op> | V6T2
      1111 0i01 010S nnnn 0iii dddd iiii iiii | ADC T32_IMMEDIATE | adc<S><c><w> <d>, <n>, <op> | V6T2
      1110 1011 010S nnnn -hhh dddd hhyy mmmm | ADC SHIFT_IMMEDIATE | adc<S><c><w> <d>, <n>, <op> | V6T2
      1111 0i01 011S nnnn 0iii dddd iiii iiii | SBC T32_IMMEDIATE | sbc<S><c><w> <d>, <n>, <op> | V6T2
      1110 1011 011S nnnn -hhh dddd hhyy mmmm | SBC SHIFT_IMMEDIATE | sbc<S><c><w> <d>, <n>, <op> | V6T2
      1111 0i01 101S nnnn 0iii dddd iiii iiii | SUB T32_IMMEDIATE | sub<S><c><w> <d>, <n>, <op> | V6T2
      1110 1011 101S nnnn -hhh dddd hhyy mmmm | SUB SHIFT_IMMEDIATE | sub<S><c><w> <d>, <n>, <op> | V6T2
      1111 0i01 1011 nnnn 0iii 1111 iiii iiii | CMP T32_IMMEDIATE S=1 | cmp<c><w> <n>, <op> | V6T2
      1110 1011 1011 nnnn -hhh 1111 hhyy mmmm | CMP SHIFT_IMMEDIATE S=1 | cmp<c><w> <n>, <op> | V6T2
      1111 0i01 110S nnnn 0iii dddd iiii iiii | RSB T32_IMMEDIATE | rsb<S><c> <d>, <n>, <op> | V6T2
      1110 1011 110S nnnn -hhh dddd hhyy mmmm | RSB SHIFT_IMMEDIATE | rsb<S><c> <d>, <n>, <op> | V6T2
      1111 1010 000S mmmm 1111 dddd 0000 ssss | MOV SHIFT_REGISTER y=0 | lsl<S><c><w> <d>, <m>, <s> | V6T2
      1111 1010 001S mmmm 1111 dddd 0000 ssss | MOV SHIFT_REGISTER y=1 | lsr<S><c><w> <d>, <m>, <s> | V6T2
      1111 1010 010S mmmm 1111 dddd 0000 ssss | MOV SHIFT_REGISTER y=2 | asr<S><c><w> <d>, <m>, <s> | V6T2
      1111 1010 011S mmmm 1111 dddd 0000 ssss | MOV SHIFT_REGISTER y=3 | ror<S><c><w> <d>, <m>, <s> | V6T2
      1110 1010 1100 nnnn -hhh dddd hh0- mmmm | PKHBT SHIFT_IMMEDIATE y=0 | pkhbt<c> <d>, <n>, <op> | V6T2
      1110 1010 1100 nnnn -hhh dddd hh1- mmmm | PKHTB SHIFT_IMMEDIATE y=2 | pkhtb<c> <d>, <n>, <op> | V6T2
      1111 0i10 0000 nnnn 0iii dddd iiii iiii | ADD IMMEDIATE S=0 | addw<c> <d>, <n>, <#i> | V6T2
      1111 0i10 1010 nnnn 0iii dddd iiii iiii | SUB IMMEDIATE S=0 | subw<c> <d>, <n>, <#i> | V6T2
      1111 0i10 0000 1111 0iii dddd iiii iiii | ADR IMMEDIATE U=1 | addw<c> <d>, pc, <#i> | V6T2
      1111 0i10 1010 1111 0iii dddd iiii iiii | ADR IMMEDIATE U=0 | subw<c> <d>, pc, <#i> | V6T2
      1111 0i10 0100 jjjj 0iii dddd iiii iiii | MOVW T32_MOVW | movw<c> <d>, <#imm> | V6T2
      1111 0i10 1100 jjjj 0iii dddd iiii iiii | MOVT T32_MOVW | movt<c> <d>, <#imm> | V6T2
      1111 0-11 00y0 mmmm 0hhh dddd hh-w wwww | SSAT SAT | ssat<c> <d>, <#w+1>, <op> | V6T2
      1111 0-11 10y0 mmmm 0hhh dddd hh-w wwww | USAT SAT | usat<c> <d>, <#w>, <op> | V6T2
      1111 0-11 0010 mmmm 0000 dddd 00-- wwww | SSAT16 REGISTER | ssat16<c> <d>, <#w+1>, <m> | V6T2
      1111 0-11 1010 mmmm 0000 dddd 00-- wwww | USAT16 REGISTER | usat16<c> <d>, <#w>, <m> | V6T2
      1111 0-11 0100 nnnn 0lll dddd ll-w wwww | SBFX w+l | sbfx<c> <d>, <n>, <#l>, <#w+1> | V6T2
      1111 0-11 1100 nnnn 0lll dddd ll-w wwww | UBFX w+l | ubfx<c> <d>, <n>, <#l>, <#w+1> | V6T2
      1111 0-11 0110 nnnn 0lll dddd ll-w wwww | BFI w^l | bfi<c> <d>, <n>, <#l>, <#w-l+1> | V6T2
      1111 0-11 0110 1111 0lll dddd ll-w wwww | BFC w^l | bfc<c> <d>, <#l>, <#w-l+1> | V6T2
      1111 1010 0000 nnnn 1111 dddd 1-oo mmmm | SXTAH ROTATE | sxtah<c> <d>, <n>, <op> | V6T2
      1111 1010 0000 1111 1111 dddd 1-oo mmmm | SXTH ROTATE | sxth<c><w> <d>, <op> | V6T2
      1111 1010 0001 nnnn 1111 dddd 1-oo mmmm | UXTAH ROTATE | uxtah<c> <d>, <n>, <op> | V6T2
      1111 1010 0001 1111 1111 dddd 1-oo mmmm | UXTH ROTATE | uxth<c><w> <d>, <op> | V6T2
      1111 1010 0010 nnnn 1111 dddd 1-oo mmmm | SXTAB16 ROTATE | sxtab16<c> <d>, <n>, <op> | V6T2
      1111 1010 0010 1111 1111 dddd 1-oo mmmm | SXTB16 ROTATE | sxtb16<c> <d>, <op> | V6T2
      1111 1010 0011 nnnn 1111 dddd 1-oo mmmm | UXTAB16 ROTATE | uxtab16<c> <d>, <n>, <op> | V6T2
      1111 1010 0011 1111 1111 dddd 1-oo mmmm | UXTB16 ROTATE | uxtb16<c> <d>, <op> | V6T2
      1111 1010 0100 nnnn 1111 dddd 1-oo mmmm | SXTAB ROTATE | sxtab<c> <d>, <n>, <op> | V6T2
      1111 1010 0100 1111 1111 dddd 1-oo mmmm | SXTB ROTATE | sxtb<c><w> <d>, <op> | V6T2
      1111 1010 0101 nnnn 1111 dddd 1-oo mmmm | UXTAB ROTATE | uxtab<c> <d>, <n>, <op> | V6T2
      1111 1010 0101 1111 1111 dddd 1-oo mmmm | UXTB ROTATE | uxtb<c><w> <d>, <op> | V6T2
      1111 1010 1000 nnnn 1111 dddd 0000 mmmm | SADD8 | sadd8<c> <d>, <n>, <m> | V6T2
      1111 1010 1000 nnnn 1111 dddd 0001 mmmm | QADD8 | qadd8<c> <d>, <n>, <m> | V6T2
      1111 1010 1000 nnnn 1111 dddd 0010 mmmm | SHADD8 | shadd8<c> <d>, <n>, <m> | V6T2
      1111 1010 1000 nnnn 1111 dddd 0100 mmmm | UADD8 | uadd8<c> <d>, <n>, <m> | V6T2
      1111 1010 1000 nnnn 1111 dddd 0101 mmmm | UQADD8 | uqadd8<c> <d>, <n>, <m> | V6T2
      1111 1010 1000 nnnn 1111 dddd 0110 mmmm | UHADD8 | uhadd8<c> <d>, <n>, <m> | V6T2
      1111 1010 1001 nnnn 1111 dddd 0000 mmmm | SADD16 | sadd16<c> <d>, <n>, <m> | V6T2
      1111 1010 1001 nnnn 1111 dddd 0001 mmmm | QADD16 | qadd16<c> <d>, <n>, <m> | V6T2
      1111 1010 1001 nnnn 1111 dddd 0010 mmmm | SHADD16 | shadd16<c> <d>, <n>, <m> | V6T2
      1111 1010 1001 nnnn 1111 dddd 0100 mmmm | UADD16 | uadd16<c> <d>, <n>, <m> | V6T2
      1111 1010 1001 nnnn 1111 dddd 0101 mmmm | UQADD16 | uqadd16<c> <d>, <n>, <m> | V6T2
      1111 1010 1001 nnnn 1111 dddd 0110 mmmm | UHADD16 | uhadd16<c> <d>, <n>, <m> | V6T2
      1111 1010 1010 nnnn 1111 dddd 0000 mmmm | SASX | sasx<c> <d>, <n>, <m> | V6T2
      1111 1010 1010 nnnn 1111 dddd 0001 mmmm | QASX | qasx<c> <d>, <n>, <m> | V6T2
      1111 1010 1010 nnnn 1111 dddd 0010 mmmm | SHASX | shasx<c> <d>, <n>, <m> | V6T2
      1111 1010 1010 nnnn 1111 dddd 0100 mmmm | UASX | uasx<c> <d>, <n>, <m> | V6T2
      1111 1010 1010 nnnn 1111 dddd 0101 mmmm | UQASX | uqasx<c> <d>, <n>, <m> | V6T2
      1111 1010 1010 nnnn 1111 dddd 0110 mmmm | UHASX | uhasx<c> <d>, <n>, <m> | V6T2
      1111 1010 1110 nnnn 1111 dddd 0000 mmmm | SSAX | ssax<c> <d>, <n>, <m> | V6T2
      1111 1010 1110 nnnn 1111 dddd 0001 mmmm | QSAX | qsax<c> <d>, <n>, <m> | V6T2
      1111 1010 1110 nnnn 1111 dddd 0010 mmmm | SHSAX | shsax<c> <d>, <n>, <m> | V6T2
      1111 1010 1110 nnnn 1111 dddd 0100 mmmm | USAX | usax<c> <d>, <n>, <m> | V6T2
      1111 1010 1110 nnnn 1111 dddd 0101 mmmm | UQSAX | uqsax<c> <d>, <n>, <m> | V6T2
      1111 1010 1110 nnnn 1111 dddd 0110 mmmm | UHSAX | uhsax<c> <d>, <n>, <m> | V6T2
      1111 1010 1101 nnnn 1111 dddd 0000 mmmm | SSUB16 | ssub16<c> <d>, <n>, <m> | V6T2
      1111 1010 1101 nnnn 1111 dddd 0001 mmmm | QSUB16 | qsub16<c> <d>, <n>, <m> | V6T2
      1111 1010 1101 nnnn 1111 dddd 0010 mmmm | SHSUB16 | shsub16<c> <d>, <n>, <m> | V6T2
      1111 1010 1101 nnnn 1111 dddd 0100 mmmm | USUB16 | usub16<c> <d>, <n>, <m> | V6T2
      1111 1010 1101 nnnn 1111 dddd 0101 mmmm | UQSUB16 | uqsub16<c> <d>, <n>, <m> | V6T2
      1111 1010 1101 nnnn 1111 dddd 0110 mmmm | UHSUB16 | uhsub16<c> <d>, <n>, <m> | V6T2
      1111 1010 1100 nnnn 1111 dddd 0000 mmmm | SSUB8 | ssub8<c> <d>, <n>, <m> | V6T2
      1111 1010 1100 nnnn 1111 dddd 0001 mmmm | QSUB8 | qsub8<c> <d>, <n>, <m> | V6T2
      1111 1010 1100 nnnn 1111 dddd 0010 mmmm | SHSUB8 | shsub8<c> <d>, <n>, <m> | V6T2
      1111 1010 1100 nnnn 1111 dddd 0100 mmmm | USUB8 | usub8<c> <d>, <n>, <m> | V6T2
      1111 1010 1100 nnnn 1111 dddd 0101 mmmm | UQSUB8 | uqsub8<c> <d>, <n>, <m> | V6T2
      1111 1010 1100 nnnn 1111 dddd 0110 mmmm | UHSUB8 | uhsub8<c> <d>, <n>, <m> | V6T2
      1111 1010 1000 nnnn 1111 dddd 1000 mmmm | QADD | qadd<c> <d>, <m>, <n> | V6T2
      1111 1010 1000 nnnn 1111 dddd 1001 mmmm | QDADD | qdadd<c> <d>, <m>, <n> | V6T2
      1111 1010 1000 nnnn 1111 dddd 1010 mmmm | QSUB | qsub<c> <d>, <m>, <n> | V6T2
      1111 1010 1000 nnnn 1111 dddd 1011 mmmm | QDSUB | qdsub<c> <d>, <m>, <n> | V6T2
      1111 1010 1001 ---- 1111 dddd 1000 mmmm | REV REGISTER | rev<c><w> <d>, <m> | V6T2
      1111 1010 1001 ---- 1111 dddd 1001 mmmm | REV16 REGISTER | rev16<c><w> <d>, <m> | V6T2
      1111 1010 1001 ---- 1111 dddd 1010 mmmm | RBIT REGISTER | rbit<c> <d>, <m> | V6T2
      1111 1010 1001 ---- 1111 dddd 1011 mmmm | REVSH REGISTER | revsh<c><w> <d>, <m> | V6T2
      1111 1010 1010 nnnn 1111 dddd 1000 mmmm | SEL | sel<c> <d>, <n>, <m> | V6T2
      1111 1010 1011 ---- 1111 dddd 1000 mmmm | CLZ REGISTER | clz<c> <d>, <m> | V6T2
      1111 1010 1100 nnnn 1111 dddd 10zz mmmm | CRC32 z<3 | crc32<sz> <d>, <n>, <m> | CRC32
      1111 1010 1101 nnnn 1111 dddd 10zz mmmm | CRC32C z<3 | crc32c<sz> <d>, <n>, <m> | CRC32
      """;
}
