package dev.armature.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.armature.decode.Decoder;
import dev.armature.decode.Features;
import dev.armature.decode.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * IEEE 754 arithmetic, comparisons and conversions in half, single and double precision, in every
 * rounding mode, flushing or not: results and cumulative exception bits against qemu-arm. Operands
 * are drawn as TestFloat draws them: exponents at the edges of the format and of what matters to an
 * operation, fractions of few ones or few zeros, and pairs that nearly cancel.
 */
class FloatingPointTest {
  /** Cases for each instruction. */
  private static final int CASES = Integer.getInteger("armature.float.cases", 150);

  private static final long SEED = Long.getLong("armature.float.seed", 1);
  private static final int DOUBLE = 1 << 8;
  private static final int PART = 20_000;

  /** Single precision, with registers s0, s2, s4; bit 8 makes it d0, d1, d2. */
  private static final int[] BOTH = {
    0xee01_0a02,
    0xee01_0a42,
    0xee11_0a42,
    0xee11_0a02, // VMLA, VMLS, VNMLA, VNMLS
    0xee21_0a02,
    0xee21_0a42,
    0xee31_0a02,
    0xee31_0a42, // VMUL, VNMUL, VADD, VSUB
    0xee81_0a02,
    0xeeb1_0ac2, // VDIV, VSQRT
    0xeea1_0a02,
    0xeea1_0a42,
    0xee91_0a42,
    0xee91_0a02, // VFMA, VFMS, VFNMA, VFNMS
    0xeeb4_0a42,
    0xeeb4_0ac2,
    0xeeb5_0a40,
    0xeeb5_0ac0, // VCMP, VCMPE, with zero
    0xeeb6_0a42,
    0xeeb6_0ac2,
    0xeeb7_0a42, // VRINTR, VRINTZ, VRINTX
    0xfeb8_0a42,
    0xfeb9_0a42,
    0xfeba_0a42,
    0xfebb_0a42, // VRINTA, VRINTN, VRINTP, VRINTM
    0xfe81_0a02,
    0xfe81_0a42, // VMAXNM, VMINNM
    0xeeb8_0a42,
    0xeeb8_0ac2, // VCVT from integers
    0xeebc_0a42,
    0xeebc_0ac2,
    0xeebd_0a42,
    0xeebd_0ac2, // VCVT and VCVTR to integers
    0xfebc_0a42,
    0xfebc_0ac2,
    0xfebd_0a42,
    0xfebd_0ac2, // VCVTA, VCVTN
    0xfebe_0a42,
    0xfebe_0ac2,
    0xfebf_0a42,
    0xfebf_0ac2, // VCVTP, VCVTM
    0xeeba_0a44,
    0xeeba_0ac4,
    0xeebb_0a44,
    0xeebb_0ac4, // VCVT from fixed point
    0xeebe_0a44,
    0xeebe_0ac4,
    0xeebf_0a44,
    0xeebf_0ac4, // VCVT to fixed point
    0xeeb2_0a42,
    0xeeb2_0ac2,
    0xeeb3_0a42,
    0xeeb3_0ac2, // VCVTB, VCVTT
    0xeeb7_0ac2, // VCVT between single and double
  };

  /** Advanced SIMD. */
  private static final int[] VECTOR = {
    0xf201_0d02,
    0xf221_0d02,
    0xf301_0d12,
    0xf201_0d12,
    0xf221_0d12, // VADD, VSUB, VMUL, VMLA, VMLS
    0xf201_0c12,
    0xf221_0c12,
    0xf201_0f12,
    0xf221_0f12, // VFMA, VFMS, VRECPS, VRSQRTS
    0xf201_0e02,
    0xf301_0e02,
    0xf321_0e02,
    0xf301_0e12, // VCEQ, VCGE, VCGT, VACGE
    0xf201_0f02,
    0xf221_0f02,
    0xf301_0f12,
    0xf321_0f12, // VMAX, VMIN, VMAXNM, VMINNM
    0xf321_0d02,
    0xf3bb_0502,
    0xf3bb_0582, // VABD, VRECPE, VRSQRTE
    0xf3bb_0702,
    0xf3bb_0782,
    0xf3bb_0602,
    0xf3bb_0682, // VCVT with integers
    0xf3ba_0402,
    0xf3ba_0482,
    0xf3ba_0502,
    0xf3ba_0582, // VRINTN, VRINTX, VRINTA, VRINTZ
    0xf3b6_0602,
    0xf3b6_0702, // VCVT with half precision
  };

  @TempDir Path directory;

  private final SplittableRandom random = new SplittableRandom(SEED);

