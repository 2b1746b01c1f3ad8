package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.machine.Routine;
import java.util.EnumMap;
import java.util.Map;

/** Parallel addition and subtraction, and what reads GE (ARM ARM A4.4.5). */
final class ParallelArithmetic {
  private ParallelArithmetic() {}

  /**
   * What an operation is made of.
   *
   * @param value gives the result
   * @param ge gives the GE flags, or null when they stay as they are
   */
  private record Row(Routine value, Routine ge) {}

  private static final Map<Operation, Row> ROWS = rows();

  private static Map<Operation, Row> rows() {
    var rows = new EnumMap<Operation, Row>(Operation.class);
    rows.put(Operation.SADD16, new Row(Routine.ADD16, Routine.SADD16_GE));
    rows.put(Operation.SSUB16, new Row(Routine.SUB16, Routine.SSUB16_GE));
    rows.put(Operation.SASX, new Row(Routine.ASX, Routine.SASX_GE));
    rows.put(Operation.SSAX, new Row(Routine.SAX, Routine.SSAX_GE));
    rows.put(Operation.SADD8, new Row(Routine.ADD8, Routine.SADD8_GE));
    rows.put(Operation.SSUB8, new Row(Routine.SUB8, Routine.SSUB8_GE));
    rows.put(Operation.UADD16, new Row(Routine.ADD16, Routine.UADD16_GE));
    rows.put(Operation.USUB16, new Row(Routine.SUB16, Routine.USUB16_GE));
    rows.put(Operation.UASX, new Row(Routine.ASX, Routine.UASX_GE));
    rows.put(Operation.USAX, new Row(Routine.SAX, Routine.USAX_GE));
    rows.put(Operation.UADD8, new Row(Routine.ADD8, Routine.UADD8_GE));
    rows.put(Operation.USUB8, new Row(Routine.SUB8, Routine.USUB8_GE));
    for (String kind : new String[] {"Q", "UQ", "SH", "UH"}) {
      for (String what : new String[] {"ADD16", "SUB16", "ASX", "SAX", "ADD8", "SUB8"}) {
        rows.put(Operation.valueOf(kind + what), new Row(Routine.valueOf(kind + what), null));
      }
    }
    return rows;
  }

  /** Whether {@code operation} is one of this family. */
  static boolean covers(Operation operation) {
    return ROWS.containsKey(operation);
  }

  static void lanes(Lift lift) {
    Insn insn = lift.insn();
    Row row = ROWS.get(insn.operation());
    Op n = lift.reg(insn.rn());
    Op m = lift.reg(insn.rm());
    if (row.ge != null) {
      lift.put(Reg.GE, lift.call(row.ge, n, m));
    }
    lift.setReg(insn.rd(), lift.call(row.value, n, m));
  }

  static void select(Lift lift) {
    Insn insn = lift.insn();
    lift.setReg(
        insn.rd(),
        lift.call(Routine.SEL, lift.reg(insn.rn()), lift.reg(insn.rm()), lift.get(Reg.GE)));
  }

  /** USAD8, USADA8. */
  static void absoluteDifferences(Lift lift) {
    Insn insn = lift.insn();
    Op sum = lift.call(Routine.USAD8, lift.reg(insn.rn()), lift.reg(insn.rm()));
    lift.setReg(
        insn.rd(),
        insn.operation() == Operation.USADA8 ? lift.op(Opcode.ADD, sum, lift.reg(insn.ra())) : sum);
  }
}
