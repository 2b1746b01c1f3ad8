package dev.armature.lift;

import dev.armature.decode.Feature;
import dev.armature.decode.Features;
import dev.armature.decode.Insn;
import dev.armature.decode.Operand;
import dev.armature.decode.Operation;
import dev.armature.ir.IrBuilder;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.machine.Routine;

/**
 * The instruction being lifted and what lifters say about it: values and register writes go to the
 * builder, a change of control flow is left as a terminal.
 */
final class Lift {
  private final Features features;
  private final CodeReader code;
  private final boolean bigEndian;
  private final int vector;
  private IrBuilder ir;
  private Insn insn;
  private int itState;
  private int nextItState;
  private Terminal terminal;
  private int codeEnd;

  Lift(IrBuilder ir, Features features, CodeReader code, boolean bigEndian, int vector) {
    this.ir = ir;
    this.features = features;
    this.code = code;
    this.bigEndian = bigEndian;
    this.vector = vector;
  }

  /** Turns to an instruction at which ITSTATE is {@code it}, and after which {@code nextIt}. */
  void begin(Insn instruction, int it, int nextIt) {
    insn = instruction;
    itState = it;
    nextItState = nextIt;
    terminal = null;
    codeEnd = instruction.next();
  }

  /** Lifts the same instruction again, into another builder. */
  void again(IrBuilder builder) {
    ir = builder;
    terminal = null;
    mark();
  }

  /** Puts the marker of the instruction. */
  void mark() {
    ir.insn(insn.address(), itState);
  }

  Insn insn() {
    return insn;
  }

  IrBuilder ir() {
    return ir;
  }

  boolean has(Feature feature) {
    return features.has(feature);
  }

  CodeReader code() {
    return code;
  }

  /** Whether what lies at {@code address} is code or a table in it, and stays what it is. */
  boolean isConstantCode(int address) {
    return code.isConstant(address) && code.isConstant(address + 3);
  }

  /** The address after the last byte that the instruction's meaning depends on. */
  int codeEnd() {
    return codeEnd;
  }

  /** The meaning of the instruction depends on what lies before {@code address}. */
  void codeEndsAt(int address) {
    codeEnd = address;
  }

  /** Whether data accesses are big-endian here. */
  boolean bigEndian() {
    return bigEndian;
  }

  /** LEN and STRIDE of short vectors as the FPSCR has them. */
  int vector() {
    return vector;
  }

  /** Goes on with one element of a short vector, which is an instruction by itself. */
  void element(Insn instruction) {
    insn = instruction;
    mark();
  }

  /** ITSTATE at this instruction. */
  int itState() {
    return itState;
  }

  /** ITSTATE after this instruction. */
  int nextItState() {
    return nextItState;
  }

  boolean inItBlock() {
    return itState != 0;
  }

  boolean setsFlags() {
    return insn.setsFlags(inItBlock());
  }

  /** The location after this instruction. */
  int next() {
    return insn.next() | thumbBit();
  }

  int thumbBit() {
    return insn.thumb() ? 1 : 0;
  }

  /** How the block goes on after an instruction that does not branch. */
  Terminal onward() {
    return nextItState == 0 ? new Terminal.Jump(next()) : new Terminal.Leave(next(), nextItState);
  }

  /** How control leaves this instruction, or null when it goes on to the next one. */
  Terminal terminal() {
    return terminal;
  }

  void end(Terminal how) {
    terminal = how;
  }

  /** The instruction is undefined; nothing may have been put for it. */
  void undefined() {
    terminal = new Terminal.Undefined(insn.word());
  }

  // Registers.

  /** Register {@code n}; the PC reads as the address plus 8 in A32 and plus 4 in Thumb. */
  Op reg(int n) {
    return n == 15 ? ir.constant(insn.pc()) : ir.get(n);
  }

  /** Register {@code n} as a base of addresses: the PC is aligned down to a word. */
  Op base(int n) {
    return n == 15 ? ir.constant(insn.pc() & ~3) : ir.get(n);
  }

  /** Writes the result of data processing: ALUWritePC of the ARM ARM when {@code d} is the PC. */
  void setReg(int d, Op value) {
    if (d != 15) {
      ir.put(d, value);
    } else if (insn.thumb()) {
      transfer(op(Opcode.OR, value, 1), isLinkCopy());
    } else if (has(Feature.V7)) {
      transfer(value, isLinkCopy());
    } else {
      transfer(op(Opcode.AND, value, ~3), isLinkCopy());
    }
  }

  /** Whether this is {@code mov pc, lr}, the return of old code. */
  private boolean isLinkCopy() {
    return insn.operation() == Operation.MOV
        && insn.operand() instanceof Operand.Register r
        && r.rm() == Reg.LR
        && r.amount() == 0;
  }

  /** Goes to a loaded value: LoadWritePC of the ARM ARM. */
  void loadPc(Op value, boolean returns) {
    if (has(Feature.V5T)) {
      transfer(value, returns);
    } else {
      transfer(insn.thumb() ? op(Opcode.OR, value, 1) : op(Opcode.AND, value, ~3), returns);
    }
  }

  /**
   * Goes to a computed location. {@code returns} says that it looks like the return of a function.
   * When lr is known to hold the next location it is a call whatever it looks like: {@code mov lr,
   * pc} stands before it.
   */
  void transfer(Op location, boolean returns) {
    Op link = ir.known(Reg.LR);
    if (link != null && link.isConst(next())) {
      terminal = new Terminal.CallIndirect(location, next());
    } else if (location.isConst()) {
      terminal = new Terminal.Jump((int) location.imm());
    } else if (returns) {
      terminal = new Terminal.Return(location);
    } else {
      terminal = new Terminal.JumpIndirect(location);
    }
  }

  // Short forms.

  Op op(Opcode code, Op a) {
    return ir.op(code, a);
  }

  Op op(Opcode code, Op a, Op b) {
    return ir.op(code, a, b);
  }

  Op op(Opcode code, Op a, int b) {
    return ir.op(code, a, b);
  }

  Op op(Opcode code, Op a, Op b, Op c) {
    return ir.op(code, a, b, c);
  }

  Op constant(int value) {
    return ir.constant(value);
  }

  Op call(Routine routine, Op... args) {
    return ir.call(routine, args);
  }

  Op get(int reg) {
    return ir.get(reg);
  }

  void put(int reg, Op value) {
    ir.put(reg, value);
  }
}
