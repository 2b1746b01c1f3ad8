package dev.armature.ir;

import static dev.armature.ir.Type.F32;
import static dev.armature.ir.Type.F64;
import static dev.armature.ir.Type.I32;
import static dev.armature.ir.Type.I64;
import static dev.armature.ir.Type.VOID;

import java.util.List;

/**
 * The operations of the IR: one row each, with result type and argument types. What has a single
 * JVM instruction or a short sequence is an opcode, what is harder is a {@link #CALL} of a {@link
 * dev.armature.machine.Routine}.
 *
 * <p>{@code imm} is the op's constant: see each row.
 */
public enum Opcode {
  // Structure. INSN marks the start of a guest instruction: imm = pc | itstate << 32. All traps of
  // the ops that follow are that instruction's.
  INSN(Effect.STATE, VOID),
  /** Runs the ops up to the matching END_IF when a != 0. Nests. Values do not leave it; PUTs do. */
  IF(Effect.STATE, VOID, I32),
  END_IF(Effect.STATE, VOID),

  CONST(Effect.PURE, I32),
  CONST64(Effect.PURE, I64),

  // Guest registers. imm = index: Reg for GET and PUT, 0..31 for S and D.
  GET(Effect.STATE, I32),
  PUT(Effect.STATE, VOID, I32),
  GET_S(Effect.STATE, F32),
  PUT_S(Effect.STATE, VOID, F32),
  /** d0..d31 as a double. */
  GET_D(Effect.STATE, F64),
  PUT_D(Effect.STATE, VOID, F64),
  /** s0..s31 as 32 bits. */
  GET_W(Effect.STATE, I32),
  PUT_W(Effect.STATE, VOID, I32),
  /** d0..d31 as 64 bits. */
  GET_X(Effect.STATE, I64),
  PUT_X(Effect.STATE, VOID, I64),

  // 32-bit integers. Shift and rotate amounts are taken modulo 32, as on the JVM.
  ADD(Effect.PURE, I32, I32, I32),
  SUB(Effect.PURE, I32, I32, I32),
  MUL(Effect.PURE, I32, I32, I32),
  AND(Effect.PURE, I32, I32, I32),
  OR(Effect.PURE, I32, I32, I32),
  XOR(Effect.PURE, I32, I32, I32),
  SHL(Effect.PURE, I32, I32, I32),
  SHR(Effect.PURE, I32, I32, I32),
  SAR(Effect.PURE, I32, I32, I32),
  ROR(Effect.PURE, I32, I32, I32),
  NEG(Effect.PURE, I32, I32),
  NOT(Effect.PURE, I32, I32),
  CLZ(Effect.PURE, I32, I32),
  /** Reverses the bytes. */
  REV(Effect.PURE, I32, I32),
  /** Reverses the bits. */
  RBIT(Effect.PURE, I32, I32),
  SEXT8(Effect.PURE, I32, I32),
  SEXT16(Effect.PURE, I32, I32),
  ZEXT8(Effect.PURE, I32, I32),
  ZEXT16(Effect.PURE, I32, I32),

  // Comparisons: 0 or 1.
  EQ(Effect.PURE, I32, I32, I32),
  NE(Effect.PURE, I32, I32, I32),
  LT(Effect.PURE, I32, I32, I32),
  LE(Effect.PURE, I32, I32, I32),
  GT(Effect.PURE, I32, I32, I32),
  GE(Effect.PURE, I32, I32, I32),
  ULT(Effect.PURE, I32, I32, I32),
  ULE(Effect.PURE, I32, I32, I32),
  UGT(Effect.PURE, I32, I32, I32),
  UGE(Effect.PURE, I32, I32, I32),
  EQ64(Effect.PURE, I32, I64, I64),
  /** a != 0 ? b : c. */
  SELECT(Effect.PURE, I32, I32, I32, I32),

  // Flags of r = a + b (+ carry) and r = a - b (- borrow), from a, b, r.
  /** Carry out of an addition with or without carry in: 0 or 1. For SUB/SBC pass ~b. */
  CARRY(Effect.PURE, I32, I32, I32, I32),
  /** Overflow of an addition: negative when set. */
  OVERFLOW_ADD(Effect.PURE, I32, I32, I32, I32),
  /** Overflow of a subtraction: negative when set. */
  OVERFLOW_SUB(Effect.PURE, I32, I32, I32, I32),
  /** Whether ARM condition imm (0 EQ .. 13 LE) holds for the flags: 0 or 1. */
  COND(Effect.STATE, I32),

  // 64-bit integers. Shift amounts are I32, taken modulo 64.
  ADD64(Effect.PURE, I64, I64, I64),
  SUB64(Effect.PURE, I64, I64, I64),
  MUL64(Effect.PURE, I64, I64, I64),
  AND64(Effect.PURE, I64, I64, I64),
  OR64(Effect.PURE, I64, I64, I64),
  XOR64(Effect.PURE, I64, I64, I64),
  NOT64(Effect.PURE, I64, I64),
  SHL64(Effect.PURE, I64, I64, I32),
  SHR64(Effect.PURE, I64, I64, I32),
  SAR64(Effect.PURE, I64, I64, I32),
  SEXT64(Effect.PURE, I64, I32),
  ZEXT64(Effect.PURE, I64, I32),
  LOW(Effect.PURE, I32, I64),
  HIGH(Effect.PURE, I32, I64),

  // Bits of floating-point values, unchanged.
  F32_BITS(Effect.PURE, I32, F32),
  BITS_F32(Effect.PURE, F32, I32),
  F64_BITS(Effect.PURE, I64, F64),
  BITS_F64(Effect.PURE, F64, I64),

  // Guest memory: a is the address. They trap. Little-endian, any alignment.
  LOAD8(Effect.MEMORY, I32, I32),
  LOAD8S(Effect.MEMORY, I32, I32),
  LOAD16(Effect.MEMORY, I32, I32),
  LOAD16S(Effect.MEMORY, I32, I32),
  LOAD32(Effect.MEMORY, I32, I32),
  LOAD64(Effect.MEMORY, I64, I32),
  STORE8(Effect.MEMORY, VOID, I32, I32),
  STORE16(Effect.MEMORY, VOID, I32, I32),
  STORE32(Effect.MEMORY, VOID, I32, I32),
  STORE64(Effect.MEMORY, VOID, I32, I64),

  /**
   * Calls {@link Op#routine()} with the op's arguments. Types are the routine's. Without the CPU
   * state it is pure, with it it may touch memory and trap.
   */
  CALL(Effect.MEMORY, VOID);

  /** What an op does besides computing its result. */
  public enum Effect {
    /** Nothing: it may be moved, merged or dropped. */
    PURE,
    /** Reads or writes guest registers or structures the block: stays in order with its like. */
    STATE,
    /** Touches guest memory or the CPU state behind routines, and may trap: stays in order. */
    MEMORY
  }

  private final Effect effect;
  private final Type type;
  private final List<Type> arguments;

  Opcode(Effect effect, Type type, Type... arguments) {
    this.effect = effect;
    this.type = type;
    this.arguments = List.of(arguments);
  }

  public Effect effect() {
    return effect;
  }

  /** Result type; for CALL ask {@link Op#type()}. */
  public Type type() {
    return type;
  }

  /** Argument types; for CALL ask the routine. */
  public List<Type> arguments() {
    return arguments;
  }
}
