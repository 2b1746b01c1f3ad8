package dev.armature.lift;

import dev.armature.decode.Decoder;
import dev.armature.decode.Features;
import dev.armature.decode.Insn;
import dev.armature.decode.Operand;
import dev.armature.decode.Operation;
import dev.armature.decode.RandomCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A piece of code and the state to start it in: {@code struct task} of step.c. */
record StepTask(boolean thumb, int[] words, int seed, int[] r, int cpsr, int fpscr, long[] d) {
  static final int BYTES = 4 * (1 + 8 + 1 + 15 + 3) + 8 * 32;

  static final int CODE = 0x1000_0800;
  static final int DATA = 0x2000_0000;
  static final int DATA_SIZE = 0x2000;
  static final int UNDEFINED = 0xe7ff_deff;

  private static final int[] INTERESTING = {
    0, 1, -1, 0x8000_0000, 0x7fff_ffff, 0xffff, 0x8000, 0x7fff, 0xff, 0x80, 31, 32, 33, 0x00ff_00ff
  };

  private static final long[] INTERESTING_D = {
    0L,
    0x8000_0000_0000_0000L,
    0x3ff0_0000_0000_0000L,
    0x3f80_0000_bf80_0000L,
    0x7ff0_0000_0000_0000L,
    0x7ff8_0000_0000_0001L,
    0x7ff0_0000_0000_0001L,
    0x0010_0000_0000_0000L,
    0x000f_ffff_ffff_ffffL,
    0x7f80_0000_7fc0_0001L,
    0x7f80_0001_0080_0000L,
    0x41df_ffff_ffc0_0000L,
    0x4f00_0000_cf00_0001L,
    0x3fe0_0000_0000_0000L,
  };

  /**
   * A random piece of code.
   *
   * @param row the row that its first instruction is of; -1 for any, and perhaps an IT block
   */
  static StepTask random(RandomGenerator random, RandomCode code, boolean thumb, int row) {
    int count = 1 + random.nextInt(5);
    var list = new ArrayList<Integer>();
    boolean it = thumb && row < 0 && random.nextBoolean();
    if (it) {
      // An IT block of up to four of them.
      list.add(0xbf00 | random.nextInt(14) << 4 | 1 + random.nextInt(15));
      count = 4;
    }
    for (int i = 0; i < count; i++) {
      list.add(draw(code, thumb, it, i == 3, i == 0 ? row : -1));
    }
    int[] r = new int[15];
    Arrays.setAll(r, _ -> value(random));
    long[] d = new long[32];
    Arrays.setAll(d, _ -> fp(random));
    int fpscr = random.nextInt(3) == 0 ? random.nextInt() & 0xf7c0_009f : 0;
    if (code.hasShortVectors()) {
      fpscr |= shortVectors(random);
    }
    int cpsr = random.nextInt() & 0xf80f_0000;
    return new StepTask(thumb, pack(thumb, list), random.nextInt(), r, cpsr, fpscr, d);
  }

  /**
   * LEN of a vector that has its place in a bank of four doubles. Without STRIDE: qemu-arm 7.2
   * takes a stride of two singles for one of four.
   */
  private static int shortVectors(RandomGenerator random) {
    return random.nextInt(4) << 16;
  }

  /** Instructions as they lie in memory, with undefined ones behind them. */
  static int[] pack(boolean thumb, List<Integer> instructions) {
    int[] words = new int[8];
    Arrays.fill(words, UNDEFINED);
    int half = 0;
    for (int word : instructions) {
      if (!thumb) {
        words[half >> 1] = word;
        half += 2;
      } else if (word >>> 16 == 0) {
        setHalf(words, half++, word);
      } else {
        setHalf(words, half++, word >>> 16);
        setHalf(words, half++, word);
      }
    }
    return words;
  }

  /** The instructions, each a word, a halfword or hw1:hw2. */
  List<Insn> instructions() {
    var list = new ArrayList<Insn>();
    if (!thumb) {
      for (int at = 0; at < words.length && words[at] != UNDEFINED; at++) {
        list.add(Decoder.a32(words[at], CODE + 4 * at, Features.max()));
      }
      return list;
    }
    for (int half = 0; half < 15 && hw(half) != 0xdeff; ) {
      Insn insn = Decoder.thumb(hw(half), hw(half + 1), CODE + 2 * half, Features.max());
      list.add(insn);
      half += insn.length() / 2;
    }
    return list;
  }

  /** The same state with other code. */
  StepTask with(List<Insn> instructions) {
    int[] code = pack(thumb, instructions.stream().map(Insn::word).toList());
    return new StepTask(thumb, code, seed, r, cpsr, fpscr, d);
  }

  /**
   * A random instruction that is not UNPREDICTABLE where it stands.
   *
   * @param row the row to take it from, -1 for any
   */
  private static int draw(RandomCode code, boolean thumb, boolean inIt, boolean last, int row) {
    for (int attempt = 0; ; attempt++) {
      // A row that is only drawn in UNPREDICTABLE forms is given up.
      int word = row < 0 || attempt > 2000 ? code.next() : code.next(row);
      Insn insn =
          thumb
              ? Decoder.thumb(code.isHalfword() ? word : word >>> 16, word, 0, code.features())
              : Decoder.a32(word, 0, code.features());
      boolean missing =
          code.hasShortVectors()
              && (insn.operation() == Operation.VLDM || insn.operation() == Operation.VSTM)
              && insn.isDouble()
              && insn.fd() + insn.registerCount() > 16;
      if (isPredictable(insn) && !missing && (!inIt || mayStandInIt(insn, last))) {
        return word;
      }
    }
  }

