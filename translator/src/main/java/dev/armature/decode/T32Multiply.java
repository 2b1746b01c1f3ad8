package dev.armature.decode;

/** T32 multiplication and division (ARM ARM A6.3.16, A6.3.17). */
final class T32Multiply {
  private T32Multiply() {}

  static final String ROWS =
      """
      1111 1011 0000 nnnn aaaa dddd 0000 mmmm | MLA | mla<c> <d>, <n>, <m>, <a> | V6T2
      1111 1011 0000 nnnn 1111 dddd 0000 mmmm | MUL | mul<c><w> <d>, <n>, <m> | V6T2
      1111 1011 0000 nnnn aaaa dddd 0001 mmmm | MLS | mls<c> <d>, <n>, <m>, <a> | V6T2
      1111 1011 0001 nnnn aaaa dddd 00NM mmmm | SMLA_XY | smla<N><M><c> <d>, <n>, <m>, <a> | V6T2
      1111 1011 0001 nnnn 1111 dddd 00NM mmmm | SMUL_XY | smul<N><M><c> <d>, <n>, <m> | V6T2
      1111 1011 0010 nnnn aaaa dddd 000X mmmm | SMLAD | smlad<X><c> <d>, <n>, <m>, <a> | V6T2
      1111 1011 0010 nnnn 1111 dddd 000X mmmm | SMUAD | smuad<X><c> <d>, <n>, <m> | V6T2
      1111 1011 0011 nnnn aaaa dddd 000M mmmm | SMLAW_Y | smlaw<M><c> <d>, <n>, <m>, <a> | V6T2
      1111 1011 0011 nnnn 1111 dddd 000M mmmm | SMULW_Y | smulw<M><c> <d>, <n>, <m> | V6T2
      1111 1011 0100 nnnn aaaa dddd 000X mmmm | SMLSD | smlsd<X><c> <d>, <n>, <m>, <a> | V6T2
      1111 1011 0100 nnnn 1111 dddd 000X mmmm | SMUSD | smusd<X><c> <d>, <n>, <m> | V6T2
      1111 1011 0101 nnnn aaaa dddd 000R mmmm | SMMLA | smmla<R><c> <d>, <n>, <m>, <a> | V6T2
      1111 1011 0101 nnnn 1111 dddd 000R mmmm | SMMUL | smmul<R><c> <d>, <n>, <m> | V6T2
      1111 1011 0110 nnnn aaaa dddd 000R mmmm | SMMLS | smmls<R><c> <d>, <n>, <m>, <a> | V6T2
      1111 1011 0111 nnnn aaaa dddd 0000 mmmm | USADA8 | usada8<c> <d>, <n>, <m>, <a> | V6T2
      1111 1011 0111 nnnn 1111 dddd 0000 mmmm | USAD8 | usad8<c> <d>, <n>, <m> | V6T2
      1111 1011 1000 nnnn LLLL HHHH 0000 mmmm | SMULL | smull<c> <L>, <H>, <n>, <m> | V6T2
      1111 1011 1001 nnnn ++++ dddd 1111 mmmm | SDIV | sdiv<c> <d>, <n>, <m> | DIV
      1111 1011 1010 nnnn LLLL HHHH 0000 mmmm | UMULL | umull<c> <L>, <H>, <n>, <m> | V6T2
      1111 1011 1011 nnnn ++++ dddd 1111 mmmm | UDIV | udiv<c> <d>, <n>, <m> | DIV
      1111 1011 1100 nnnn LLLL HHHH 0000 mmmm | SMLAL | smlal<c> <L>, <H>, <n>, <m> | V6T2
      1111 1011 1100 nnnn LLLL HHHH 10NM mmmm | SMLAL_XY | smlal<N><M><c> <L>, <H>, <n>, <m> | V6T2
      1111 1011 1100 nnnn LLLL HHHH 110X mmmm | SMLALD | smlald<X><c> <L>, <H>, <n>, <m> | V6T2
      1111 1011 1101 nnnn LLLL HHHH 110X mmmm | SMLSLD | smlsld<X><c> <L>, <H>, <n>, <m> | V6T2
      1111 1011 1110 nnnn LLLL HHHH 0000 mmmm | UMLAL | umlal<c> <L>, <H>, <n>, <m> | V6T2
      1111 1011 1110 nnnn LLLL HHHH 0110 mmmm | UMAAL | umaal<c> <L>, <H>, <n>, <m> | V6T2
      """;
}
