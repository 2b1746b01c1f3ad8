package dev.armature.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Makes random instructions out of the rows of the encoding tables. */
public final class RandomCode {
  /** The rows to draw from. */
  public enum Kind {
    A32_INTEGER(false),
    A32_VFP(false),
    A32_NEON(false),
    /** VFPv2 with the length and stride of short vectors. */
    A32_SHORT_VECTORS(false),
    T16(true),
    T32_INTEGER(true),
    T32_VFP(true),
    T32_NEON(true);

    public final boolean thumb;

    Kind(boolean thumb) {
      this.thumb = thumb;
    }
  }

  /**
   * CRn, CRm and opc2 on coprocessor 15: thread registers and barriers, and a neighbour of each.
   */
  private static final int[][] USER_REGISTERS = {
    {13, 0, 2}, {13, 0, 3}, {13, 0, 4}, {7, 5, 4}, {7, 10, 4}, {7, 10, 5}, {7, 10, 3},
  };

  private static final List<String> USES_PC = List.of("LDR ", "BX", "B ");

  private final RandomGenerator random;

  /**
   * A row of the tables.
   *
   * @param pattern without spaces
   * @param text as it stands there, up to the syntax
   * @param mayUsePc whether the PC makes sense as a register of it
   */
  private record Row(String pattern, String text, boolean mayUsePc) {}

  private final List<Row> rows = new ArrayList<>();
  private final boolean halfword;

  /** In its conditional branches the condition "always" makes another instruction. */
  private final boolean isThumb32;

  /** Whether the condition field must say "always", as in Thumb. */
  private final boolean isThumbVfp;

  /** Whether rows of Advanced SIMD, which are written as A32 has them, are to be Thumb. */
  private final boolean isThumbNeon;

  private final boolean shortVectors;

