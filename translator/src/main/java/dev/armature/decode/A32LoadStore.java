package dev.armature.decode;

/** A32 loads and stores (ARM ARM A5.2.8 to A5.2.10, A5.3, A5.5). */
final class A32LoadStore {
  private A32LoadStore() {}

  static final String ROWS =
      """
      cccc 010P U0W0 nnnn tttt iiii iiii iiii | STR MEM_IMMEDIATE | str<T><c> <t>, <mem> | V4
      cccc 010P U0W1 nnnn tttt iiii iiii iiii | LDR MEM_IMMEDIATE | ldr<T><c> <t>, <mem> | V4
      cccc 0101 0010 1101 tttt 0000 0000 0100 | STR MEM_IMMEDIATE n=13 P=1 U=0 W=1 i=4 | push<c> {<t>} | V4
      cccc 0100 1001 1101 tttt 0000 0000 0100 | LDR MEM_IMMEDIATE n=13 P=0 U=1 W=0 i=4 | pop<c> {<t>} | V4
      cccc 010P U1W0 nnnn tttt iiii iiii iiii | STRB MEM_IMMEDIATE | strb<T><c> <t>, <mem> | V4
      cccc 010P U1W1 nnnn tttt iiii iiii iiii | LDRB MEM_IMMEDIATE | ldrb<T><c> <t>, <mem> | V4
      cccc 011P U0W0 nnnn tttt hhhh hyy0 mmmm | STR MEM_REGISTER | str<T><c> <t>, <mem> | V4
      cccc 011P U0W1 nnnn tttt hhhh hyy0 mmmm | LDR MEM_REGISTER | ldr<T><c> <t>, <mem> | V4
      cccc 011P U1W0 nnnn tttt hhhh hyy0 mmmm | STRB MEM_REGISTER | strb<T><c> <t>, <mem> | V4
      cccc 011P U1W1 nnnn tttt hhhh hyy0 mmmm | LDRB MEM_REGISTER | ldrb<T><c> <t>, <mem> | V4
      cccc 000P U0W0 nnnn tttt ---- 1011 mmmm | STRH MEM_REGISTER | strh<T><c> <t>, <mem> | V4
      cccc 000P U0W1 nnnn tttt ---- 1011 mmmm | LDRH MEM_REGISTER | ldrh<T><c> <t>, <mem> | V4
      cccc 000P U0W0 nnnn tttt ---- 1101 mmmm | LDRD MEM_REGISTER | ldrd<c> <t>, <mem> | V5TE
      cccc 000P U0W1 nnnn tttt ---- 1101 mmmm | LDRSB MEM_REGISTER | ldrsb<T><c> <t>, <mem> | V4
      cccc 000P U0W0 nnnn tttt ---- 1111 mmmm | STRD MEM_REGISTER | strd<c> <t>, <mem> | V5TE
      cccc 000P U0W1 nnnn tttt ---- 1111 mmmm | LDRSH MEM_REGISTER | ldrsh<T><c> <t>, <mem> | V4
      cccc 000P U1W0 nnnn tttt iiii 1011 iiii | STRH MEM_IMMEDIATE | strh<T><c> <t>, <mem> | V4
      cccc 000P U1W1 nnnn tttt iiii 1011 iiii | LDRH MEM_IMMEDIATE | ldrh<T><c> <t>, <mem> | V4
      cccc 000P U1W0 nnnn tttt iiii 1101 iiii | LDRD MEM_IMMEDIATE | ldrd<c> <t>, <mem> | V5TE
      cccc 000P U1W1 nnnn tttt iiii 1101 iiii | LDRSB MEM_IMMEDIATE | ldrsb<T><c> <t>, <mem> | V4
      cccc 000P U1W0 nnnn tttt iiii 1111 iiii | STRD MEM_IMMEDIATE | strd<c> <t>, <mem> | V5TE
      cccc 000P U1W1 nnnn tttt iiii 1111 iiii | LDRSH MEM_IMMEDIATE | ldrsh<T><c> <t>, <mem> | V4
      cccc 100P U0W0 nnnn rrrr rrrr rrrr rrrr | STM | stm<pu><c> <n><!>, <r> | V4
      cccc 100P U0W1 nnnn rrrr rrrr rrrr rrrr | LDM | ldm<pu><c> <n><!>, <r> | V4
      cccc 1000 1010 nnnn rrrr rrrr rrrr rrrr | STM P=0 U=1 W=1 | stmia<c> <n>!, <r> | V4
      cccc 1001 0010 1101 rrrr rrrr rrrr rrrr | STM n=13 P=1 U=0 W=1 | push<c> <r> | V4
      cccc 1000 1011 1101 rrrr rrrr rrrr rrrr | LDM n=13 P=0 U=1 W=1 | pop<c> <r> | V4
      cccc 100P U1W0 nnnn rrrr rrrr rrrr rrrr | UNDEFINED | stm<am><c> <n><!>, <r>^ | V4
      cccc 100P U1W1 nnnn rrrr rrrr rrrr rrrr | UNDEFINED | ldm<pu><c> <n><!>, <r>^ | V4
      cccc 0001 0000 nnnn tttt ---- 1001 mmmm | SWP | swp<c> <t>, <m>, [<n>] | V4
      cccc 0001 0100 nnnn tttt ---- 1001 mmmm | SWPB | swpb<c> <t>, <m>, [<n>] | V4
      cccc 0001 1000 nnnn dddd ++11 1001 tttt | STREX | strex<c> <d>, <t>, [<n>] | V6
      cccc 0001 1001 nnnn tttt ++11 1001 ++++ | LDREX | ldrex<c> <t>, [<n>] | V6
      cccc 0001 1010 nnnn dddd ++11 1001 tttt | STREXD | strexd<c> <d>, <t>, [<n>] | V6K
      cccc 0001 1011 nnnn tttt ++11 1001 ++++ | LDREXD | ldrexd<c> <t>, [<n>] | V6K
      cccc 0001 1100 nnnn dddd ++11 1001 tttt | STREXB | strexb<c> <d>, <t>, [<n>] | V6K
      cccc 0001 1101 nnnn tttt ++11 1001 ++++ | LDREXB | ldrexb<c> <t>, [<n>] | V6K
      cccc 0001 1110 nnnn dddd ++11 1001 tttt | STREXH | strexh<c> <d>, <t>, [<n>] | V6K
      cccc 0001 1111 nnnn tttt ++11 1001 ++++ | LDREXH | ldrexh<c> <t>, [<n>] | V6K
      cccc 0001 1000 nnnn ++++ ++00 1001 tttt | STL | stl<c> <t>, [<n>] | V8
      cccc 0001 1001 nnnn tttt ++00 1001 ++++ | LDA | lda<c> <t>, [<n>] | V8
      cccc 0001 1100 nnnn ++++ ++00 1001 tttt | STLB | stlb<c> <t>, [<n>] | V8
      cccc 0001 1101 nnnn tttt ++00 1001 ++++ | LDAB | ldab<c> <t>, [<n>] | V8
      cccc 0001 1110 nnnn ++++ ++00 1001 tttt | STLH | stlh<c> <t>, [<n>] | V8
      cccc 0001 1111 nnnn tttt ++00 1001 ++++ | LDAH | ldah<c> <t>, [<n>] | V8
      cccc 0001 1000 nnnn dddd ++10 1001 tttt | STLEX | stlex<c> <d>, <t>, [<n>] | V8
      cccc 0001 1001 nnnn tttt ++10 1001 ++++ | LDAEX | ldaex<c> <t>, [<n>] | V8
      cccc 0001 1010 nnnn dddd ++10 1001 tttt | STLEXD | stlexd<c> <d>, <t>, <u>, [<n>] | V8
      cccc 0001 1011 nnnn tttt ++10 1001 ++++ | LDAEXD | ldaexd<c> <t>, <u>, [<n>] | V8
      cccc 0001 1100 nnnn dddd ++10 1001 tttt | STLEXB | stlexb<c> <d>, <t>, [<n>] | V8
      cccc 0001 1101 nnnn tttt ++10 1001 ++++ | LDAEXB | ldaexb<c> <t>, [<n>] | V8
      cccc 0001 1110 nnnn dddd ++10 1001 tttt | STLEXH | stlexh<c> <d>, <t>, [<n>] | V8
      cccc 0001 1111 nnnn tttt ++10 1001 ++++ | LDAEXH | ldaexh<c> <t>, [<n>] | V8
      """;
}
