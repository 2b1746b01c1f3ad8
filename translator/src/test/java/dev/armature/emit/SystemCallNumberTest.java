package dev.armature.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.armature.decode.Features;
import dev.armature.ir.Terminal;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.lift.Lifter;
import dev.armature.opt.Passes;
import org.junit.jupiter.api.Test;

/** A number may be bound only where no way leads to the SVC with another one. */
class SystemCallNumberTest {
  private static final int MOV_R7_64 = 0xe3a0_7040;
  private static final int MOVEQ_R7_20 = 0x03a0_7014;
  private static final int MOV_R7_R0 = 0xe1a0_7000;
  private static final int MOV_R1_0 = 0xe3a0_1000;
  private static final int SVC = 0xef00_0000;
  private static final int OABI_SVC = 0xef90_0014;

  private static int number(int... words) {
    CodeReader reader =
        new CodeReader() {
          @Override
          public int fetch16(int address) {
            return fetch32(address & ~3) >>> 8 * (address & 2) & 0xffff;
          }

          @Override
          public int fetch32(int address) {
            return words[address / 4];
          }
        };
    var block = Passes.run(new Lifter(Features.max()).lift(reader, 0, BlockLimit.DEFAULT));
    return SystemCallNumber.of(block, (Terminal.SupervisorCall) block.terminal());
  }

  @Test
  void constantIsKnown() {
    assertEquals(64, number(MOV_R7_64, MOV_R1_0, SVC));
  }

  @Test
  void lastOneCounts() {
    assertEquals(64, number(MOV_R7_R0, MOV_R7_64, SVC));
    assertEquals(SystemCallNumber.UNKNOWN, number(MOV_R7_64, MOV_R7_R0, SVC));
  }

  @Test
  void predicatedOneMakesItUnknown() {
    assertEquals(SystemCallNumber.UNKNOWN, number(MOV_R7_64, MOVEQ_R7_20, SVC));
  }

  @Test
  void fromBeforeTheBlockIsUnknown() {
    assertEquals(SystemCallNumber.UNKNOWN, number(MOV_R1_0, SVC));
  }

  @Test
  void oldAbiNamesItsNumberElsewhere() {
    assertEquals(SystemCallNumber.UNKNOWN, number(MOV_R7_64, OABI_SVC));
  }
}
