package dev.armature.decode;

/** Scalar floating point of ARMv8, without a condition (ARMv8 ARM F3.1.9). */
final class VfpUnconditional {
  private VfpUnconditional() {}

  static final String ROWS =
      """
      1111 1110 0Dkk nnnn dddd 101F N0M0 mmmm | VSEL | vsel<vsel><F> <fd>, <fn>, <fm> | FPV8
      1111 1110 1D00 nnnn dddd 101F N0M0 mmmm | VMAXNM | vmaxnm<F> <fd>, <fn>, <fm> | FPV8
      1111 1110 1D00 nnnn dddd 101F N1M0 mmmm | VMINNM | vminnm<F> <fd>, <fn>, <fm> | FPV8
      1111 1110 1D11 1000 dddd 101F 01M0 mmmm | VRINTA | vrinta<F> <fd>, <fm> | FPV8
      1111 1110 1e11 1100 eeee 101F S1M0 mmmm | VCVTA | vcvta.<si>32<F> <fd>, <fm> | FPV8
      1111 1110 1D11 1001 dddd 101F 01M0 mmmm | VRINTN | vrintn<F> <fd>, <fm> | FPV8
      1111 1110 1e11 1101 eeee 101F S1M0 mmmm | VCVTN | vcvtn.<si>32<F> <fd>, <fm> | FPV8
      1111 1110 1D11 1010 dddd 101F 01M0 mmmm | VRINTP | vrintp<F> <fd>, <fm> | FPV8
      1111 1110 1e11 1110 eeee 101F S1M0 mmmm | VCVTP | vcvtp.<si>32<F> <fd>, <fm> | FPV8
      1111 1110 1D11 1011 dddd 101F 01M0 mmmm | VRINTM | vrintm<F> <fd>, <fm> | FPV8
      1111 1110 1e11 1111 eeee 101F S1M0 mmmm | VCVTM | vcvtm.<si>32<F> <fd>, <fm> | FPV8
      """;
}
