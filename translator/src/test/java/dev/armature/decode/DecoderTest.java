package dev.armature.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What lifters read from an instruction. */
class DecoderTest {
  private static Insn a32(int word) {
    return Decoder.a32(word, 0x1000, Features.max());
  }

  private static Insn t32(int word) {
    return Decoder.thumb(word >>> 16, word & 0xffff, 0x1000, Features.max());
  }

  private static Insn t16(int half) {
    return Decoder.thumb(half, 0, 0x1000, Features.max());
  }

  @Test
  void dataProcessingOperandsAreTheSameInBothInstructionSets() {
    Insn arm = a32(0x00910102); // addseq r0, r1, r2, lsl #2
    Insn thumb = t32(0xeb110082); // adds.w r0, r1, r2, lsl #2
    assertEquals(Operation.ADD, arm.operation());
    assertEquals(Operation.ADD, thumb.operation());
    assertEquals(0, arm.condition());
    assertEquals(14, thumb.condition());
    for (Insn insn : new Insn[] {arm, thumb}) {
      assertEquals(0, insn.rd());
      assertEquals(1, insn.rn());
      assertTrue(insn.setsFlags(true));
      assertEquals(new Operand.Register(2, ShiftType.LSL, 2), insn.operand());
    }
  }

  @Test
  void shiftAmountsOfZero() {
    assertEquals(new Operand.Register(1, ShiftType.LSR, 32), a32(0xe1a00021).operand());
    assertEquals(new Operand.Register(1, ShiftType.ASR, 32), a32(0xe1a00041).operand());
    assertEquals(new Operand.Register(1, ShiftType.RRX, 1), a32(0xe1a00061).operand());
    assertEquals(new Operand.Register(1, ShiftType.LSL, 0), a32(0xe1a00001).operand());
    assertEquals(new Operand.ShiftedByRegister(1, ShiftType.ROR, 2), a32(0xe1a00271).operand());
    assertEquals(new Operand.Register(1, ShiftType.LSR, 32), t16(0x0808).operand());
  }

  @Test
  void immediatesAndTheirCarry() {
    assertEquals(new Operand.Immediate(0xff, -1), a32(0xe3a000ff).operand());
    assertEquals(new Operand.Immediate(0xff00_0000, 1), a32(0xe3a004ff).operand());
    assertEquals(new Operand.Immediate(0x3fc, 0), a32(0xe3a00fff).operand());
    assertEquals(new Operand.Immediate(0x00ab_00ab, -1), t32(0xf04f10ab).operand());
    assertEquals(new Operand.Immediate(0xab00_ab00, -1), t32(0xf04f20ab).operand());
    assertEquals(new Operand.Immediate(0xabab_abab, -1), t32(0xf04f30ab).operand());
    assertEquals(new Operand.Immediate(0x8000_0000, 1), t32(0xf04f4000).operand());
    assertEquals(0x1234, a32(0xe3010234).immediate()); // movw r0, #0x1234
    assertEquals(0x1234, t32(0xf2412034).immediate());
  }

  @Test
  void flagsOfT16DependOnItBlock() {
    Insn adds = t16(0x1888); // adds r0, r1, r2
    assertTrue(adds.setsFlags(false));
    assertFalse(adds.setsFlags(true));
    Insn cmp = t16(0x4288);
    assertTrue(cmp.setsFlags(true));
    assertFalse(t16(0x4408).setsFlags(false)); // add r0, r1
  }

  @Test
  void memoryOperands() {
    assertEquals(
        new MemoryOperand(1, new Operand.Immediate(4, -1), false, true, true),
        a32(0xe5310004).memory()); // ldr r0, [r1, #-4]!
    assertEquals(
        new MemoryOperand(1, new Operand.Register(2, ShiftType.LSL, 2), true, false, true),
        a32(0xe6910102).memory()); // ldr r0, [r1], r2, lsl #2
    assertEquals(
        new MemoryOperand(15, new Operand.Immediate(8, -1), true, true, false),
        t16(0x4802).memory());
    assertEquals(
        new MemoryOperand(1, new Operand.Immediate(12, -1), true, true, false),
        t32(0xe9d12303).memory()); // ldrd r2, r3, [r1, #12]
    assertEquals(3, t32(0xe9d12303).rt2());
    assertEquals(3, a32(0xe1c120d0).rt2()); // ldrd r2, r3, [r1]
  }

