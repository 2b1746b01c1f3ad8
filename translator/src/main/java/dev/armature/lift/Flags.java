package dev.armature.lift;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;

/** Puts the condition flags of a result (ARM ARM A2.2.1, AddWithCarry, and A2.4). */
final class Flags {
  private Flags() {}

  /** N and Z of a 32-bit result. */
  static void nz(Lift lift, Op result) {
    lift.put(Reg.N, result);
    lift.put(Reg.Z, result);
  }

  /** N and Z of a 64-bit result. */
  static void nz(Lift lift, Op low, Op high) {
    Op any = lift.op(Opcode.OR, low, high);
    lift.put(Reg.N, high);
    lift.put(Reg.Z, any);
  }

  /** All flags of {@code result = a + b}. */
  static void add(Lift lift, Op a, Op b, Op result) {
    Op carry = lift.op(Opcode.ULT, result, a);
    Op overflow = lift.op(Opcode.OVERFLOW_ADD, a, b, result);
    putAll(lift, result, carry, overflow);
  }

  /** All flags of {@code result = a - b}. */
  static void subtract(Lift lift, Op a, Op b, Op result) {
    Op carry = lift.op(Opcode.UGE, a, b);
    Op overflow = lift.op(Opcode.OVERFLOW_SUB, a, b, result);
    putAll(lift, result, carry, overflow);
  }

  /** All flags of {@code result = a + b + C}. */
  static void addWithCarry(Lift lift, Op a, Op b, Op result) {
    Op carry = lift.op(Opcode.CARRY, a, b, result);
    Op overflow = lift.op(Opcode.OVERFLOW_ADD, a, b, result);
    putAll(lift, result, carry, overflow);
  }

  /** All flags of {@code result = a - b - NOT C}. */
  static void subtractWithCarry(Lift lift, Op a, Op b, Op result) {
    Op carry = lift.op(Opcode.CARRY, a, lift.op(Opcode.NOT, b), result);
    Op overflow = lift.op(Opcode.OVERFLOW_SUB, a, b, result);
    putAll(lift, result, carry, overflow);
  }

  private static void putAll(Lift lift, Op result, Op carry, Op overflow) {
    nz(lift, result);
    lift.put(Reg.C, carry);
    lift.put(Reg.V, overflow);
  }

  /** Sets the sticky Q when {@code saturated} is 1. */
  static void q(Lift lift, Op saturated) {
    lift.put(Reg.Q, lift.op(Opcode.OR, lift.get(Reg.Q), saturated));
  }
}
