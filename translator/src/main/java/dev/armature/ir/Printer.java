package dev.armature.ir;

import java.util.Locale;
import java.util.stream.Collectors;

/** Renders IR for {@code --dump=ir} and for error messages. */
final class Printer {
  private Printer() {}

  static String op(Op op) {
    String args = op.args().stream().map(Printer::value).collect(Collectors.joining(", "));
    String name = op.code().name().toLowerCase(Locale.ROOT);
    String body =
        switch (op.code()) {
          case INSN ->
              "-- %08x%s"
                  .formatted(
                      op.insnPc(),
                      op.insnItState() == 0 ? "" : " it=%02x".formatted(op.insnItState()));
          case CONST -> "0x%x".formatted((int) op.imm());
          case CONST64 -> "0x%x".formatted(op.imm());
          case GET, PUT -> "%s.%s %s".formatted(name, Reg.name((int) op.imm()), args);
          case GET_S, PUT_S, GET_W, PUT_W -> "%s.s%d %s".formatted(name, op.imm(), args);
          case GET_D, PUT_D, GET_X, PUT_X -> "%s.d%d %s".formatted(name, op.imm(), args);
          case COND -> "cond.%d".formatted(op.imm());
          case CALL -> "%s(%s)".formatted(op.routine().name().toLowerCase(Locale.ROOT), args);
          default -> "%s %s".formatted(name, args);
        };
    return op.type() == Type.VOID ? body.strip() : "%s = %s".formatted(value(op), body.strip());
  }

  private static String value(Op op) {
    return "%" + op.index();
  }

  static String block(Block block) {
    var text = new StringBuilder();
    text.append("%08x:%n".formatted(block.location()));
    for (Op op : block.ops()) {
      text.append("  ").append(op(op)).append(System.lineSeparator());
    }
    return text.append("  => ").append(block.terminal()).append(System.lineSeparator()).toString();
  }
}