  private static List<Integer> words() {
    var words = new ArrayList<Integer>();
    for (int word : BOTH) {
      words.add(word);
      words.add(word | DOUBLE);
    }
    for (int word : VECTOR) {
      words.add(word);
    }
    return words;
  }

  @Test
  void wordsAreInstructions() {
    for (int word : words()) {
      assertNotEquals(
          Operation.UNDEFINED,
          Decoder.a32(word, 0, Features.max()).operation(),
          () -> Integer.toHexString(word));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void resultsAndExceptionsAreThoseOfQemu(boolean compiled) throws Exception {
    QemuOracle oracle = QemuOracle.build(directory, "max");
    QemuDifferences explained = QemuDifferences.load();
    var differences = new ArrayList<String>();
    try (var stepper = new Stepper(compiled)) {
      var tasks = new ArrayList<StepTask>();
      for (int word : words()) {
        // Compiling is what takes the time there: the arithmetic is the same.
        for (int i = 0; i < (compiled ? CASES / 15 : CASES); i++) {
          tasks.add(task(word));
        }
      }
      for (int from = 0; from < tasks.size(); from += PART) {
        List<StepTask> part = tasks.subList(from, Math.min(from + PART, tasks.size()));
        List<StepResult> there = oracle.run(part);
        for (int i = 0; i < part.size(); i++) {
          String difference = stepper.run(part.get(i)).difference(there.get(i));
          if (!difference.isEmpty() && !explained.explains(part.get(i), difference)) {
            differences.add(text(part.get(i)) + difference);
          }
        }
      }
    }
    assertEquals(
        List.of(),
        differences.subList(0, Math.min(40, differences.size())),
        () -> differences.size() + " differ");
  }

  private static String text(StepTask task) {
    return "%sfpscr %08x, %016x %016x %016x:"
        .formatted(task, task.fpscr(), task.d()[0], task.d()[1], task.d()[2]);
  }

  private StepTask task(int word) {
    boolean isDouble = (word & 0xfe00_0000) != 0xf200_0000 && (word & DOUBLE) != 0;
    long[] d = new long[32];
    for (int i = 0; i < 3; i++) {
      d[i] = isDouble && random.nextInt(8) != 0 ? number(11, 52) : pair();
    }
    if (random.nextInt(8) == 0) {
      d[2] = d[1] + random.nextInt(5) - 2;
    }
    if (random.nextInt(8) == 0) {
      d[0] = d[1] ^ Long.MIN_VALUE;
    }
    int modes =
        random.nextInt(4) << 22
            | (random.nextInt(4) == 0 ? 1 << 24 : 0)
            | (random.nextInt(4) == 0 ? 1 << 25 : 0)
            | (random.nextInt(4) == 0 ? 1 << 26 : 0);
    int[] code = StepTask.pack(false, List.of(word));
    return new StepTask(false, code, 0, new int[15], 0, modes, d);
  }

  /** Two singles, or now and then halves or integers. */
  private long pair() {
    return switch (random.nextInt(8)) {
      case 0 -> number(5, 10) | number(5, 10) << 16 | number(5, 10) << 32 | number(5, 10) << 48;
      case 1 -> random.nextLong() >> random.nextInt(64);
      default -> number(8, 23) | number(8, 23) << 32;
    };
  }

  private long number(int exponentBits, int fractionBits) {
    int top = (1 << exponentBits) - 1;
    int bias = top >> 1;
    int exponent =
        switch (random.nextInt(8)) {
          case 0 -> random.nextInt(3);
          case 1 -> top - random.nextInt(3);
          case 2 -> bias + random.nextInt(5) - 2;
          case 3 -> bias + 28 + random.nextInt(6);
          case 4 -> bias + fractionBits + random.nextInt(5) - 2;
          case 5 -> bias - fractionBits + random.nextInt(5) - 2;
          case 6 -> bias / 2 + random.nextInt(bias);
          default -> random.nextInt(top + 1);
        };
    long ones = (1L << fractionBits) - 1;
    long fraction =
        switch (random.nextInt(6)) {
          case 0 -> 0;
          case 1 -> ones << random.nextInt(fractionBits);
          case 2 -> ones >>> random.nextInt(fractionBits);
          case 3 -> 1L << random.nextInt(fractionBits);
          case 4 -> random.nextLong() << random.nextInt(fractionBits);
          default -> random.nextLong();
        };
    long sign = random.nextBoolean() ? 1L << (exponentBits + fractionBits) : 0;
    return sign | (long) (exponent & top) << fractionBits | fraction & ones;
  }
}
