package dev.armature.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.armature.decode.CpuModel;
import dev.armature.decode.Features;
import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestFault.Cause;
import dev.armature.opt.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How blocks end, and what of the state around them the lifter follows. */
class LifterTest {
  private static final int CODE = 0x8000;
  private static final int THUMB = CODE | 1;

  private final Lifter lifter = new Lifter(Features.max());

  /** Code at {@link #CODE}; what lies behind it can't be executed. */
  private record Halfwords(int... values) implements CodeReader {
    static Halfwords ofWords(int... words) {
      int[] values = new int[2 * words.length];
      for (int i = 0; i < words.length; i++) {
        values[2 * i] = words[i] & 0xffff;
        values[2 * i + 1] = words[i] >>> 16;
      }
      return new Halfwords(values);
    }

    @Override
    public int fetch16(int address) {
      int index = (address - CODE) / 2;
      if (index < 0 || index >= values.length) {
        throw new GuestFault(address, Access.EXECUTE, Cause.MAPPING);
      }
      return values[index];
    }

    @Override
    public int fetch32(int address) {
      return fetch16(address) | fetch16(address + 2) << 16;
    }

    @Override
    public boolean isConstant(int address) {
      return address >= CODE && address - CODE < 2 * values.length;
    }
  }

  private Block arm(int... words) {
    return Verifier.verify(lifter.lift(Halfwords.ofWords(words), CODE, BlockLimit.DEFAULT));
  }

  private Block thumb(int... halfwords) {
    return Verifier.verify(lifter.lift(new Halfwords(halfwords), THUMB, BlockLimit.DEFAULT));
  }

  @Test
  void branchesEndBlocks() {
    assertEquals(new Terminal.Jump(0x8010), arm(0xea00_0002).terminal());
    assertEquals(new Terminal.Call(0x8010, 0x8004), arm(0xeb00_0002).terminal());
    assertEquals(new Terminal.Call(0x8011, 0x8004), arm(0xfa00_0002).terminal());
    var branch = assertInstanceOf(Terminal.Branch.class, arm(0x0a00_0002).terminal());
    assertEquals(0x8010, branch.taken());
    assertEquals(0x8004, branch.otherwise());
    assertSame(Opcode.COND, branch.condition().code());
    assertEquals(new Terminal.Jump(0x8009), thumb(0xe002).terminal());
    assertEquals(new Terminal.Call(0x8008, 0x8005), thumb(0xf000, 0xe802).terminal());
  }

  @Test
  void returnsAreTold() {
    assertInstanceOf(Terminal.Return.class, arm(0xe12f_ff1e).terminal(), "bx lr");
    assertInstanceOf(Terminal.Return.class, arm(0xe1a0_f00e).terminal(), "mov pc, lr");
    assertInstanceOf(Terminal.Return.class, arm(0xe8bd_8010).terminal(), "pop {r4, pc}");
    assertInstanceOf(Terminal.Return.class, arm(0xe49d_f004).terminal(), "ldr pc, [sp], #4");
    assertInstanceOf(Terminal.Return.class, thumb(0xbd10).terminal(), "pop {r4, pc}");
    assertInstanceOf(Terminal.JumpIndirect.class, arm(0xe12f_ff13).terminal(), "bx r3");
    assertInstanceOf(Terminal.JumpIndirect.class, arm(0xe59c_f000).terminal(), "ldr pc, [ip]");
  }

  @Test
  void callIdiomOfOldCodeIsACall() {
    // mov lr, pc; bx r3
    var call =
        assertInstanceOf(Terminal.CallIndirect.class, arm(0xe1a0_e00f, 0xe12f_ff13).terminal());
    assertEquals(0x8008, call.returnTo());
  }

  @Test
  void bxPcFromThumbGoesOnInArmState() {
    assertEquals(new Terminal.Jump(0x8004), thumb(0x4778).terminal());
  }

  @Test
  void conditionalTransfersHangOnTheBlock() {
    // popeq {pc}
    var choice = assertInstanceOf(Terminal.If.class, arm(0x08bd_8000).terminal());
    assertInstanceOf(Terminal.Return.class, choice.then().terminal());
    assertEquals(new Terminal.Jump(0x8004), choice.otherwise());
  }

  @Test
  void neighboursWithOneConditionShareAnIf() {
    // moveq r0, #1; addeq r1, r1, #1; movne r0, #2; b
    Block block = arm(0x03a0_0001, 0x0281_1001, 0x13a0_0002, 0xea00_0000);
    assertEquals(2, count(block, Opcode.IF));
    // cmpeq changes the flags, so that the next addeq asks again
    assertEquals(2, count(arm(0x0350_0000, 0x0281_1001, 0xea00_0000), Opcode.IF));
  }

  @Test
  void itBlocksPredicate() {
    // ite eq; moveq r0, #1; movne r0, #2; bx lr
    Block block = thumb(0xbf0c, 0x2001, 0x2002, 0x4770);
    assertEquals(2, count(block, Opcode.IF));
    assertEquals(List.of(0, 0x0c, 0x18, 0), insns(block).stream().map(Op::insnItState).toList());
    // In an IT block the 16-bit forms leave the flags alone.
    assertEquals(0, puts(block, Reg.N));
    assertEquals(1, puts(thumb(0x2001, 0x4770), Reg.N));
  }

  @Test
  void entersItBlocksInTheMiddle() {
    var code = new Halfwords(0x2002, 0x4770);
    Block block = lifter.lift(code, THUMB, 0x18, false, BlockLimit.DEFAULT);
    assertEquals(1, count(Verifier.verify(block), Opcode.IF));
    assertEquals(0, puts(block, Reg.N));
  }