  private static boolean mayStandInIt(Insn insn, boolean last) {
    return switch (insn.operation()) {
      case CBZ, CBNZ, SETEND, CPS -> false;
      case B -> last && insn.condition() == 14;
      case BL, BLX_IMM, BLX_REG, BX, BXJ, TBB, TBH, UDF, BKPT -> last;
      case ADD, MOV, LDR, LDM -> last;
      default -> true;
    };
  }

  private static boolean isPredictable(Insn insn) {
    int list = insn.registerList();
    boolean wide = insn.thumb() && insn.length() == 4;
    return switch (insn.operation()) {
      case IT, UNDEFINED -> false;
      case MOVW, MOVT -> insn.rd() != 15;
      case VTRN, VUZP, VZIP, VSWP -> insn.dd() != insn.dm();
      case LDM, STM ->
          !(insn.field('W') == 1 && (list >>> insn.rn() & 1) != 0)
              && !(wide && ((list & 0xa000) != 0 || Integer.bitCount(list) < 2))
              && list != 0;
      case LDR, LDRB, LDRH, LDRSB, LDRSH, STR, STRB, STRH, LDRD, STRD -> {
        boolean writes = insn.memory().writeback();
        yield !(writes && (insn.rn() == insn.rt() || insn.rn() == insn.rt2() || insn.rn() == 15))
            && !(wide && insn.rt() == 13)
            && !(isPair(insn) && hasRegisterOffset(insn, insn.rt(), insn.rt2()))
            && !(isPair(insn) && (insn.rt() == insn.rt2() || insn.rt2() >= 13));
      }
      // The E bit is not written by qemu-arm; no field at all is UNPREDICTABLE.
      case MSR -> (insn.field('k') & 2) == 0 && insn.field('k') != 0;
      case LDREXD, LDAEXD -> insn.rt() != insn.rt2();
      case STREX, STREXB, STREXH, STREXD, STLEX, STLEXB, STLEXH, STLEXD ->
          insn.rd() != insn.rn()
              && insn.rd() != insn.rt()
              && insn.rd() != insn.rt2()
              && (insn.rt() & 1) == 0
              && insn.rt() < 13;
      case SWP, SWPB -> insn.rn() != insn.rt() && insn.rn() != insn.rm();
      case BKPT -> insn.condition() == 14;
      case ADD, SUB, RSB, ADC, SBC, RSC, AND, EOR, ORR, ORN, BIC, MOV, MVN ->
          !(insn.rd() == 15 && insn.setsFlags(false)) && !(wide && insn.rd() >= 13);
      case VCVT_TO_FIXED, VCVT_FROM_FIXED -> insn.fractionBits() >= 0;
      default -> true;
    };
  }

  private static boolean hasRegisterOffset(Insn insn, int t, int t2) {
    return insn.memory().offset() instanceof Operand.Register(int m, _, _) && (m == t || m == t2);
  }

  private static boolean isPair(Insn insn) {
    return insn.operation() == Operation.LDRD || insn.operation() == Operation.STRD;
  }

  private static void setHalf(int[] words, int half, int value) {
    int shift = 16 * (half & 1);
    words[half >> 1] = words[half >> 1] & ~(0xffff << shift) | (value & 0xffff) << shift;
  }

  private static int value(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> DATA + DATA_SIZE / 2 + (random.nextInt(256) - 128 & -8);
      case 3 -> DATA + DATA_SIZE / 2 + random.nextInt(64);
      case 4 -> INTERESTING[random.nextInt(INTERESTING.length)];
      case 5 -> random.nextInt(64);
      default -> random.nextInt();
    };
  }

  private static long fp(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> INTERESTING_D[random.nextInt(INTERESTING_D.length)];
      case 2 -> Double.doubleToRawLongBits(random.nextInt(2000) / 4.0 - 250);
      case 3 ->
          (long) Float.floatToRawIntBits(random.nextInt(2000) / 8f - 100) << 32
              | Float.floatToRawIntBits(random.nextInt()) & 0xffff_ffffL;
      default -> random.nextLong();
    };
  }

  static StepTask read(ByteBuffer in) {
    boolean thumb = in.getInt() != 0;
    int[] words = new int[8];
    Arrays.setAll(words, _ -> in.getInt());
    int seed = in.getInt();
    int[] r = new int[15];
    Arrays.setAll(r, _ -> in.getInt());
    int cpsr = in.getInt();
    int fpscr = in.getInt();
    in.getInt();
    long[] d = new long[32];
    Arrays.setAll(d, _ -> in.getLong());
    return new StepTask(thumb, words, seed, r, cpsr, fpscr, d);
  }

  void write(ByteBuffer out) {
    out.putInt(thumb ? 1 : 0);
    for (int word : words) {
      out.putInt(word);
    }
    out.putInt(seed);
    for (int value : r) {
      out.putInt(value);
    }
    out.putInt(cpsr).putInt(fpscr).putInt(0);
    for (long value : d) {
      out.putLong(value);
    }
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Insn insn : instructions()) {
      text.append("%x %s; ".formatted(insn.word(), insn));
    }
    return text.toString();
  }

  private int hw(int half) {
    return words[half >> 1] >>> 16 * (half & 1) & 0xffff;
  }
}
