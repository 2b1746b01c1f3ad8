package dev.armature.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.machine.FpPlain;
import dev.armature.machine.Fpscr;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chains of products and sums whose results translated code need not check where it has seen that
 * the operands are moderate, in one block and in loops: against the interpreter, which checks each
 * of them. The operands lie about the ends of what is moderate, or are zero, or anything.
 */
class FpChainsTest {
  private static final int CHAINS = Integer.getInteger("armature.float.chains", 1500);
  private static final int REGISTERS = 5;
  private static final int DOUBLE = 1 << 8;

  /** Makes the result one in an odd register. */
  private static final int UPPER_HALF = 1 << 22;

  private static final int ALWAYS = 0xe000_0000;
  private static final int NOT_EQUAL = 0x1000_0000;

  /** VMUL, VNMUL, VADD, VSUB, VMLA, VMLS, VNMLA, VNMLS of single precision. */
  private static final int[] CHAINED = {
    0x0e20_0a00,
    0x0e20_0a00,
    0x0e20_0a00,
    0x0e20_0a40,
    0x0e30_0a00,
    0x0e30_0a40,
    0x0e00_0a00,
    0x0e00_0a40,
    0x0e10_0a40,
    0x0e10_0a00,
  };

  /** VDIV, VSQRT, VMOV, VABS, VNEG, VCVT from an integer. */
  private static final int[] OTHERS = {
    0x0e80_0a00, 0x0eb1_0ac0, 0x0eb0_0a40, 0x0eb0_0ac0, 0x0eb1_0a40, 0x0eb8_0ac0,
  };

  private final SplittableRandom random = new SplittableRandom(1);

  /** TST r0, #1; SUBS r0, r0, #1; VMSR FPSCR, r1; BX lr; B; BL. */
  private static final int TEST = 0xe310_0001;

  private static final int COUNT = 0xe250_0001;
  private static final int SET_MODES = 0xeee1_1a10;
  private static final int RETURN = 0xe12f_ff1e;
  private static final int BRANCH = 0x0a00_0000;
  private static final int CALL = 0xeb00_0000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void resultsAndFlagsAreThoseOfTheInterpreter(boolean isDouble) {
    compare(() -> task(isDouble));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsKnownFromOtherBlocksHolds(boolean isDouble) {
    compare(() -> loop(isDouble));
  }

  private static void compare(Supplier<StepTask> tasks) {
    var differences = new ArrayList<String>();
    int raised = 0;
    try (var compiled = new Stepper(true);
        var interpreted = new Stepper(false)) {
      for (int i = 0; i < CHAINS; i++) {
        StepTask task = tasks.get();
        StepResult wanted = interpreted.run(task);
        raised += (wanted.fpscr() & Fpscr.UFC) != 0 ? 1 : 0;
        String difference = compiled.run(task).difference(wanted);
        if (!difference.isEmpty()) {
          differences.add(task + difference);
        }
      }
    }
    assertEquals(
        List.of(),
        differences.subList(0, Math.min(5, differences.size())),
        () -> differences.size() + " differ");
    assertTrue(raised > CHAINS / 50 && raised < CHAINS / 2, raised + " of them raise underflow");
  }

  private StepTask task(boolean isDouble) {
    var words = new ArrayList<Integer>();
    add(words, isDouble, 3 + random.nextInt(10), REGISTERS);
    return task(isDouble, words);
  }

  /** A loop with a branch in it, which now and then changes the modes or calls something. */
  private StepTask loop(boolean isDouble) {
    // Some registers keep what they had, so that moderate values come up again and again.
    int sources = REGISTERS + 3;
    var words = new ArrayList<Integer>();
    add(words, isDouble, random.nextInt(5), sources);
    int head = words.size();
    add(words, isDouble, 1 + random.nextInt(5), sources);
    int call = -1;
    if (random.nextInt(8) == 0) {
      words.add(SET_MODES);
    } else if (random.nextInt(3) == 0) {
      call = words.size();
      words.add(CALL);
    }
    words.add(TEST);
    int branch = words.size();
    words.add(0);
    add(words, isDouble, 1 + random.nextInt(3), sources);
    words.set(branch, BRANCH | offset(branch, words.size()));
    add(words, isDouble, random.nextInt(4), sources);
    words.add(COUNT);
    words.add(NOT_EQUAL | BRANCH | offset(words.size(), head));
    add(words, isDouble, random.nextInt(4), sources);
    words.add(StepTask.UNDEFINED);
    if (call >= 0) {
      words.set(call, CALL | offset(call, words.size()));
      add(words, isDouble, 1 + random.nextInt(2), sources);
      words.add(RETURN);
    }
    return task(isDouble, words);
  }

  private static int offset(int from, int to) {
    return to - from - 2 & 0xff_ffff;
  }

  private void add(List<Integer> words, boolean isDouble, int count, int sources) {
    for (int i = 0; i < count; i++) {
      int[] from = random.nextInt(8) == 0 ? OTHERS : CHAINED;
      int word = from[random.nextInt(from.length)];
      // The second operand of OTHERS with one is part of the operation.
      boolean binary = (word & 0x0fb0_0000) != 0x0eb0_0000;
      words.add(
          word
              | (random.nextInt(16) == 0 ? NOT_EQUAL : ALWAYS)
              | (isDouble ? DOUBLE : random.nextInt(4) == 0 ? UPPER_HALF : 0)
              | random.nextInt(REGISTERS) << 12
              | (binary ? random.nextInt(sources) << 16 : 0)
              | random.nextInt(sources));
    }
  }

  private StepTask task(boolean isDouble, List<Integer> words) {
    long[] d = new long[32];
    int odd = random.nextInt(4);
    int side = random.nextInt(3) - 1;
    for (int i = 0; i < REGISTERS + 3; i++) {
      d[i] = number(isDouble, odd == 0 ? random.nextInt(8) : odd == 1 && i == 0 ? 7 : 1, side);
      if (i > 0 && random.nextInt(4) == 0) {
        d[i] = d[i - 1] + random.nextInt(5) - 2; // they nearly cancel each other
      }
    }
    int[] code = words.stream().mapToInt(word -> word).toArray();
    int[] r = new int[15];
    r[0] = 1 + random.nextInt(6);
    r[1] = modes();
    return new StepTask(false, code, 0, r, random.nextInt(16) << 28, modes(), d);
  }

  private int modes() {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> Fpscr.IXC | Fpscr.FZ;
      case 2 -> Fpscr.IXC | random.nextInt(4) << Fpscr.RMODE_SHIFT;
      default -> Fpscr.IXC;
    };
  }

  private long number(boolean isDouble, int kind, int side) {
    int moderate = isDouble ? FpPlain.MODERATE : FpPlain.MODERATE_SINGLE;
    int bias = isDouble ? 1023 : 127;
    int fractionBits = isDouble ? 52 : 23;
    boolean large = side == 0 ? random.nextBoolean() : side > 0;
    int exponent =
        switch (kind) {
          case 0 -> 0; // zero or tiny
          case 7 -> random.nextInt(2 * bias + 2);
          case 6 -> bias + random.nextInt(9) - 4;
          default ->
              bias + (large ? moderate - 1 : -moderate) + random.nextInt(3) * (large ? -1 : 1);
        };
    long ones = (1L << fractionBits) - 1;
    long fraction =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> ones;
          default -> random.nextLong() & ones;
        };
    if (random.nextInt(16) == 0) {
      exponent = 0;
      fraction = 0;
    }
    return (random.nextBoolean() ? 1L << (isDouble ? 63 : 31) : 0)
        | (long) exponent << fractionBits
        | fraction;
  }
}
