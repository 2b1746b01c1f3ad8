package dev.armature.decode;

/**
 * Writes instructions in UAL from the syntax column of their rows, as objdump does with the
 * register names r0 to r12, sp, lr and pc.
 *
 * <p>The first space of the syntax separates mnemonic and operands. A name in angle brackets stands
 * for a part of the instruction: a lower-case letter for the core register of that field, {@code
 * #x} for a number, {@code op} and {@code mem} for the operands, {@code c} for the condition; the
 * others are listed in {@link #part} and {@link VectorSyntax}.
 */
public final class Disassembler {
  private static final String[] REGISTERS = {
    "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "sp", "lr",
    "pc"
  };
  private static final String[] CONDITIONS = {
    "eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "", ""
  };
  private static final String[] BARRIERS = {
    "#0", "oshld", "oshst", "osh", "#4", "nshld", "unst", "un",
    "#8", "ishld", "ishst", "ish", "#12", "ld", "st", "sy"
  };

  private Disassembler() {}

  /** The text of an instruction that is not in an IT block. */
  public static String text(Insn insn) {
    String syntax = insn.encoding().syntax();
    StringBuilder out = new StringBuilder(40);
    int at = 0;
    while (at < syntax.length()) {
      char c = syntax.charAt(at);
      int end = c == '<' ? syntax.indexOf('>', at) : -1;
      if (end > 0) {
        String name = syntax.substring(at + 1, end);
        if (!part(insn, name, out)) {
          VectorSyntax.part(insn, name, out);
        }
        at = end + 1;
      } else {
        out.append(c == ' ' && out.indexOf("\t") < 0 ? '\t' : c);
        at++;
      }
    }
    return out.toString();
  }

  /** The name of a core register. */
  static String register(int number) {
    return REGISTERS[number & 15];
  }