  /**
   * Draws from the rows of {@code kind} whose meaning does not begin with one of {@code without}.
   */
  public RandomCode(Kind kind, RandomGenerator random, List<String> without) {
    this.random = random;
    halfword = kind == Kind.T16;
    isThumb32 = kind == Kind.T32_INTEGER;
    isThumbVfp = kind == Kind.T32_VFP;
    isThumbNeon = kind == Kind.T32_NEON;
    shortVectors = kind == Kind.A32_SHORT_VECTORS;
    List<String> tables =
        switch (kind) {
          case A32_INTEGER ->
              List.of(
                  A32DataProcessing.ROWS,
                  A32Multiply.ROWS,
                  A32LoadStore.ROWS,
                  A32Media.ROWS,
                  A32Misc.ROWS,
                  A32Unconditional.ROWS);
          case A32_SHORT_VECTORS -> List.of(VfpTable.ROWS);
          case A32_VFP, T32_VFP -> List.of(VfpTable.ROWS, VfpUnconditional.ROWS);
          case A32_NEON, T32_NEON ->
              List.of(
                  NeonThreeSame.ROWS,
                  NeonThreeDifferent.ROWS,
                  NeonTwoRegisters.ROWS,
                  NeonImmediate.ROWS,
                  NeonLoadStore.ROWS);
          case T16 -> List.of(T16Table.ROWS);
          case T32_INTEGER ->
              List.of(
                  T32DataProcessing.ROWS,
                  T32Multiply.ROWS,
                  T32LoadStore.ROWS,
                  T32Branches.ROWS,
                  coprocessor(A32Misc.ROWS),
                  coprocessor(A32Unconditional.ROWS));
        };
    for (String table : tables) {
      for (String line : table.split("\n")) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] columns = line.split("\\|");
        String meaning = columns[1].strip();
        boolean present = !shortVectors || columns[3].strip().equals("VFP2");
        if (present && without.stream().noneMatch(meaning::startsWith)) {
          boolean mayUsePc =
              table.equals(A32DataProcessing.ROWS)
                      && !meaning.startsWith("MOV ")
                      && !meaning.contains("SHIFT_REGISTER")
                  || USES_PC.stream().anyMatch(meaning::startsWith);
          String text = columns[0].strip() + " | " + meaning;
          rows.add(new Row(columns[0].replace(" ", ""), text, mayUsePc));
        }
      }
    }
  }

  /** The rows of coprocessor accesses, which A32 and T32 share. */
  private static String coprocessor(String rows) {
    return rows.lines()
        .filter(row -> row.contains("| MCR ") || row.contains("| MRC "))
        .collect(Collectors.joining("\n"));
  }

  /** The CPU that the instructions are for. */
  public Features features() {
    return shortVectors ? CpuModel.named("arm1176").features() : Features.max();
  }

  /** Whether the FPSCR may ask for short vectors. */
  public boolean hasShortVectors() {
    return shortVectors;
  }

  /** Whether instructions are halfwords. */
  public boolean isHalfword() {
    return halfword;
  }

  /** The rows, each by its pattern and meaning. */
  public List<String> rows() {
    return rows.stream().map(Row::text).toList();
  }

  /** A random instruction: a word, a halfword, or hw1:hw2. */
  public int next() {
    return next(random.nextInt(rows.size()));
  }

  /** A random instruction of row {@code index}, or of a more specific one that overlaps it. */
  public int next(int index) {
    Row row = rows.get(index);
    String pattern = row.pattern;
    int[] fields = new int[128];
    int[] used = new int[128];
    for (int letter = 0; letter < 128; letter++) {
      fields[letter] = field((char) letter, row.mayUsePc);
    }
    if ((fields['p'] & 14) == 10) {
      fields['p'] ^= 4; // 10 and 11 are VFP
    }
    if (row.text.contains("| MCR ") || row.text.contains("| MRC ")) {
      userRegister(fields);
    }
    int word = 0;
    for (int i = pattern.length() - 1, bit = 0; i >= 0; i--, bit++) {
      char c = pattern.charAt(i);
      int value =
          switch (c) {
            case '0', '-' -> 0;
            case '1', '+' -> 1;
            default -> fields[c] >>> used[c]++ & 1;
          };
      word |= value << bit;
    }
    if (isThumbNeon) {
      return toThumb(word);
    }
    return (isThumbVfp || isThumb32) && pattern.startsWith("cccc")
        ? (word & 0x0fff_ffff) | 0xe000_0000
        : word;
  }

  /** Makes most coprocessor accesses those to registers that user mode may have. */
  private void userRegister(int[] fields) {
    int choice = random.nextInt(USER_REGISTERS.length + 2);
    if (choice < USER_REGISTERS.length) {
      int[] register = USER_REGISTERS[choice];
      fields['p'] = 15;
      fields['x'] = 0;
      fields['n'] = register[0];
      fields['m'] = register[1];
      fields['z'] = register[2];
    }
  }

  /** Advanced SIMD in A32 form as Thumb has it, other words as they are. */
  static int toThumb(int word) {
    if (word >>> 25 == 0x79) {
      return 0xef00_0000 | ((word & 0x0100_0000) << 4) | (word & 0x00ff_ffff);
    }
    if ((word & 0xff10_0000) == 0xf400_0000) {
      return 0xf900_0000 | (word & 0x00ff_ffff);
    }
    return word;
  }

  private int field(char letter, boolean mayBePc) {
    return switch (letter) {
      case 'n', 'm', 'd', 't', 's', 'a', 'u', 'H', 'L' -> register(mayBePc);
      case 'c' -> random.nextInt(3) != 0 && !isThumb32 ? 14 : random.nextInt(14);
      case 'w' -> isThumb32 ? random.nextInt(16) : random.nextInt();
      case 'r' -> {
        int half = random.nextInt();
        yield half & random.nextInt() & (random.nextInt(4) == 0 ? -1 : 0x1fff);
      }
      case 'i' -> random.nextInt(3) == 0 ? random.nextInt(32) : random.nextInt();
      default -> random.nextInt();
    };
  }

  private int register(boolean mayBePc) {
    int choice = random.nextInt(40);
    return choice == 0 && mayBePc ? 15 : choice < 4 ? 13 + choice % 2 : random.nextInt(13);
  }
}
