package dev.armature.decode;

/** T32 branches and miscellaneous control (ARM ARM A6.3.4). */
final class T32Branches {
  private T32Branches() {}

  static final String ROWS =
      """
      1111 0Scc ccii iiii 10A0 Biii iiii iiii | B BRANCH_T20 c<14 | b<c><w> <target> | V6T2
      1111 0Sii iiii iiii 10A1 Biii iiii iiii | B BRANCH_T24 K=1 | b<c><w> <target> | V6T2
      1111 0Sii iiii iiii 11A1 Biii iiii iiii | BL BRANCH_T24 K=1 | bl<c> <target> | V4T
      1111 0Sii iiii iiii 11A0 Biii iiii iii0 | BLX_IMM BRANCH_T24 K=2 | blx<c> <target> | V5T
      1110 1000 1101 nnnn ++++ ---- 0000 mmmm | TBB | tbb<c> [<n>, <m>] | V6T2
      1110 1000 1101 nnnn ++++ ---- 0001 mmmm | TBH | tbh<c> [<n>, <m>, lsl #1] | V6T2
      1111 0011 1000 mmmm 10-0 kkkk --0- ---- | MSR REGISTER | msr<c> <psr>, <m> | V6T2
      1111 0011 1001 mmmm 10-0 kkkk --0- ---- | UNDEFINED R=1 | msr<c> <psr>, <m> | V6T2
      1111 0011 100R nnnn 10-0 kkkk --1k ---- | UNDEFINED | msr<c> <banked>, <n> | V7
      1111 0011 1010 ++++ 10-0 -000 iiii iiii | NOP IMMEDIATE | nop<c><w> {<i>} | V6T2
      1111 0011 1010 ++++ 10-0 -000 0000 0000 | NOP | nop<c><w> | V6T2
      1111 0011 1010 ++++ 10-0 -000 0000 0001 | YIELD | yield<c><w> | V6T2
      1111 0011 1010 ++++ 10-0 -000 0000 0010 | WFE | wfe<c><w> | V6T2
      1111 0011 1010 ++++ 10-0 -000 0000 0011 | WFI | wfi<c><w> | V6T2
      1111 0011 1010 ++++ 10-0 -000 0000 0100 | SEV | sev<c><w> | V6T2
      1111 0011 1010 ++++ 10-0 -000 0000 0101 | SEVL | sevl<c><w> | V6T2
      1111 0011 1010 ++++ 10-0 -000 1111 iiii | DBG IMMEDIATE | dbg<c> <#i> | V6T2
      1111 0011 1010 ++++ 10-0 -EIJ FFFi iiii | CPS | cps<cps> | V6T2
      1111 0011 1011 ++++ 10-0 ++++ 0010 ++++ | CLREX | clrex<c> | V6T2
      1111 0011 1011 ++++ 10-0 ++++ 0100 iiii | DSB IMMEDIATE | dsb<c> <barrier> | V7
      1111 0011 1011 ++++ 10-0 ++++ 0101 iiii | DMB IMMEDIATE | dmb<c> <barrier> | V7
      1111 0011 1011 ++++ 10-0 ++++ 0110 iiii | ISB IMMEDIATE | isb<c> <barrier> | V7
      1111 0011 1100 mmmm 10-0 ++++ ---- ---- | BXJ REGISTER | bxj<c> <m> | V6T2
      1111 0011 1101 ++++ 10-0 ++++ iiii iiii | UNDEFINED IMMEDIATE | subs<c> pc, lr, <#i> | V6T2
      1111 0011 1110 ++++ 10-0 dddd --0- ---- | MRS | mrs<c> <d>, CPSR | V6T2
      1111 0011 1111 ++++ 10-0 dddd --0- ---- | UNDEFINED | mrs<c> <d>, SPSR | V6T2
      1111 0011 111R kkkk 10-0 dddd --1k ---- | UNDEFINED | mrs<c> <d>, <banked> | V7
      1111 0111 1110 iiii 1000 iiii iiii iiii | UNDEFINED | hvc <#i> | V7
      1111 0111 1111 iiii 1000 ---- ---- ---- | UNDEFINED | smc<c> <#i> | V6T2
      1111 0111 1111 iiii 1010 iiii iiii iiii | UDF IMMEDIATE | udf<c><w> <#i> | V6T2
      """;
}