  @Test
  void unprivilegedLoadsArePlainOnes() {
    Insn ldrt = a32(0xe4b10004);
    assertEquals(Operation.LDR, ldrt.operation());
    assertFalse(ldrt.memory().preIndexed());
    assertTrue(ldrt.memory().writeback());
    assertFalse(t32(0xf8510e04).memory().writeback());
  }

  @Test
  void branchTargets() {
    assertEquals(0x1000, a32(0xeafffffe).target());
    assertEquals(0x100a, a32(0xfb000000).target()); // blx with H set
    assertEquals(0x1004, t16(0xe000).target());
    assertEquals(0x1000, t32(0xf7fffffe).target()); // bl to itself
    assertEquals(0x1004, t32(0xf000e800).target()); // blx to the next word
    assertEquals(0x1004 - 0x100_0000, t32(0xf400d000).target()); // bl as far back as can be
    assertEquals(4, Decoder.thumb(0xf000, 0xe800, 2, Features.max()).target()); // base aligned
    assertEquals(0x1004 + 126, t16(0xb3f8).target()); // cbz at its longest
  }

  @Test
  void registerLists() {
    assertEquals(0x40f0, t16(0xb5f0).registerList()); // push {r4-r7, lr}
    assertEquals(Operation.STM, t16(0xb5f0).operation());
    assertEquals(0x80f0, t16(0xbdf0).registerList()); // pop {r4-r7, pc}
    assertTrue(t16(0xc806).writesBack()); // ldmia r0!, {r1, r2}
    assertFalse(t16(0xc803).writesBack()); // ldmia r0, {r0, r1}
    assertTrue(a32(0xe8a10006).writesBack());
  }

  @Test
  void floatingPointRegistersAndConstants() {
    Insn single = a32(0xee700aa1); // vadd.f32 s1, s1, s3
    assertEquals(1, single.fd());
    assertEquals(1, single.fn());
    assertEquals(3, single.fm());
    Insn converted = a32(0xeef70be0); // vcvt.f32.f64 s1, d16
    assertEquals(1, converted.fd());
    assertEquals(16, converted.fm());
    assertEquals(Float.floatToRawIntBits(1.0f), a32(0xeeb70a00).fpImmediate());
    assertEquals(Double.doubleToRawLongBits(-0.5), a32(0xeebe0b00).fpImmediate());
    assertEquals(19, a32(0xeeba0ae6).fractionBits()); // 32 - 6:1
    Insn push = a32(0xed2d8b04); // vpush {d8-d9}
    assertEquals(2, push.registerCount());
    assertEquals(4, push.field('i'));
  }

  @Test
  void advancedSimdOfThumbIsThatOfArm() {
    Insn arm = a32(0xf2211856); // vand and others differ in a few bits only
    Insn thumb = t32(0xef211856);
    assertEquals(arm.operation(), thumb.operation());
    assertEquals(arm.dd(), thumb.dd());
    assertEquals(Disassembler.text(arm), Disassembler.text(thumb));
    assertEquals(0xef211856, thumb.word());
    assertEquals(a32(0xf4610a8f).operation(), t32(0xf9610a8f).operation());
  }

  @Test
  void userModeHasNoPrivilegedInstructions() {
    assertEquals(Operation.UNDEFINED, a32(0xe1b0f00e).operation()); // movs pc, lr
    assertEquals(Operation.UNDEFINED, a32(0xe8fd8000).operation()); // ldm sp!, {pc}^
    assertEquals(Operation.UNDEFINED, a32(0xe14f0000).operation()); // mrs r0, spsr
    assertEquals(Operation.UNDEFINED, t32(0xf3de8f04).operation()); // subs pc, lr, #4
    assertEquals(Operation.CPS, a32(0xf10c0080).operation()); // cpsid i: no operation
  }

  @Test
  void lengthFollowsFirstHalfword() {
    assertFalse(Decoder.isThumb32(0xe7ff));
    assertTrue(Decoder.isThumb32(0xe800));
    assertTrue(Decoder.isThumb32(0xffff));
    assertEquals(2, t16(0x4770).length());
    assertEquals(4, t32(0xf3af8000).length());
  }
}
