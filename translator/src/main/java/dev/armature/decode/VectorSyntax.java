package dev.armature.decode;

/** The parts of UAL syntax that belong to VFP and Advanced SIMD, see {@link Disassembler}. */
final class VectorSyntax {
  private VectorSyntax() {}

  static void part(Insn insn, String name, StringBuilder out) {
    switch (name) {
      case "F" -> out.append(insn.isDouble() ? ".f64" : ".f32");
      case "fd" -> floating(insn.fd(), insn.isDouble() && !insn.encoding().has('e'), out);
      case "fn" -> floating(insn.fn(), insn.isDouble(), out);
      case "fm" -> floating(insn.fm(), insn.isDouble() && !insn.encoding().has('f'), out);
      case "sm" -> out.append('s').append(insn.fm());
      case "sm1" -> out.append('s').append(insn.fm() + 1);
      case "dd" -> out.append('d').append(insn.dd());
      case "dn" -> out.append('d').append(insn.dn());
      case "dm" -> out.append('d').append(insn.dm());
      case "qd" -> out.append('q').append(insn.dd() >>> 1);
      case "qn" -> out.append('q').append(insn.dn() >>> 1);
      case "qm" -> out.append('q').append(insn.dm() >>> 1);
      case "vd" -> vector(insn, insn.dd(), out);
      case "vn" -> vector(insn, insn.dn(), out);
      case "vm" -> vector(insn, insn.dm(), out);
      case ".z" -> out.append('.').append(insn.elementBits());
      case ".i" -> out.append(".i").append(insn.elementBits());
      case ".s" -> out.append(".s").append(insn.elementBits());
      case ".u" -> out.append(insn.flag('U') ? ".u" : ".s").append(insn.elementBits());
      case ".i2" -> out.append(".i").append(2 * insn.elementBits());
      case ".s2" -> out.append(".s").append(2 * insn.elementBits());
      case ".u2" -> out.append(insn.flag('U') ? ".u" : ".s").append(2 * insn.elementBits());
      case "#shr" -> out.append('#').append(insn.rightShift());
      case "#size" -> out.append('#').append(insn.elementBits());
      case "si" -> out.append(insn.flag('S') ? 's' : 'u');
      case "rnd" -> out.append(insn.flag('R') ? "" : "r");
      case "E" -> out.append(insn.flag('E') ? "e" : "");
      case "tb" -> out.append(insn.flag('T') ? 't' : 'b');
      case ".fix" -> out.append(insn.flag('U') ? ".u" : ".s").append(insn.flag('x') ? 32 : 16);
      case "fbits" -> out.append('#').append(insn.fractionBits());
      case "fpimm" -> floatingImmediate(insn, out);
      case "vimm" -> vectorImmediate(insn, out);
      case "fr" -> floatingRegisters(insn, out);
      case "fpsys" -> out.append(systemRegister(insn.field('n')));
      case "apsrt" -> out.append(insn.rt() == 15 ? "APSR_nzcv" : Disassembler.register(insn.rt()));
      case "vsel" -> out.append(new String[] {"eq", "vs", "ge", "gt"}[insn.field('k')]);
      case "table" -> list(insn.dn(), insn.field('l') + 1, 1, "", out);
      case "vlist" -> structures(insn, out);
      case "vmem" -> structureAddress(insn, out);
      default -> throw new IllegalStateException("syntax <" + name + "> of " + insn.encoding());
    }
  }

  private static void floating(int number, boolean isDouble, StringBuilder out) {
    out.append(isDouble ? 'd' : 's').append(number);
  }

  private static void vector(Insn insn, int number, StringBuilder out) {
    if (insn.flag('Q')) {
      out.append('q').append(number >>> 1);
    } else {
      out.append('d').append(number);
    }
  }

  private static void floatingImmediate(Insn insn, StringBuilder out) {
    double value =
        insn.isDouble()
            ? Double.longBitsToDouble(insn.fpImmediate())
            : Float.intBitsToFloat((int) insn.fpImmediate());
    out.append('#').append(insn.field('i')).append("\t@ ").append(value);
  }

  private static void vectorImmediate(Insn insn, StringBuilder out) {
    long value = insn.vectorImmediate();
    int cmode = insn.field('k');
    if (cmode == 14 && insn.flag('o')) {
      out.append("#0x%016x".formatted(value));
    } else if (cmode == 15) {
      String text = Float.toString(Float.intBitsToFloat((int) value));
      out.append('#').append(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    } else {
      int bits = cmode < 8 || cmode >>> 1 == 6 ? 32 : cmode == 14 ? 8 : 16;
      out.append('#').append(bits == 32 ? (int) value : value & (1L << bits) - 1);
    }
  }

  private static void floatingRegisters(Insn insn, StringBuilder out) {
    int first = insn.fd();
    int last = first + insn.registerCount() - 1;
    char letter = insn.isDouble() ? 'd' : 's';
    out.append('{').append(letter).append(first);
    if (last > first) {
      out.append('-').append(letter).append(last);
    }
    out.append('}');
  }

  private static String systemRegister(int number) {
    return switch (number) {
      case 0 -> "fpsid";
      case 1 -> "fpscr";
      case 5 -> "mvfr2";
      case 6 -> "mvfr1";
      case 7 -> "mvfr0";
      case 8 -> "fpexc";
      case 9 -> "fpinst";
      case 10 -> "fpinst2";
      default -> "<impl def 0x" + Integer.toHexString(number) + ">";
    };
  }

  private static void list(int first, int count, int step, String lane, StringBuilder out) {
    out.append('{');
    if (step == 1 && count > 1 && (lane.isEmpty() || lane.equals("[]"))) {
      out.append('d').append(first).append(lane);
      out.append("-d").append(first + count - 1).append(lane);
    } else {
      for (int i = 0; i < count; i++) {
        out.append(i == 0 ? "d" : ",d").append(first + i * step).append(lane);
      }
    }
    out.append('}');
  }

  private static void structures(Insn insn, StringBuilder out) {
    String operation = insn.operation().name();
    String lane =
        operation.endsWith("_LANE")
            ? "[" + insn.field('x') + "]"
            : operation.endsWith("_ALL") ? "[]" : "";
    boolean pairs = insn.field('r') == 4 && operation.charAt(3) == '2';
    list(insn.dd(), insn.field('r'), pairs ? 1 : insn.field('s'), lane, out);
  }

  private static void structureAddress(Insn insn, StringBuilder out) {
    out.append('[').append(Disassembler.register(insn.rn()));
    int alignment = insn.alignment();
    if (alignment != 0) {
      out.append(" :").append(8 * alignment);
    }
    out.append(']');
    if (insn.rm() == 13) {
      out.append('!');
    } else if (insn.rm() != 15) {
      out.append(", ").append(Disassembler.register(insn.rm()));
    }
  }
}
