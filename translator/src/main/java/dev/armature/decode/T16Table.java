package dev.armature.decode;

/** The 16-bit Thumb instructions (ARM ARM A6.2). */
final class T16Table {
  private T16Table() {}

  static final String ROWS =
      """
      0000 0hhh hhmm mddd | MOV SHIFT_IMMEDIATE y=0 S=2 | lsl<S><c> <d>, <m>, <#h> | V4T
      0000 0000 00mm mddd | MOV REGISTER S=2 | movs <d>, <m> | V4T
      0000 1hhh hhmm mddd | MOV SHIFT_IMMEDIATE y=1 S=2 | lsr<S><c> <d>, <m>, <#h32> | V4T
      0001 0hhh hhmm mddd | MOV SHIFT_IMMEDIATE y=2 S=2 | asr<S><c> <d>, <m>, <#h32> | V4T
      0001 100m mmnn nddd | ADD REGISTER S=2 | add<S><c> <d>, <n>, <m> | V4T
      0001 101m mmnn nddd | SUB REGISTER S=2 | sub<S><c> <d>, <n>, <m> | V4T
      0001 110i iinn nddd | ADD IMMEDIATE S=2 | add<S><c> <d>, <n>, <#i> | V4T
      0001 111i iinn nddd | SUB IMMEDIATE S=2 | sub<S><c> <d>, <n>, <#i> | V4T
      0010 0ddd iiii iiii | MOV IMMEDIATE S=2 | mov<S><c> <d>, <#i> | V4T
      0010 1nnn iiii iiii | CMP IMMEDIATE S=1 | cmp<c> <n>, <#i> | V4T
      0011 0ddd iiii iiii | ADD IMMEDIATE n=d S=2 | add<S><c> <d>, <#i> | V4T
      0011 1ddd iiii iiii | SUB IMMEDIATE n=d S=2 | sub<S><c> <d>, <#i> | V4T
      0100 0000 00mm mddd | AND REGISTER n=d S=2 | and<S><c> <d>, <m> | V4T
      0100 0000 01mm mddd | EOR REGISTER n=d S=2 | eor<S><c> <d>, <m> | V4T
      0100 0000 10ss sddd | MOV SHIFT_REGISTER m=d y=0 S=2 | lsl<S><c> <d>, <s> | V4T
      0100 0000 11ss sddd | MOV SHIFT_REGISTER m=d y=1 S=2 | lsr<S><c> <d>, <s> | V4T
      0100 0001 00ss sddd | MOV SHIFT_REGISTER m=d y=2 S=2 | asr<S><c> <d>, <s> | V4T
      0100 0001 01mm mddd | ADC REGISTER n=d S=2 | adc<S><c> <d>, <m> | V4T
      0100 0001 10mm mddd | SBC REGISTER n=d S=2 | sbc<S><c> <d>, <m> | V4T
      0100 0001 11ss sddd | MOV SHIFT_REGISTER m=d y=3 S=2 | ror<S><c> <d>, <s> | V4T
      0100 0010 00mm mnnn | TST REGISTER S=1 | tst<c> <n>, <m> | V4T
      0100 0010 01nn nddd | RSB IMMEDIATE i=0 S=2 | neg<S><c> <d>, <n> | V4T
      0100 0010 10mm mnnn | CMP REGISTER S=1 | cmp<c> <n>, <m> | V4T
      0100 0010 11mm mnnn | CMN REGISTER S=1 | cmn<c> <n>, <m> | V4T
      0100 0011 00mm mddd | ORR REGISTER n=d S=2 | orr<S><c> <d>, <m> | V4T
      0100 0011 01nn nddd | MUL m=d S=2 | mul<S><c> <d>, <n> | V4T
      0100 0011 10mm mddd | BIC REGISTER n=d S=2 | bic<S><c> <d>, <m> | V4T
      0100 0011 11mm mddd | MVN REGISTER S=2 | mvn<S><c> <d>, <m> | V4T
      0100 0100 dmmm mddd | ADD REGISTER n=d S=0 | add<c> <d>, <m> | V4T
      0100 0101 nmmm mnnn | CMP REGISTER S=1 | cmp<c> <n>, <m> | V4T
      0100 0110 dmmm mddd | MOV REGISTER S=0 | mov<c> <d>, <m> | V4T
      0100 0110 1100 0000 | NOP | nop<c> | V4T
      0100 0111 0mmm m--- | BX REGISTER | bx<c> <m> | V4T
      0100 0111 1mmm m--- | BLX_REG REGISTER | blx<c> <m> | V5T
      0100 1ttt iiii iiii | LDR MEM_IMMEDIATE n=15 K=2 P=1 U=1 | ldr<c> <t>, <mem> | V4T
      0101 000m mmnn nttt | STR MEM_REGISTER P=1 U=1 | str<c> <t>, <mem> | V4T
      0101 001m mmnn nttt | STRH MEM_REGISTER P=1 U=1 | strh<c> <t>, <mem> | V4T
      0101 010m mmnn nttt | STRB MEM_REGISTER P=1 U=1 | strb<c> <t>, <mem> | V4T
      0101 011m mmnn nttt | LDRSB MEM_REGISTER P=1 U=1 | ldrsb<c> <t>, <mem> | V4T
      0101 100m mmnn nttt | LDR MEM_REGISTER P=1 U=1 | ldr<c> <t>, <mem> | V4T
      0101 101m mmnn nttt | LDRH MEM_REGISTER P=1 U=1 | ldrh<c> <t>, <mem> | V4T
      0101 110m mmnn nttt | LDRB MEM_REGISTER P=1 U=1 | ldrb<c> <t>, <mem> | V4T
      0101 111m mmnn nttt | LDRSH MEM_REGISTER P=1 U=1 | ldrsh<c> <t>, <mem> | V4T
      0110 0iii iinn nttt | STR MEM_IMMEDIATE K=2 P=1 U=1 | str<c> <t>, <mem> | V4T
      0110 1iii iinn nttt | LDR MEM_IMMEDIATE K=2 P=1 U=1 | ldr<c> <t>, <mem> | V4T
      0111 0iii iinn nttt | STRB MEM_IMMEDIATE P=1 U=1 | strb<c> <t>, <mem> | V4T
      0111 1iii iinn nttt | LDRB MEM_IMMEDIATE P=1 U=1 | ldrb<c> <t>, <mem> | V4T
      1000 0iii iinn nttt | STRH MEM_IMMEDIATE K=1 P=1 U=1 | strh<c> <t>, <mem> | V4T
      1000 1iii iinn nttt | LDRH MEM_IMMEDIATE K=1 P=1 U=1 | ldrh<c> <t>, <mem> | V4T
      1001 0ttt iiii iiii | STR MEM_IMMEDIATE n=13 K=2 P=1 U=1 | str<c> <t>, <mem> | V4T
      1001 1ttt iiii iiii | LDR MEM_IMMEDIATE n=13 K=2 P=1 U=1 | ldr<c> <t>, <mem> | V4T
      1010 0ddd iiii iiii | ADR IMMEDIATE K=2 U=1 | add<c> <d>, pc, <#i> | V4T
      1010 1ddd iiii iiii | ADD IMMEDIATE n=13 K=2 S=0 | add<c> <d>, sp, <#i> | V4T
      1011 0000 0iii iiii | ADD IMMEDIATE d=13 n=13 K=2 S=0 | add<c> sp, <#i> | V4T
      1011 0000 1iii iiii | SUB IMMEDIATE d=13 n=13 K=2 S=0 | sub<c> sp, <#i> | V4T
      1011 0010 00mm mddd | SXTH ROTATE | sxth<c> <d>, <m> | V6
      1011 0010 01mm mddd | SXTB ROTATE | sxtb<c> <d>, <m> | V6
      1011 0010 10mm mddd | UXTH ROTATE | uxth<c> <d>, <m> | V6
      1011 0010 11mm mddd | UXTB ROTATE | uxtb<c> <d>, <m> | V6
      1011 00i1 iiii innn | CBZ IMMEDIATE K=1 | cbz <n>, <target> | V6T2
      1011 10i1 iiii innn | CBNZ IMMEDIATE K=1 | cbnz <n>, <target> | V6T2
      1011 010J rrrr rrrr | STM n=13 P=1 U=0 W=1 | push<c> <r> | V4T
      1011 110G rrrr rrrr | LDM n=13 P=0 U=1 W=1 | pop<c> <r> | V4T
      1011 0110 010+ E--- | SETEND | setend <endian> | V6
      1011 0110 011I -FFF | CPS E=1 | cps<cps> | V6
      1011 1010 00mm mddd | REV REGISTER | rev<c> <d>, <m> | V6
      1011 1010 01mm mddd | REV16 REGISTER | rev16<c> <d>, <m> | V6
      1011 1010 11mm mddd | REVSH REGISTER | revsh<c> <d>, <m> | V6
      1011 1010 10ii iiii | HLT IMMEDIATE | hlt <0xi> | V8
      1011 1110 iiii iiii | BKPT IMMEDIATE | bkpt <0xi> | V5T
      1011 1111 iiii iiii | IT IMMEDIATE | it<it> | V6T2
      1011 1111 iiii 0000 | NOP IMMEDIATE | nop<c> {<i>} | V6T2
      1011 1111 0000 0000 | NOP | nop<c> | V6T2
      1011 1111 0001 0000 | YIELD | yield<c> | V6T2
      1011 1111 0010 0000 | WFE | wfe<c> | V6T2
      1011 1111 0011 0000 | WFI | wfi<c> | V6T2
      1011 1111 0100 0000 | SEV | sev<c> | V6T2
      1011 1111 0101 0000 | SEVL | sevl<c> | V6T2
      1100 0nnn rrrr rrrr | STM P=0 U=1 W=1 | stmia<c> <n>!, <r> | V4T
      1100 1nnn rrrr rrrr | LDM P=0 U=1 W=2 | ldmia<c> <n><!>, <r> | V4T
      1101 cccc iiii iiii | B BRANCH K=1 | b<c>.n <target> | V4T
      1101 1110 iiii iiii | UDF IMMEDIATE | udf<c> <#i> | V4T
      1101 1111 iiii iiii | SVC IMMEDIATE | svc<c> <i> | V4T
      1110 0iii iiii iiii | B BRANCH K=1 | b<c>.n <target> | V4T
      """;
}
