package dev.armature.decode;

/** T32 loads and stores (ARM ARM A6.3.5 to A6.3.10). */
final class T32LoadStore {
  private T32LoadStore() {}

  static final String ROWS =
      """
      1111 1000 1000 nnnn tttt iiii iiii iiii | STRB MEM_IMMEDIATE P=1 U=1 n!=15 | strb<c><w> <t>, <mem> | V6T2
      1111 1000 0000 nnnn tttt 1100 iiii iiii | STRB MEM_IMMEDIATE P=1 U=0 n!=15 | strb<c><w> <t>, <mem> | V6T2
      1111 1000 0000 nnnn tttt 1PU1 iiii iiii | STRB MEM_IMMEDIATE W=1 n!=15 | strb<c><w> <t>, <mem> | V6T2
      1111 1000 0000 nnnn tttt 1110 iiii iiii | STRB MEM_IMMEDIATE P=1 U=1 n!=15 | strbt<c> <t>, <mem> | V6T2
      1111 1000 0000 nnnn tttt 0000 00hh mmmm | STRB MEM_REGISTER P=1 U=1 n!=15 | strb<c><w> <t>, <mem> | V6T2
      1111 1000 1010 nnnn tttt iiii iiii iiii | STRH MEM_IMMEDIATE P=1 U=1 n!=15 | strh<c><w> <t>, <mem> | V6T2
      1111 1000 0010 nnnn tttt 1100 iiii iiii | STRH MEM_IMMEDIATE P=1 U=0 n!=15 | strh<c><w> <t>, <mem> | V6T2
      1111 1000 0010 nnnn tttt 1PU1 iiii iiii | STRH MEM_IMMEDIATE W=1 n!=15 | strh<c><w> <t>, <mem> | V6T2
      1111 1000 0010 nnnn tttt 1110 iiii iiii | STRH MEM_IMMEDIATE P=1 U=1 n!=15 | strht<c> <t>, <mem> | V6T2
      1111 1000 0010 nnnn tttt 0000 00hh mmmm | STRH MEM_REGISTER P=1 U=1 n!=15 | strh<c><w> <t>, <mem> | V6T2
      1111 1000 1100 nnnn tttt iiii iiii iiii | STR MEM_IMMEDIATE P=1 U=1 n!=15 | str<c><w> <t>, <mem> | V6T2
      1111 1000 0100 nnnn tttt 1100 iiii iiii | STR MEM_IMMEDIATE P=1 U=0 n!=15 | str<c><w> <t>, <mem> | V6T2
      1111 1000 0100 nnnn tttt 1PU1 iiii iiii | STR MEM_IMMEDIATE W=1 n!=15 | str<c><w> <t>, <mem> | V6T2
      1111 1000 0100 nnnn tttt 1110 iiii iiii | STR MEM_IMMEDIATE P=1 U=1 n!=15 | strt<c> <t>, <mem> | V6T2
      1111 1000 0100 nnnn tttt 0000 00hh mmmm | STR MEM_REGISTER P=1 U=1 n!=15 | str<c><w> <t>, <mem> | V6T2
      1111 1000 1001 nnnn tttt iiii iiii iiii | LDRB MEM_IMMEDIATE n!=15 P=1 U=1 | ldrb<c><w> <t>, <mem> | V6T2
      1111 1000 0001 nnnn tttt 1100 iiii iiii | LDRB MEM_IMMEDIATE n!=15 P=1 U=0 | ldrb<c><w> <t>, <mem> | V6T2
      1111 1000 0001 nnnn tttt 1PU1 iiii iiii | LDRB MEM_IMMEDIATE n!=15 W=1 | ldrb<c><w> <t>, <mem> | V6T2
      1111 1000 0001 nnnn tttt 1110 iiii iiii | LDRB MEM_IMMEDIATE n!=15 P=1 U=1 | ldrbt<c> <t>, <mem> | V6T2
      1111 1000 0001 nnnn tttt 0000 00hh mmmm | LDRB MEM_REGISTER n!=15 P=1 U=1 | ldrb<c><w> <t>, <mem> | V6T2
      1111 1000 U001 1111 tttt iiii iiii iiii | LDRB MEM_IMMEDIATE n=15 P=1 | ldrb<c><w> <t>, <mem> | V6T2
      1111 1000 1001 nnnn 1111 iiii iiii iiii | PLD MEM_IMMEDIATE n!=15 P=1 U=1 | pld<c> <mem> | V6T2
      1111 1000 0001 nnnn 1111 1100 iiii iiii | PLD MEM_IMMEDIATE n!=15 P=1 U=0 | pld<c> <mem> | V6T2
      1111 1000 0001 nnnn 1111 0000 00hh mmmm | PLD MEM_REGISTER n!=15 P=1 U=1 | pld<c> <mem> | V6T2
      1111 1000 U001 1111 1111 iiii iiii iiii | PLD MEM_IMMEDIATE n=15 P=1 | pld<c> <mem> | V6T2
      1111 1000 1011 nnnn tttt iiii iiii iiii | LDRH MEM_IMMEDIATE n!=15 P=1 U=1 | ldrh<c><w> <t>, <mem> | V6T2
      1111 1000 0011 nnnn tttt 1100 iiii iiii | LDRH MEM_IMMEDIATE n!=15 P=1 U=0 | ldrh<c><w> <t>, <mem> | V6T2
      1111 1000 0011 nnnn tttt 1PU1 iiii iiii | LDRH MEM_IMMEDIATE n!=15 W=1 | ldrh<c><w> <t>, <mem> | V6T2
      1111 1000 0011 nnnn tttt 1110 iiii iiii | LDRH MEM_IMMEDIATE n!=15 P=1 U=1 | ldrht<c> <t>, <mem> | V6T2
      1111 1000 0011 nnnn tttt 0000 00hh mmmm | LDRH MEM_REGISTER n!=15 P=1 U=1 | ldrh<c><w> <t>, <mem> | V6T2
      1111 1000 U011 1111 tttt iiii iiii iiii | LDRH MEM_IMMEDIATE n=15 P=1 | ldrh<c><w> <t>, <mem> | V6T2
      1111 1000 1011 nnnn 1111 iiii iiii iiii | PLDW MEM_IMMEDIATE n!=15 P=1 U=1 | pldw<c> <mem> | MP
      1111 1000 0011 nnnn 1111 1100 iiii iiii | PLDW MEM_IMMEDIATE n!=15 P=1 U=0 | pldw<c> <mem> | MP
      1111 1000 0011 nnnn 1111 0000 00hh mmmm | PLDW MEM_REGISTER n!=15 P=1 U=1 | pldw<c> <mem> | MP
      1111 1000 U011 1111 1111 iiii iiii iiii | PLD MEM_IMMEDIATE n=15 P=1 | pldw<c> <mem> | V6T2
      1111 1000 1101 nnnn tttt iiii iiii iiii | LDR MEM_IMMEDIATE n!=15 P=1 U=1 | ldr<c><w> <t>, <mem> | V6T2
      1111 1000 0101 nnnn tttt 1100 iiii iiii | LDR MEM_IMMEDIATE n!=15 P=1 U=0 | ldr<c><w> <t>, <mem> | V6T2
      1111 1000 0101 nnnn tttt 1PU1 iiii iiii | LDR MEM_IMMEDIATE n!=15 W=1 | ldr<c><w> <t>, <mem> | V6T2
      1111 1000 0101 nnnn tttt 1110 iiii iiii | LDR MEM_IMMEDIATE n!=15 P=1 U=1 | ldrt<c> <t>, <mem> | V6T2
      1111 1000 0101 nnnn tttt 0000 00hh mmmm | LDR MEM_REGISTER n!=15 P=1 U=1 | ldr<c><w> <t>, <mem> | V6T2
      1111 1000 U101 1111 tttt iiii iiii iiii | LDR MEM_IMMEDIATE n=15 P=1 | ldr<c><w> <t>, <mem> | V6T2
      1111 1001 1001 nnnn tttt iiii iiii iiii | LDRSB MEM_IMMEDIATE n!=15 P=1 U=1 | ldrsb<c><w> <t>, <mem> | V6T2
      1111 1001 0001 nnnn tttt 1100 iiii iiii | LDRSB MEM_IMMEDIATE n!=15 P=1 U=0 | ldrsb<c><w> <t>, <mem> | V6T2
      1111 1001 0001 nnnn tttt 1PU1 iiii iiii | LDRSB MEM_IMMEDIATE n!=15 W=1 | ldrsb<c><w> <t>, <mem> | V6T2
      1111 1001 0001 nnnn tttt 1110 iiii iiii | LDRSB MEM_IMMEDIATE n!=15 P=1 U=1 | ldrsbt<c> <t>, <mem> | V6T2
      1111 1001 0001 nnnn tttt 0000 00hh mmmm | LDRSB MEM_REGISTER n!=15 P=1 U=1 | ldrsb<c><w> <t>, <mem> | V6T2
      1111 1001 U001 1111 tttt iiii iiii iiii | LDRSB MEM_IMMEDIATE n=15 P=1 | ldrsb<c><w> <t>, <mem> | V6T2
      1111 1001 1001 nnnn 1111 iiii iiii iiii | PLI MEM_IMMEDIATE n!=15 P=1 U=1 | pli<c> <mem> | V7
      1111 1001 0001 nnnn 1111 1100 iiii iiii | PLI MEM_IMMEDIATE n!=15 P=1 U=0 | pli<c> <mem> | V7
      1111 1001 0001 nnnn 1111 0000 00hh mmmm | PLI MEM_REGISTER n!=15 P=1 U=1 | pli<c> <mem> | V7
      1111 1001 U001 1111 1111 iiii iiii iiii | PLI MEM_IMMEDIATE n=15 P=1 | pli<c> <mem> | V7
      1111 1001 1011 nnnn tttt iiii iiii iiii | LDRSH MEM_IMMEDIATE n!=15 P=1 U=1 | ldrsh<c><w> <t>, <mem> | V6T2
      1111 1001 0011 nnnn tttt 1100 iiii iiii | LDRSH MEM_IMMEDIATE n!=15 P=1 U=0 | ldrsh<c><w> <t>, <mem> | V6T2
      1111 1001 0011 nnnn tttt 1PU1 iiii iiii | LDRSH MEM_IMMEDIATE n!=15 W=1 | ldrsh<c><w> <t>, <mem> | V6T2
      1111 1001 0011 nnnn tttt 1110 iiii iiii | LDRSH MEM_IMMEDIATE n!=15 P=1 U=1 | ldrsht<c> <t>, <mem> | V6T2
      1111 1001 0011 nnnn tttt 0000 00hh mmmm | LDRSH MEM_REGISTER n!=15 P=1 U=1 | ldrsh<c><w> <t>, <mem> | V6T2
      1111 1001 U011 1111 tttt iiii iiii iiii | LDRSH MEM_IMMEDIATE n=15 P=1 | ldrsh<c><w> <t>, <mem> | V6T2
      1111 1001 1011 nnnn 1111 iiii iiii iiii | NOP MEM_IMMEDIATE n!=15 P=1 U=1 | nop<c><w> <mem> | V6T2
      1111 1001 0011 nnnn 1111 1100 iiii iiii | NOP MEM_IMMEDIATE n!=15 P=1 U=0 | nop<c> <mem> | V6T2
      1111 1001 0011 nnnn 1111 0000 00hh mmmm | NOP MEM_REGISTER n!=15 P=1 U=1 | nop<c><w> <mem> | V6T2
      1111 1001 U011 1111 1111 iiii iiii iiii | NOP MEM_IMMEDIATE n=15 P=1 | nop<c><w> <mem> | V6T2
      1110 1001 U1W0 nnnn tttt uuuu iiii iiii | STRD MEM_IMMEDIATE K=2 P=1 | strd<c> <t>, <u>, <mem> | V6T2
      1110 1000 U110 nnnn tttt uuuu iiii iiii | STRD MEM_IMMEDIATE K=2 P=0 W=1 | strd<c> <t>, <u>, <mem> | V6T2
      1110 1001 U1W1 nnnn tttt uuuu iiii iiii | LDRD MEM_IMMEDIATE K=2 P=1 | ldrd<c> <t>, <u>, <mem> | V6T2
      1110 1000 U111 nnnn tttt uuuu iiii iiii | LDRD MEM_IMMEDIATE K=2 P=0 W=1 | ldrd<c> <t>, <u>, <mem> | V6T2
      1110 1000 10W0 nnnn rrrr rrrr rrrr rrrr | STM P=0 U=1 | stmia<c><w> <n><!>, <r> | V6T2
      1110 1000 10W1 nnnn rrrr rrrr rrrr rrrr | LDM P=0 U=1 | ldmia<c><w> <n><!>, <r> | V6T2
      1110 1001 00W0 nnnn rrrr rrrr rrrr rrrr | STM P=1 U=0 | stmdb<c> <n><!>, <r> | V6T2
      1110 1001 00W1 nnnn rrrr rrrr rrrr rrrr | LDM P=1 U=0 | ldmdb<c> <n><!>, <r> | V6T2
      1110 1000 00W0 ++-+ ++-- ---- ---i iiii | UNDEFINED P=1 U=0 | srsdb<c> sp<!>, <#i> | V6T2
      1110 1001 10W0 ++-+ ++-- ---- ---i iiii | UNDEFINED P=0 U=1 | srsia<c> sp<!>, <#i> | V6T2
      1110 1000 00W1 nnnn ++-- ---- ---- ---- | UNDEFINED P=1 U=0 | rfedb<c> <n><!> | V6T2
      1110 1001 10W1 nnnn ++-- ---- ---- ---- | UNDEFINED P=0 U=1 | rfeia<c> <n><!> | V6T2
      1110 1000 0100 nnnn tttt dddd iiii iiii | STREX IMMEDIATE K=2 | strex<c> <d>, <t>, <nmem> | V6T2
      1110 1000 0101 nnnn tttt ++++ iiii iiii | LDREX IMMEDIATE K=2 | ldrex<c> <t>, <nmem> | V6T2
      1110 1000 1100 nnnn tttt ++++ 0100 dddd | STREXB | strexb<c> <d>, <t>, [<n>] | V6T2
      1110 1000 1101 nnnn tttt ++++ 0100 ++++ | LDREXB | ldrexb<c> <t>, [<n>] | V6T2
      1110 1000 1100 nnnn tttt ++++ 0101 dddd | STREXH | strexh<c> <d>, <t>, [<n>] | V6T2
      1110 1000 1101 nnnn tttt ++++ 0101 ++++ | LDREXH | ldrexh<c> <t>, [<n>] | V6T2
      1110 1000 1100 nnnn tttt uuuu 0111 dddd | STREXD | strexd<c> <d>, <t>, <u>, [<n>] | V6T2
      1110 1000 1101 nnnn tttt uuuu 0111 ++++ | LDREXD | ldrexd<c> <t>, <u>, [<n>] | V6T2
      1110 1000 1100 nnnn tttt ++++ 1000 ++++ | STLB | stlb<c> <t>, [<n>] | V8
      1110 1000 1101 nnnn tttt ++++ 1000 ++++ | LDAB | ldab<c> <t>, [<n>] | V8
      1110 1000 1100 nnnn tttt ++++ 1001 ++++ | STLH | stlh<c> <t>, [<n>] | V8
      1110 1000 1101 nnnn tttt ++++ 1001 ++++ | LDAH | ldah<c> <t>, [<n>] | V8
      1110 1000 1100 nnnn tttt ++++ 1010 ++++ | STL | stl<c> <t>, [<n>] | V8
      1110 1000 1101 nnnn tttt ++++ 1010 ++++ | LDA | lda<c> <t>, [<n>] | V8
      1110 1000 1100 nnnn tttt ++++ 1100 dddd | STLEXB | stlexb<c> <d>, <t>, [<n>] | V8
      1110 1000 1101 nnnn tttt ++++ 1100 ++++ | LDAEXB | ldaexb<c> <t>, [<n>] | V8
      1110 1000 1100 nnnn tttt ++++ 1101 dddd | STLEXH | stlexh<c> <d>, <t>, [<n>] | V8
      1110 1000 1101 nnnn tttt ++++ 1101 ++++ | LDAEXH | ldaexh<c> <t>, [<n>] | V8
      1110 1000 1100 nnnn tttt ++++ 1110 dddd | STLEX | stlex<c> <d>, <t>, [<n>] | V8
      1110 1000 1101 nnnn tttt ++++ 1110 ++++ | LDAEX | ldaex<c> <t>, [<n>] | V8
      1110 1000 1100 nnnn tttt uuuu 1111 dddd | STLEXD | stlexd<c> <d>, <t>, <u>, [<n>] | V8
      1110 1000 1101 nnnn tttt uuuu 1111 ++++ | LDAEXD | ldaexd<c> <t>, <u>, [<n>] | V8
      """;
}
