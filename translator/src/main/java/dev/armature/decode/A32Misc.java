package dev.armature.decode;

/**
 * A32 branches, status registers, hints and exceptions (ARM ARM A5.2.11, A5.2.12, A5.5). Hints are
 * an MSR to no field: they do nothing also on cores from before the extension that named them.
 */
final class A32Misc {
  private A32Misc() {}

  static final String ROWS =
      """
      cccc 1010 iiii iiii iiii iiii iiii iiii | B BRANCH K=2 | b<c> <target> | V4
      cccc 1011 iiii iiii iiii iiii iiii iiii | BL BRANCH K=2 | bl<c> <target> | V4
      cccc 1111 iiii iiii iiii iiii iiii iiii | SVC IMMEDIATE | svc<c> <0xxi> | V4
      cccc 0001 0010 ++++ ++++ ++++ 0001 mmmm | BX REGISTER | bx<c> <m> | V4T
      cccc 0001 0010 ++++ ++++ ++++ 0010 mmmm | BXJ REGISTER | bxj<c> <m> | V5TE
      cccc 0001 0010 ++++ ++++ ++++ 0011 mmmm | BLX_REG REGISTER | blx<c> <m> | V5T
      cccc 0001 0110 ++++ dddd ++++ 0001 mmmm | CLZ REGISTER | clz<c> <d>, <m> | V5T
      cccc 0001 0000 iiii iiii iiii 0111 iiii | HLT IMMEDIATE | hlt <0xi> | V8
      cccc 0001 0010 iiii iiii iiii 0111 iiii | BKPT IMMEDIATE | bkpt <0xi> | V5T
      cccc 0001 0100 iiii iiii iiii 0111 iiii | UNDEFINED | hvc<c> <i> | V7
      cccc 0001 0110 ---- ---- ---- 0111 iiii | UNDEFINED | smc<c> <i> | V6K
      cccc 0001 0110 ---- ---- ---- 0110 +++- | UNDEFINED | eret<c> | V7
      cccc 0001 0000 ++++ dddd --0- 0000 ---- | MRS | mrs<c> <d>, CPSR | V4
      cccc 0001 0100 ++++ dddd --0- 0000 ---- | UNDEFINED | mrs<c> <d>, SPSR | V4
      cccc 0001 0R00 kkkk dddd --1k 0000 ---- | UNDEFINED | mrs<c> <d>, <banked> | V7
      cccc 0001 0R10 kkkk ---- --1k 0000 nnnn | UNDEFINED | msr<c> <banked>, <n> | V7
      cccc 0001 0010 kkkk ++++ --0- 0000 mmmm | MSR REGISTER | msr<c> <psr>, <m> | V4
      cccc 0001 0110 kkkk ++++ --0- 0000 mmmm | UNDEFINED R=1 | msr<c> <psr>, <m> | V4
      cccc 0011 0010 kkkk ++++ iiii iiii iiii | MSR A32_IMMEDIATE | msr<c> <psr>, <#op> | V4
      cccc 0011 0110 kkkk ++++ iiii iiii iiii | UNDEFINED A32_IMMEDIATE R=1 | msr<c> <psr>, <#op> | V4
      cccc 0011 0010 0000 ++++ ---- iiii iiii | NOP IMMEDIATE | nop<c> {<i>} | V4
      cccc 0011 0010 0000 ++++ ---- 0000 0001 | YIELD | yield<c> | V4
      cccc 0011 0010 0000 ++++ ---- 0000 0010 | WFE | wfe<c> | V4
      cccc 0011 0010 0000 ++++ ---- 0000 0011 | WFI | wfi<c> | V4
      cccc 0011 0010 0000 ++++ ---- 0000 0100 | SEV | sev<c> | V4
      cccc 0011 0010 0000 ++++ ---- 0000 0101 | SEVL | sevl | V4
      cccc 0011 0010 0000 ++++ ---- 1111 iiii | DBG IMMEDIATE | dbg<c> <#i> | V4
      cccc 0001 0zz0 nnnn dddd --0- 0100 mmmm | CRC32 z<3 | crc32<sz> <d>, <n>, <m> | CRC32
      cccc 0001 0zz0 nnnn dddd --1- 0100 mmmm | CRC32C z<3 | crc32c<sz> <d>, <n>, <m> | CRC32
      cccc 1110 xxx0 nnnn tttt pppp zzz1 mmmm | MCR p!=10 p!=11 | mcr<c> <cp>, <x>, <t>, <cn>, <cm>, {<z>} | V4
      cccc 1110 xxx1 nnnn tttt pppp zzz1 mmmm | MRC p!=10 p!=11 | mrc<c> <cp>, <x>, <apsrt>, <cn>, <cm>, {<z>} | V4
      cccc 1110 xxxx nnnn dddd pppp zzz0 mmmm | UNDEFINED p!=10 p!=11 | cdp<c> <cp>, <x>, <cd>, <cn>, <cm>, {<z>} | V4
      cccc 1100 0100 uuuu tttt pppp xxxx mmmm | MCRR p!=10 p!=11 | mcrr<c> <cp>, <x>, <t>, <u>, <cm> | V5TE
      cccc 1100 0101 uuuu tttt pppp xxxx mmmm | MRRC p!=10 p!=11 | mrrc<c> <cp>, <x>, <t>, <u>, <cm> | V5TE
      cccc 110P UNW0 nnnn dddd pppp iiii iiii | UNDEFINED MEM_IMMEDIATE K=2 p!=10 p!=11 | stc<l><c> <cp>, <cd>, <mem> | V4
      cccc 110P UNW1 nnnn dddd pppp iiii iiii | UNDEFINED MEM_IMMEDIATE K=2 p!=10 p!=11 | ldc<l><c> <cp>, <cd>, <mem> | V4
      """;
}
