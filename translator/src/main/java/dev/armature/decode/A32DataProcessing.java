package dev.armature.decode;

/** A32 data processing (ARM ARM A5.2.1 to A5.2.4). */
final class A32DataProcessing {
  private A32DataProcessing() {}

  static final String ROWS =
      """
      cccc 0010 000S nnnn dddd iiii iiii iiii | AND A32_IMMEDIATE | and<S><c> <d>, <n>, <op> | V4
      cccc 0010 0001 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | and<S><c> <d>, <n>, <op> | V4
      cccc 0000 000S nnnn dddd hhhh hyy0 mmmm | AND SHIFT_IMMEDIATE | and<S><c> <d>, <n>, <op> | V4
      cccc 0000 0001 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | and<S><c> <d>, <n>, <op> | V4
      cccc 0000 000S nnnn dddd ssss 0yy1 mmmm | AND SHIFT_REGISTER | and<S><c> <d>, <n>, <op> | V4
      cccc 0000 0001 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | and<S><c> <d>, <n>, <op> | V4
      cccc 0010 001S nnnn dddd iiii iiii iiii | EOR A32_IMMEDIATE | eor<S><c> <d>, <n>, <op> | V4
      cccc 0010 0011 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | eor<S><c> <d>, <n>, <op> | V4
      cccc 0000 001S nnnn dddd hhhh hyy0 mmmm | EOR SHIFT_IMMEDIATE | eor<S><c> <d>, <n>, <op> | V4
      cccc 0000 0011 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | eor<S><c> <d>, <n>, <op> | V4
      cccc 0000 001S nnnn dddd ssss 0yy1 mmmm | EOR SHIFT_REGISTER | eor<S><c> <d>, <n>, <op> | V4
      cccc 0000 0011 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | eor<S><c> <d>, <n>, <op> | V4
      cccc 0010 010S nnnn dddd iiii iiii iiii | SUB A32_IMMEDIATE | sub<S><c> <d>, <n>, <op> | V4
      cccc 0010 0101 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | sub<S><c> <d>, <n>, <op> | V4
      cccc 0000 010S nnnn dddd hhhh hyy0 mmmm | SUB SHIFT_IMMEDIATE | sub<S><c> <d>, <n>, <op> | V4
      cccc 0000 0101 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | sub<S><c> <d>, <n>, <op> | V4
      cccc 0000 010S nnnn dddd ssss 0yy1 mmmm | SUB SHIFT_REGISTER | sub<S><c> <d>, <n>, <op> | V4
      cccc 0000 0101 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | sub<S><c> <d>, <n>, <op> | V4
      cccc 0010 011S nnnn dddd iiii iiii iiii | RSB A32_IMMEDIATE | rsb<S><c> <d>, <n>, <op> | V4
      cccc 0010 0111 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | rsb<S><c> <d>, <n>, <op> | V4
      cccc 0000 011S nnnn dddd hhhh hyy0 mmmm | RSB SHIFT_IMMEDIATE | rsb<S><c> <d>, <n>, <op> | V4
      cccc 0000 0111 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | rsb<S><c> <d>, <n>, <op> | V4
      cccc 0000 011S nnnn dddd ssss 0yy1 mmmm | RSB SHIFT_REGISTER | rsb<S><c> <d>, <n>, <op> | V4
      cccc 0000 0111 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | rsb<S><c> <d>, <n>, <op> | V4
      cccc 0010 100S nnnn dddd iiii iiii iiii | ADD A32_IMMEDIATE | add<S><c> <d>, <n>, <op> | V4
      cccc 0010 1001 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | add<S><c> <d>, <n>, <op> | V4
      cccc 0000 100S nnnn dddd hhhh hyy0 mmmm | ADD SHIFT_IMMEDIATE | add<S><c> <d>, <n>, <op> | V4
      cccc 0000 1001 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | add<S><c> <d>, <n>, <op> | V4
      cccc 0000 100S nnnn dddd ssss 0yy1 mmmm | ADD SHIFT_REGISTER | add<S><c> <d>, <n>, <op> | V4
      cccc 0000 1001 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | add<S><c> <d>, <n>, <op> | V4
      cccc 0010 101S nnnn dddd iiii iiii iiii | ADC A32_IMMEDIATE | adc<S><c> <d>, <n>, <op> | V4
      cccc 0010 1011 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | adc<S><c> <d>, <n>, <op> | V4
      cccc 0000 101S nnnn dddd hhhh hyy0 mmmm | ADC SHIFT_IMMEDIATE | adc<S><c> <d>, <n>, <op> | V4
      cccc 0000 1011 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | adc<S><c> <d>, <n>, <op> | V4
      cccc 0000 101S nnnn dddd ssss 0yy1 mmmm | ADC SHIFT_REGISTER | adc<S><c> <d>, <n>, <op> | V4
      cccc 0000 1011 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | adc<S><c> <d>, <n>, <op> | V4
      cccc 0010 110S nnnn dddd iiii iiii iiii | SBC A32_IMMEDIATE | sbc<S><c> <d>, <n>, <op> | V4
      cccc 0010 1101 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | sbc<S><c> <d>, <n>, <op> | V4
      cccc 0000 110S nnnn dddd hhhh hyy0 mmmm | SBC SHIFT_IMMEDIATE | sbc<S><c> <d>, <n>, <op> | V4
      cccc 0000 1101 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | sbc<S><c> <d>, <n>, <op> | V4
      cccc 0000 110S nnnn dddd ssss 0yy1 mmmm | SBC SHIFT_REGISTER | sbc<S><c> <d>, <n>, <op> | V4
      cccc 0000 1101 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | sbc<S><c> <d>, <n>, <op> | V4
      cccc 0010 111S nnnn dddd iiii iiii iiii | RSC A32_IMMEDIATE | rsc<S><c> <d>, <n>, <op> | V4
      cccc 0010 1111 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | rsc<S><c> <d>, <n>, <op> | V4
      cccc 0000 111S nnnn dddd hhhh hyy0 mmmm | RSC SHIFT_IMMEDIATE | rsc<S><c> <d>, <n>, <op> | V4
      cccc 0000 1111 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | rsc<S><c> <d>, <n>, <op> | V4
      cccc 0000 111S nnnn dddd ssss 0yy1 mmmm | RSC SHIFT_REGISTER | rsc<S><c> <d>, <n>, <op> | V4
      cccc 0000 1111 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | rsc<S><c> <d>, <n>, <op> | V4
      cccc 0011 0001 nnnn ---- iiii iiii iiii | TST A32_IMMEDIATE S=1 | tst<c> <n>, <op> | V4
      cccc 0001 0001 nnnn ---- hhhh hyy0 mmmm | TST SHIFT_IMMEDIATE S=1 | tst<c> <n>, <op> | V4
      cccc 0001 0001 nnnn ---- ssss 0yy1 mmmm | TST SHIFT_REGISTER S=1 | tst<c> <n>, <op> | V4
      cccc 0011 0011 nnnn ---- iiii iiii iiii | TEQ A32_IMMEDIATE S=1 | teq<c> <n>, <op> | V4
      cccc 0001 0011 nnnn ---- hhhh hyy0 mmmm | TEQ SHIFT_IMMEDIATE S=1 | teq<c> <n>, <op> | V4
      cccc 0001 0011 nnnn ---- ssss 0yy1 mmmm | TEQ SHIFT_REGISTER S=1 | teq<c> <n>, <op> | V4
      cccc 0011 0101 nnnn ---- iiii iiii iiii | CMP A32_IMMEDIATE S=1 | cmp<c> <n>, <op> | V4
      cccc 0001 0101 nnnn ---- hhhh hyy0 mmmm | CMP SHIFT_IMMEDIATE S=1 | cmp<c> <n>, <op> | V4
      cccc 0001 0101 nnnn ---- ssss 0yy1 mmmm | CMP SHIFT_REGISTER S=1 | cmp<c> <n>, <op> | V4
      cccc 0011 0111 nnnn ---- iiii iiii iiii | CMN A32_IMMEDIATE S=1 | cmn<c> <n>, <op> | V4
      cccc 0001 0111 nnnn ---- hhhh hyy0 mmmm | CMN SHIFT_IMMEDIATE S=1 | cmn<c> <n>, <op> | V4
      cccc 0001 0111 nnnn ---- ssss 0yy1 mmmm | CMN SHIFT_REGISTER S=1 | cmn<c> <n>, <op> | V4
      cccc 0011 100S nnnn dddd iiii iiii iiii | ORR A32_IMMEDIATE | orr<S><c> <d>, <n>, <op> | V4
      cccc 0011 1001 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | orr<S><c> <d>, <n>, <op> | V4
      cccc 0001 100S nnnn dddd hhhh hyy0 mmmm | ORR SHIFT_IMMEDIATE | orr<S><c> <d>, <n>, <op> | V4
      cccc 0001 1001 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | orr<S><c> <d>, <n>, <op> | V4
      cccc 0001 100S nnnn dddd ssss 0yy1 mmmm | ORR SHIFT_REGISTER | orr<S><c> <d>, <n>, <op> | V4
      cccc 0001 1001 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | orr<S><c> <d>, <n>, <op> | V4
      cccc 0011 101S ---- dddd iiii iiii iiii | MOV A32_IMMEDIATE | mov<S><c> <d>, <op> | V4
      cccc 0011 1011 ---- 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | mov<S><c> <d>, <op> | V4
      cccc 0001 101S ---- dddd hhhh hyy0 mmmm | MOV SHIFT_IMMEDIATE | <shift> | V4
      cccc 0001 1011 ---- 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | <shift> | V4
      cccc 0001 101S ---- dddd ssss 0yy1 mmmm | MOV SHIFT_REGISTER | <shift> | V4
      cccc 0001 1011 ---- 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | <shift> | V4
      cccc 0011 110S nnnn dddd iiii iiii iiii | BIC A32_IMMEDIATE | bic<S><c> <d>, <n>, <op> | V4
      cccc 0011 1101 nnnn 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | bic<S><c> <d>, <n>, <op> | V4
      cccc 0001 110S nnnn dddd hhhh hyy0 mmmm | BIC SHIFT_IMMEDIATE | bic<S><c> <d>, <n>, <op> | V4
      cccc 0001 1101 nnnn 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | bic<S><c> <d>, <n>, <op> | V4
      cccc 0001 110S nnnn dddd ssss 0yy1 mmmm | BIC SHIFT_REGISTER | bic<S><c> <d>, <n>, <op> | V4
      cccc 0001 1101 nnnn 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | bic<S><c> <d>, <n>, <op> | V4
      cccc 0011 111S ---- dddd iiii iiii iiii | MVN A32_IMMEDIATE | mvn<S><c> <d>, <op> | V4
      cccc 0011 1111 ---- 1111 iiii iiii iiii | UNDEFINED A32_IMMEDIATE S=1 d=15 | mvn<S><c> <d>, <op> | V4
      cccc 0001 111S ---- dddd hhhh hyy0 mmmm | MVN SHIFT_IMMEDIATE | mvn<S><c> <d>, <op> | V4
      cccc 0001 1111 ---- 1111 hhhh hyy0 mmmm | UNDEFINED SHIFT_IMMEDIATE S=1 d=15 | mvn<S><c> <d>, <op> | V4
      cccc 0001 111S ---- dddd ssss 0yy1 mmmm | MVN SHIFT_REGISTER | mvn<S><c> <d>, <op> | V4
      cccc 0001 1111 ---- 1111 ssss 0yy1 mmmm | UNDEFINED SHIFT_REGISTER S=1 d=15 | mvn<S><c> <d>, <op> | V4
      cccc 0011 0000 iiii dddd iiii iiii iiii | MOVW IMMEDIATE | movw<c> <d>, <#i> | V6T2
      cccc 0011 0100 iiii dddd iiii iiii iiii | MOVT IMMEDIATE | movt<c> <d>, <#i> | V6T2
      """;
}
