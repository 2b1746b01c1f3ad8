package dev.armature.decode;

/** A32 instructions without a condition (ARM ARM A5.7); Thumb shares the coprocessor ones. */
final class A32Unconditional {
  private A32Unconditional() {}

  static final String ROWS =
      """
      1111 101H iiii iiii iiii iiii iiii iiii | BLX_IMM BRANCH_BLX | blx <target> | V5T
      1111 0001 0000 EIJ0 ---- ---F FF0i iiii | CPS | cps<cps> | V6
      1111 0001 0000 ---1 ---- --E- 0000 ---- | SETEND | setend <endian> | V6
      1111 0101 0111 ++++ ++++ ---- 0001 ++++ | CLREX | clrex | V6K
      1111 0101 0111 ++++ ++++ ---- 0100 iiii | DSB IMMEDIATE | dsb <barrier> | V7
      1111 0101 0111 ++++ ++++ ---- 0101 iiii | DMB IMMEDIATE | dmb <barrier> | V7
      1111 0101 0111 ++++ ++++ ---- 0110 iiii | ISB IMMEDIATE | isb <barrier> | V7
      1111 0101 U101 nnnn ++++ iiii iiii iiii | PLD MEM_IMMEDIATE P=1 | pld <mem> | V5TE
      1111 0101 U001 nnnn ++++ iiii iiii iiii | PLDW MEM_IMMEDIATE P=1 | pldw <mem> | MP
      1111 0100 U101 nnnn ++++ iiii iiii iiii | PLI MEM_IMMEDIATE P=1 | pli <mem> | V7
      1111 0100 U001 nnnn ++++ iiii iiii iiii | NOP MEM_IMMEDIATE P=1 | hint <mem> | MP
      1111 0110 U001 nnnn ++++ hhhh hyy0 mmmm | NOP MEM_REGISTER P=1 | hint <mem> | MP
      1111 0111 U101 nnnn ++++ hhhh hyy0 mmmm | PLD MEM_REGISTER P=1 | pld <mem> | V5TE
      1111 0111 U001 nnnn ++++ hhhh hyy0 mmmm | PLDW MEM_REGISTER P=1 | pldw <mem> | MP
      1111 0110 U101 nnnn ++++ hhhh hyy0 mmmm | PLI MEM_REGISTER P=1 | pli <mem> | V7
      1111 100P U1W0 ++-+ ---- -+-+ ---i iiii | UNDEFINED | srs<am> sp<!>, <#i> | V6
      1111 100P U0W1 nnnn ---- +-+- ---- ---- | UNDEFINED | rfe<am> <n><!> | V6
      1111 1110 xxx0 nnnn tttt pppp zzz1 mmmm | MCR p!=10 p!=11 | mcr2 <cp>, <x>, <t>, <cn>, <cm>, {<z>} | V5T
      1111 1110 xxx1 nnnn tttt pppp zzz1 mmmm | MRC p!=10 p!=11 | mrc2 <cp>, <x>, <t>, <cn>, <cm>, {<z>} | V5T
      1111 1110 xxxx nnnn dddd pppp zzz0 mmmm | UNDEFINED p!=10 p!=11 | cdp2 <cp>, <x>, <cd>, <cn>, <cm>, {<z>} | V5T
      1111 1100 0100 uuuu tttt pppp xxxx mmmm | MCRR p!=10 p!=11 | mcrr2 <cp>, <x>, <t>, <u>, <cm> | V6
      1111 1100 0101 uuuu tttt pppp xxxx mmmm | MRRC p!=10 p!=11 | mrrc2 <cp>, <x>, <t>, <u>, <cm> | V6
      1111 110P UNW0 nnnn dddd pppp iiii iiii | UNDEFINED MEM_IMMEDIATE K=2 p!=10 p!=11 | stc2<l> <cp>, <cd>, <mem> | V5T
      1111 110P UNW1 nnnn dddd pppp iiii iiii | UNDEFINED MEM_IMMEDIATE K=2 p!=10 p!=11 | ldc2<l> <cp>, <cd>, <mem> | V5T
      """;
}
