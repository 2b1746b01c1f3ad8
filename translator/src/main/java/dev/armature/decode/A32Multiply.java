package dev.armature.decode;

/** A32 multiplication, saturating arithmetic and division (ARM ARM A5.2.5 to A5.2.7, A5.4.4). */
final class A32Multiply {
  private A32Multiply() {}

  static final String ROWS =
      """
      cccc 0000 000S dddd ---- mmmm 1001 nnnn | MUL | mul<S><c> <d>, <n>, <m> | V4
      cccc 0000 001S dddd aaaa mmmm 1001 nnnn | MLA | mla<S><c> <d>, <n>, <m>, <a> | V4
      cccc 0000 0100 HHHH LLLL mmmm 1001 nnnn | UMAAL | umaal<c> <L>, <H>, <n>, <m> | V6
      cccc 0000 0110 dddd aaaa mmmm 1001 nnnn | MLS | mls<c> <d>, <n>, <m>, <a> | V6T2
      cccc 0000 100S HHHH LLLL mmmm 1001 nnnn | UMULL | umull<S><c> <L>, <H>, <n>, <m> | V4
      cccc 0000 101S HHHH LLLL mmmm 1001 nnnn | UMLAL | umlal<S><c> <L>, <H>, <n>, <m> | V4
      cccc 0000 110S HHHH LLLL mmmm 1001 nnnn | SMULL | smull<S><c> <L>, <H>, <n>, <m> | V4
      cccc 0000 111S HHHH LLLL mmmm 1001 nnnn | SMLAL | smlal<S><c> <L>, <H>, <n>, <m> | V4
      cccc 0001 0000 nnnn dddd ---- 0101 mmmm | QADD | qadd<c> <d>, <m>, <n> | V5TE
      cccc 0001 0010 nnnn dddd ---- 0101 mmmm | QSUB | qsub<c> <d>, <m>, <n> | V5TE
      cccc 0001 0100 nnnn dddd ---- 0101 mmmm | QDADD | qdadd<c> <d>, <m>, <n> | V5TE
      cccc 0001 0110 nnnn dddd ---- 0101 mmmm | QDSUB | qdsub<c> <d>, <m>, <n> | V5TE
      cccc 0001 0000 dddd aaaa mmmm 1MN0 nnnn | SMLA_XY | smla<N><M><c> <d>, <n>, <m>, <a> | V5TE
      cccc 0001 0010 dddd aaaa mmmm 1M00 nnnn | SMLAW_Y | smlaw<M><c> <d>, <n>, <m>, <a> | V5TE
      cccc 0001 0010 dddd ---- mmmm 1M10 nnnn | SMULW_Y | smulw<M><c> <d>, <n>, <m> | V5TE
      cccc 0001 0100 HHHH LLLL mmmm 1MN0 nnnn | SMLAL_XY | smlal<N><M><c> <L>, <H>, <n>, <m> | V5TE
      cccc 0001 0110 dddd ---- mmmm 1MN0 nnnn | SMUL_XY | smul<N><M><c> <d>, <n>, <m> | V5TE
      cccc 0111 0000 dddd aaaa mmmm 00X1 nnnn | SMLAD | smlad<X><c> <d>, <n>, <m>, <a> | V6
      cccc 0111 0000 dddd 1111 mmmm 00X1 nnnn | SMUAD | smuad<X><c> <d>, <n>, <m> | V6
      cccc 0111 0000 dddd aaaa mmmm 01X1 nnnn | SMLSD | smlsd<X><c> <d>, <n>, <m>, <a> | V6
      cccc 0111 0000 dddd 1111 mmmm 01X1 nnnn | SMUSD | smusd<X><c> <d>, <n>, <m> | V6
      cccc 0111 0001 dddd ++++ mmmm 0001 nnnn | SDIV | sdiv<c> <d>, <n>, <m> | DIV
      cccc 0111 0011 dddd ++++ mmmm 0001 nnnn | UDIV | udiv<c> <d>, <n>, <m> | DIV
      cccc 0111 0100 HHHH LLLL mmmm 00X1 nnnn | SMLALD | smlald<X><c> <L>, <H>, <n>, <m> | V6
      cccc 0111 0100 HHHH LLLL mmmm 01X1 nnnn | SMLSLD | smlsld<X><c> <L>, <H>, <n>, <m> | V6
      cccc 0111 0101 dddd aaaa mmmm 00R1 nnnn | SMMLA | smmla<R><c> <d>, <n>, <m>, <a> | V6
      cccc 0111 0101 dddd 1111 mmmm 00R1 nnnn | SMMUL | smmul<R><c> <d>, <n>, <m> | V6
      cccc 0111 0101 dddd aaaa mmmm 11R1 nnnn | SMMLS | smmls<R><c> <d>, <n>, <m>, <a> | V6
      """;
}