  @Test
  void itBlocksAreNeitherCutByLimitsNorLostAtUnreadablePages() {
    var code = new Halfwords(0xbf0c, 0x2001, 0x2002, 0x4770);
    var two = new BlockLimit(2, at -> false);
    assertEquals(3, lifter.lift(code, THUMB, two).instructions());
    // A single step is the exception.
    Block step = lifter.lift(code, THUMB, BlockLimit.ONE);
    assertEquals(new Terminal.Leave(0x8003, 0x0c), step.terminal());
    assertEquals(new Terminal.Leave(0x8005, 0x18), thumb(0xbf0c, 0x2001).terminal());
  }

  @Test
  void endsBeforeWhatCannotBeFetched() {
    Block block = arm(0xe1a0_0001);
    assertEquals(new Terminal.Jump(0x8004), block.terminal());
    assertEquals(0x8004, block.end());
    GuestFault fault = assertThrows(GuestFault.class, () -> arm());
    assertEquals(CODE, fault.address());
    assertSame(Access.EXECUTE, fault.access());
  }

  @Test
  void armCodeIsAligned() {
    var code = Halfwords.ofWords(0xe1a0_0001, 0xe1a0_0001);
    GuestFault fault =
        assertThrows(GuestFault.class, () -> lifter.lift(code, CODE + 2, BlockLimit.DEFAULT));
    assertSame(Cause.ALIGNMENT, fault.reason());
  }

  @Test
  void endsAtLeadersAndLimits() {
    var code = Halfwords.ofWords(0xe1a0_0001, 0xe1a0_0001, 0xe1a0_0001, 0xe12f_ff1e);
    Block block = lifter.lift(code, CODE, new BlockLimit(64, at -> at == CODE + 8));
    assertEquals(new Terminal.Jump(CODE + 8), block.terminal());
    assertEquals(1, lifter.lift(code, CODE, BlockLimit.ONE).instructions());
  }

  @Test
  void systemInstructions() {
    assertEquals(new Terminal.SupervisorCall(0x12_3456, 0x8004, 0), arm(0xef12_3456).terminal());
    assertEquals(new Terminal.SupervisorCall(7, 0x8003, 0), thumb(0xdf07).terminal());
    assertEquals(new Terminal.Breakpoint(0x1234), arm(0xe121_2374).terminal());
    assertEquals(new Terminal.Undefined(0xe7f0_00f0), arm(0xe7f0_00f0).terminal());
    assertEquals(new Terminal.Undefined(0xdeff), thumb(0xdeff).terminal());
    assertEquals(new Terminal.Leave(0x8004, 0), arm(0xf101_0200).terminal(), "setend be");
    // Privileged: mrc p15, 0, r0, c1, c0, 0; ldm r0, {r1}^
    assertInstanceOf(Terminal.Undefined.class, arm(0xee11_0f10).terminal());
    assertInstanceOf(Terminal.Undefined.class, arm(0xe8d0_0002).terminal());
  }

  @Test
  void bigEndianDataIsReversed() {
    var code = Halfwords.ofWords(0xe590_1000, 0xe12f_ff1e);
    Block block = lifter.lift(code, CODE, 0, true, BlockLimit.DEFAULT);
    assertEquals(1, count(block, Opcode.REV));
  }

  @Test
  void branchLaddersAreTables() {
    // addls pc, pc, r0, lsl #2; b default; b +0; b +4; mov
    Block block = arm(0x908f_f100, 0xea00_0003, 0xea00_0001, 0xea00_0001, 0xe1a0_0000);
    var choice = assertInstanceOf(Terminal.If.class, block.terminal());
    var table = assertInstanceOf(Terminal.TableJump.class, choice.then().terminal());
    assertEquals(List.of(0x8014, 0x8018), table.targets());
    assertEquals(0x8010, block.end());
  }

  @Test
  void tableBranchesAreTables() {
    // tbb [pc, r0] with three entries, then code
    Block block = thumb(0xe8df, 0xf000, 0x0302, 0x0004, 0xbf00, 0xbf00, 0x4770);
    var table = assertInstanceOf(Terminal.TableJump.class, block.terminal());
    assertEquals(List.of(0x8009, 0x800b, 0x800d), table.targets().subList(0, 3));
    assertInstanceOf(Terminal.JumpIndirect.class, table.otherwise());
  }

  @Test
  void shortVectorsGoRoundInTheirBanks() {
    // vadd.f32 s14, s8, s1 with LEN 3 and STRIDE 2: s14, s8, s10 = s8, s10, s12 + s1
    var old = new Lifter(CpuModel.named("arm1176").features());
    var code = Halfwords.ofWords(0xee34_7a20);
    Block block = old.lift(code, CODE, 2 << 16 | 3 << 20, false, BlockLimit.DEFAULT);
    assertEquals(
        List.of(8L, 1L, 14L, 10L, 1L, 8L, 12L, 1L, 10L),
        Verifier.verify(block).ops().stream()
            .filter(op -> op.code() == Opcode.GET_S || op.code() == Opcode.PUT_S)
            .map(Op::imm)
            .toList());
    assertEquals(new Terminal.Leave(0x8004, 0), lift(old, 0xeee1_0a10).terminal(), "vmsr");
  }

  private static Block lift(Lifter lifter, int word) {
    return lifter.lift(Halfwords.ofWords(word), CODE, BlockLimit.DEFAULT);
  }

  private static long count(Block block, Opcode code) {
    return block.ops().stream().filter(op -> op.code() == code).count();
  }

  private static long puts(Block block, int reg) {
    return block.ops().stream().filter(op -> op.code() == Opcode.PUT && op.imm() == reg).count();
  }

  private static List<Op> insns(Block block) {
    return block.ops().stream().filter(op -> op.code() == Opcode.INSN).toList();
  }
}
