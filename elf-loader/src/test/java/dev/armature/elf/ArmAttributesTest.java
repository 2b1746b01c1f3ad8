package dev.armature.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArmAttributesTest {

  /** The section that Debian's armhf compiler writes, with NEON added. */
  static byte[] debianArmhf() {
    return HexFormat.of()
        .parseHex(
            "4134000000616561626900" // 'A', size of the part, "aeabi"
                + "012a00000005372d4100" // file attributes, their size, CPU name "7-A"
                + "060a0741080109020a040c01" // v7, 'A', ARM, Thumb-2, VFPv3-D16, NEONv1
                + "12041301140115011703180119011a021c012201"); // ABI facts
  }

  @Test
  void describesWhatTheProgramWasBuiltFor() {
    ArmAttributes attributes = AttributeReader.decode(debianArmhf()).orElseThrow();
    assertEquals(10, attributes.cpuArch());
    assertEquals("ARMv7-A VFPv3-D16 NEONv1 hard-float arguments (7-A)", attributes.describe());
  }

  @Test
  void anyCutSectionIsEmpty() {
    byte[] whole = debianArmhf();
    for (int length = 0; length < whole.length; length++) {
      assertEquals(Optional.empty(), AttributeReader.decode(Arrays.copyOf(whole, length)));
    }
  }

  @Test
  void numbersThatNeverEndStopAtTheEndOfTheSection() {
    byte[] endless = debianArmhf();
    Arrays.fill(endless, 16, endless.length, (byte) 0xff);
    ArmAttributes attributes = AttributeReader.decode(endless).orElseThrow();
    assertEquals(-1, attributes.cpuArch());
    assertTrue(attributes.describe().startsWith("ARMv?"));
  }
}
