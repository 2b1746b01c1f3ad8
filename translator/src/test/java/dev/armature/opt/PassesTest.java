package dev.armature.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.armature.ir.Block;
import dev.armature.ir.IrBuilder;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassesTest {
  private final IrBuilder ir = new IrBuilder();

  private void compare(Op a, Op b) {
    Op r = ir.op(Opcode.SUB, a, b);
    Op carry = ir.op(Opcode.UGE, a, b);
    Op overflow = ir.op(Opcode.OVERFLOW_SUB, a, b, r);
    ir.put(Reg.N, r);
    ir.put(Reg.Z, r);
    ir.put(Reg.C, carry);
    ir.put(Reg.V, overflow);
  }

  private Block run(Terminal terminal) {
    var block = new Block(0x8000, 0x8004, 1, ir.ops(), terminal);
    return Verifier.verify(Passes.run(Verifier.verify(block)));
  }

  private static long count(Block block, Opcode code) {
    return block.ops().stream().filter(op -> op.code() == code).count();
  }

  @ParameterizedTest
  @CsvSource({
    "0, EQ", "1, NE", "2, UGE", "3, ULT", "8, UGT", "9, ULE", "10, GE", "11, LT", "12, GT", "13, LE"
  })
  void conditionAfterCompareIsAComparison(int condition, Opcode comparison) {
    compare(ir.get(0), ir.get(1));
    Block block = run(new Terminal.Branch(ir.cond(condition), 0x9000, 0x8004));
    var branch = (Terminal.Branch) block.terminal();
    assertSame(comparison, branch.condition().code());
    assertEquals(0, branch.condition().arg(0).imm());
    assertEquals(1, branch.condition().arg(1).imm());
    assertEquals(0, count(block, Opcode.COND));
  }

  @Test
  void conditionOnFlagsFromBeforeStays() {
    ir.put(Reg.Z, ir.get(0));
    Block block = run(new Terminal.Branch(ir.cond(10), 0x9000, 0x8004));
    assertEquals(1, count(block, Opcode.COND));
  }

  @Test
  void flagsPutInOneBranchOnlyAreUnknownAfterIt() {
    compare(ir.get(0), ir.get(1));
    ir.insn(0x8004, 0);
    ir.beginIf(ir.get(2));
    ir.put(Reg.Z, ir.op(Opcode.LOAD32, ir.get(3)));
    ir.endIf();
    Block block = run(new Terminal.Branch(ir.cond(0), 0x9000, 0x8004));
    assertEquals(1, count(block, Opcode.COND));
  }

  @Test
  void overwrittenWritesGoUnlessATrapSeesThem() {
    ir.put(Reg.N, ir.get(0));
    ir.put(Reg.N, ir.get(1));
    assertEquals(1, count(run(new Terminal.Jump(0x8004)), Opcode.PUT));
  }

  @Test
  void writesBeforeATrapStay() {
    ir.insn(0x8000, 0);
    ir.put(Reg.N, ir.get(0));
    ir.insn(0x8004, 0);
    Op loaded = ir.op(Opcode.LOAD32, ir.get(1));
    ir.put(Reg.N, loaded);
    assertEquals(2, count(run(new Terminal.Jump(0x8008)), Opcode.PUT));
  }

  @Test
  void aWriteUnderAConditionDoesNotKillTheOneBefore() {
    ir.insn(0x8000, 0);
    ir.put(0, ir.constant(1));
    ir.beginIf(ir.get(2));
    ir.insn(0x8004, 0);
    ir.put(0, ir.op(Opcode.LOAD32, ir.get(1)));
    ir.endIf();
    assertEquals(2, count(run(new Terminal.Jump(0x8008)), Opcode.PUT));
  }

  @Test
  void smallPureIfsBecomeSelections() {
    ir.beginIf(ir.get(2));
    ir.put(0, ir.op(Opcode.ADD, ir.get(0), 1));
    ir.endIf();
    Block block = run(new Terminal.Jump(0x8004));
    assertEquals(0, count(block, Opcode.IF));
    assertEquals(1, count(block, Opcode.SELECT));
  }

  @Test
  void ifsThatAccessMemoryStay() {
    ir.beginIf(ir.get(2));
    ir.put(0, ir.op(Opcode.LOAD32, ir.get(0)));
    ir.endIf();
    assertEquals(1, count(run(new Terminal.Jump(0x8004)), Opcode.IF));
  }

  @Test
  void emptyIfsGoWithTheirCondition() {
    ir.beginIf(ir.cond(3));
    ir.endIf();
    assertEquals(List.of(), run(new Terminal.Jump(0x8004)).ops());
  }

  @Test
  void verifierFindsMalformedBlocks() {
    Op value = Op.of(Opcode.CONST, 1);
    rejects(Op.of(Opcode.PUT, 0, value));
    rejects(value, Op.of(Opcode.LOW, 0, value));
    rejects(value, Op.of(Opcode.IF, 0, value));
    rejects(Op.of(Opcode.END_IF, 0));
    rejects(value, Op.of(Opcode.PUT, Reg.COUNT, value));
    rejects(
        value,
        Op.of(Opcode.INSN, 0),
        Op.of(Opcode.PUT, 0, value),
        Op.of(Opcode.STORE32, 0, value, value));
    Op inside = Op.of(Opcode.CONST, 2);
    rejects(
        value,
        Op.of(Opcode.IF, 0, value),
        inside,
        Op.of(Opcode.END_IF, 0),
        Op.of(Opcode.PUT, 0, inside));
  }

  private static void rejects(Op... ops) {
    var block = new Block(0x8000, 0x8004, 1, List.of(ops), new Terminal.Jump(0x8004));
    assertThrows(IllegalStateException.class, () -> Verifier.verify(block));
  }
}