  private static boolean part(Insn insn, String name, StringBuilder out) {
    if (name.length() == 1) {
      return letter(insn, name.charAt(0), out);
    }
    switch (name) {
      case "op" -> operand(insn, insn.operand(), out);
      case "#op" -> operand(insn, insn.operand(), out);
      case "mem" -> memory(insn, out);
      case "nmem" -> {
        out.append('[').append(register(insn.rn()));
        if (insn.immediate() != 0) {
          out.append(", #").append(insn.immediate());
        }
        out.append(']');
      }
      case "shift" -> shift(insn, out);
      case "target" -> out.append("0x").append(Integer.toHexString(insn.target()));
      case "#i", "#imm" -> out.append('#').append(insn.immediate());
      case "#h" -> out.append('#').append(insn.field('h'));
      case "#h32" -> out.append('#').append(insn.field('h') == 0 ? 32 : insn.field('h'));
      case "0xi" -> out.append("0x%04x".formatted(insn.immediate()));
      case "0xxi" -> out.append("0x%08x".formatted(insn.immediate()));
      case "#w" -> out.append('#').append(insn.field('w'));
      case "#w+1" -> out.append('#').append(insn.field('w') + 1);
      case "#w-l+1" -> out.append('#').append(insn.field('w') - insn.field('l') + 1);
      case "#l" -> out.append('#').append(insn.field('l'));
      case "am" -> {
        String direction = direction(insn);
        out.append(direction.isEmpty() ? "ia" : direction);
      }
      case "pu" -> out.append(direction(insn));
      case "sz" -> out.append("bhw".charAt(insn.field('z')));
      case "psr" -> psr(insn, out);
      case "banked" -> banked(insn, out);
      case "barrier" -> barrier(insn, out);
      case "endian" -> out.append(insn.flag('E') ? "be" : "le");
      case "cps" -> cps(insn, out);
      case "it" -> it(insn, out);
      case "cp" -> out.append(insn.field('p'));
      case "cn" -> out.append("cr").append(insn.field('n'));
      case "cm" -> out.append("cr").append(insn.field('m'));
      case "cd" -> out.append("cr").append(insn.field('d'));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean letter(Insn insn, char letter, StringBuilder out) {
    switch (letter) {
      case 'c' -> out.append(CONDITIONS[insn.condition()]);
      case 'S' -> out.append(insn.setsFlags(false) ? "s" : "");
      case 'w' -> out.append(".w");
      case 'd', 'n', 'm', 's', 't', 'a', 'L', 'H' -> out.append(register(insn.field(letter)));
      case 'u' -> out.append(register(insn.rt2()));
      case 'i', 'x', 'z' -> out.append(insn.field(letter) << (letter == 'i' ? insn.field('K') : 0));
      case 'r' -> registers(insn.registerList(), out);
      case '!' -> out.append(insn.writesBack() ? "!" : "");
      case 'T' -> out.append(!insn.flag('P') && insn.flag('W') ? "t" : "");
      case 'l' -> out.append(insn.flag('N') ? "l" : "");
      case 'N', 'M' -> out.append(insn.flag(letter) ? 't' : 'b');
      case 'X' -> out.append(insn.flag('X') ? "x" : "");
      case 'R' -> out.append(insn.flag('R') ? "r" : "");
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void operand(Insn insn, Operand operand, StringBuilder out) {
    switch (operand) {
      case Operand.Immediate(int value, int carry) -> {
        int imm12 = insn.field('i');
        Form form = insn.encoding().form();
        if (form == Form.A32_IMMEDIATE && !canonical(imm12, value)) {
          out.append('#').append(imm12 & 0xff).append(", ").append(imm12 >>> 8 << 1);
        } else {
          out.append('#').append(form == Form.T32_IMMEDIATE ? value & 0xffff_ffffL : value);
        }
      }
      case Operand.Register(int rm, ShiftType type, int amount) -> {
        out.append(register(rm));
        if (type == ShiftType.RRX) {
          out.append(", rrx");
        } else if (amount != 0) {
          out.append(", ").append(lower(type)).append(" #").append(amount);
        }
      }
      case Operand.ShiftedByRegister(int rm, ShiftType type, int rs) ->
          out.append(register(rm))
              .append(", ")
              .append(lower(type))
              .append(' ')
              .append(register(rs));
    }
  }

  // An assembler picks the smallest rotation; another one is shown as it is.
  private static boolean canonical(int imm12, int value) {
    for (int rotation = 0; rotation < 32; rotation += 2) {
      int imm8 = Integer.rotateLeft(value, rotation);
      if (imm8 >>> 8 == 0) {
        return imm12 == (rotation << 7 | imm8);
      }
    }
    return false;
  }

  private static String lower(ShiftType type) {
    return switch (type) {
      case LSL -> "lsl";
      case LSR -> "lsr";
      case ASR -> "asr";
      case ROR -> "ror";
      case RRX -> "rrx";
    };
  }

  /** MOV with a shifted operand is written as the shift. */
  private static void shift(Insn insn, StringBuilder out) {
    String suffix =
        (insn.setsFlags(false) ? "s" : "")
            + CONDITIONS[insn.condition()]
            + (insn.thumb() ? ".w" : "")
            + "\t"
            + register(insn.rd())
            + ", ";
    switch (insn.operand()) {
      case Operand.Register(int rm, ShiftType type, int amount) when type == ShiftType.RRX ->
          out.append("rrx")
              .append(insn.setsFlags(false) ? "s" : "")
              .append(CONDITIONS[insn.condition()])
              .append('\t')
              .append(register(insn.rd()))
              .append(", ")
              .append(register(rm));
      case Operand.Register(int rm, ShiftType type, int amount) -> {
        out.append(amount == 0 ? "mov" : lower(type)).append(suffix).append(register(rm));
        if (amount != 0) {
          out.append(", #").append(amount);
        }
      }
      case Operand.ShiftedByRegister(int rm, ShiftType type, int rs) ->
          out.append(lower(type))
              .append(suffix)
              .append(register(rm))
              .append(", ")
              .append(register(rs));
      case Operand.Immediate immediate -> out.append("mov").append(suffix);
    }
  }

  private static void memory(Insn insn, StringBuilder out) {
    MemoryOperand memory = insn.memory();
    out.append('[').append(register(memory.rn()));
    if (!memory.preIndexed()) {
      out.append(']');
    }
    if (!memory.preIndexed() && !insn.flag('W') && insn.operation() == Operation.UNDEFINED) {
      out.append(", {").append(insn.field('i')).append('}');
      return;
    }
    String sign = memory.add() ? "" : "-";
    switch (memory.offset()) {
      case Operand.Immediate(int value, int carry) -> {
        boolean explicit = (memory.rn() == 15 && insn.field('K') == 0) || insn.length() == 2;
        if (value != 0 || !memory.add() || memory.writeback() || explicit) {
          out.append(", #").append(sign).append(value);
        }
      }
      case Operand.Register register -> {
        out.append(", ").append(sign);
        operand(insn, register, out);
      }
      case Operand.ShiftedByRegister shifted -> throw new IllegalStateException(shifted.toString());
    }
    if (memory.preIndexed()) {
      out.append(memory.writeback() ? "]!" : "]");
    }
  }

  private static void registers(int mask, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (int i = 0; i < 16; i++) {
      if ((mask >>> i & 1) != 0) {
        out.append(separator).append(register(i));
        separator = ", ";
      }
    }
    out.append('}');
  }

  private static String direction(Insn insn) {
    if (insn.flag('U')) {
      return insn.flag('P') ? "ib" : "";
    }
    return insn.flag('P') ? "db" : "da";
  }

  private static void psr(Insn insn, StringBuilder out) {
    out.append(insn.flag('R') ? "SPSR_" : "CPSR_");
    int fields = insn.field('k');
    for (int i = 3; i >= 0; i--) {
      if ((fields >>> i & 1) != 0) {
        out.append("cxsf".charAt(i));
      }
    }
  }

  private static void banked(Insn insn, StringBuilder out) {
    out.append(insn.flag('R') ? "SPSR" : "R").append('_').append(insn.field('k'));
  }

  private static void barrier(Insn insn, StringBuilder out) {
    int option = insn.field('i');
    out.append(insn.operation() == Operation.ISB && option != 15 ? "#" + option : BARRIERS[option]);
  }

  private static void cps(Insn insn, StringBuilder out) {
    int flags = insn.field('F');
    if (insn.flag('E')) {
      out.append(insn.flag('I') ? "id" : "ie")
          .append(insn.length() == 4 && insn.thumb() && !insn.flag('J') ? ".w" : "")
          .append('\t');
      out.append((flags & 4) != 0 ? "a" : "")
          .append((flags & 2) != 0 ? "i" : "")
          .append((flags & 1) != 0 ? "f" : "");
      if (insn.flag('J')) {
        out.append(insn.thumb() ? ", #" : ",#").append(insn.field('i'));
      }
    } else {
      out.append("\t#").append(insn.field('i'));
    }
  }

  private static void it(Insn insn, StringBuilder out) {
    int first = insn.field('i') >>> 4;
    int mask = insn.field('i') & 15;
    int last = Integer.numberOfTrailingZeros(mask);
    for (int bit = 3; bit > last; bit--) {
      out.append((mask >>> bit & 1) == (first & 1) ? 't' : 'e');
    }
    out.append('\t').append(first == 14 ? "al" : CONDITIONS[first]);
  }
}
