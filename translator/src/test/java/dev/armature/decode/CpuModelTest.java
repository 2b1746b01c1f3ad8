package dev.armature.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuModelTest {
  /**
   * AT_HWCAP as kernels report it on such processors, without the event stream (bit 21) and, until
   * it is lifted, Advanced SIMD (bit 12).
   */
  @ParameterizedTest
  @CsvSource({
    "arm926, 1d7, 0, v5l, armv5tejl",
    "arm1176, 81d6, 0, v6l, armv6l",
    "cortex-a7, 1fb0d6, 0, v7l, armv7l",
    "cortex-a15, 1fb0d6, 0, v7l, armv7l",
    "max, 1fb0d6, 1f, v7l, armv7l"
  })
  void hardwareCapabilities(
      String name, String hwcap, String hwcap2, String platform, String machine) {
    CpuModel model = CpuModel.named(name);
    assertEquals(hwcap, Integer.toHexString(model.hwcap()));
    assertEquals(hwcap2, Integer.toHexString(model.hwcap2()));
    assertEquals(platform, model.platform());
    assertEquals(machine, model.machine());
  }

  @Test
  void featuresLineOfCpuinfo() {
    assertEquals(
        "half thumb fastmult vfp edsp neon vfpv3 tls vfpv4 idiva idivt vfpd32 lpae",
        CpuModel.named("cortex-a7").featureNames());
    assertEquals("swp half thumb fastmult vfp edsp java", CpuModel.named("arm926").featureNames());
  }

  @Test
  void unknownModelNamesTheKnownOnes() {
    var thrown = assertThrows(IllegalArgumentException.class, () -> CpuModel.named("z80"));
    assertTrue(thrown.getMessage().contains("'z80'"));
    assertTrue(thrown.getMessage().contains("cortex-a7"));
  }

  @ParameterizedTest
  @CsvSource({
    "e3010234, V6T2, arm1176, cortex-a7", // movw r0, #0x1234
    "e711f312, DIV, arm1176, cortex-a7", // sdiv r1, r2, r3
    "e1910f9f, V6, arm926, arm1176", // ldrex r0, [r1]
    "e1d10f9f, V6K, arm926, arm1176", // ldrexb r0, [r1]
    "f57ff05b, V7, arm1176, cortex-a7", // dmb ish
    "eea00a00, VFP4, arm1176, cortex-a7", // vfma.f32 s0, s0, s0
    "ee700b00, VFP2, arm1176, cortex-a7", // vadd.f64 d16, d0, d0
    "e1900c9f, V8, cortex-a15, max", // lda r0, [r0]
    "e1000040, CRC32, cortex-a15, max" // crc32b r0, r0, r0
  })
  void olderModelsLackNewerInstructions(String word, Feature feature, String without, String with) {
    int bits = Integer.parseUnsignedInt(word, 16);
    Insn insn = Decoder.a32(bits, 0, CpuModel.named(with).features());
    assertTrue(insn.operation() != Operation.UNDEFINED, with);
    assertEquals(feature, insn.encoding().feature());
    assertEquals(
        Operation.UNDEFINED, Decoder.a32(bits, 0, CpuModel.named(without).features()).operation());
  }
}
