package dev.armature.decode;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A processor that {@code --cpu} can choose, and how Linux presents it: AT_HWCAP, AT_HWCAP2,
 * AT_PLATFORM, {@code uname -m} and {@code /proc/cpuinfo} (arch/arm/kernel/setup.c, proc-*.S).
 *
 * @param name as {@code --cpu} takes it
 * @param processor the kernel's name of the processor family
 * @param midr main ID register
 * @param architecture the number in {@code CPU architecture:}, with its suffix
 * @param platform AT_PLATFORM
 * @param machine {@code uname -m}
 * @param features what it decodes
 */
public record CpuModel(
    String name,
    String processor,
    int midr,
    String architecture,
    String platform,
    String machine,
    Features features) {

  /** Bits of AT_HWCAP (asm/hwcap.h) that our models have, named as {@code /proc/cpuinfo} does. */
  private enum Hwcap {
    SWP(0),
    HALF(1),
    THUMB(2),
    FASTMULT(4),
    VFP(6),
    EDSP(7),
    JAVA(8),
    NEON(12),
    VFPV3(13),
    VFPV3D16(14),
    TLS(15),
    VFPV4(16),
    IDIVA(17),
    IDIVT(18),
    VFPD32(19),
    LPAE(20);

    private final int bit;

    Hwcap(int bit) {
      this.bit = 1 << bit;
    }
  }

  /** Bits of AT_HWCAP2. */
  private enum Hwcap2 {
    AES(0),
    PMULL(1),
    SHA1(2),
    SHA2(3),
    CRC32(4);

    private final int bit;

    Hwcap2(int bit) {
      this.bit = 1 << bit;
    }
  }

  private static final Set<Feature> ARM926 = EnumSet.range(Feature.V4, Feature.V5TE);
  private static final Set<Feature> ARM1176 = EnumSet.range(Feature.V4, Feature.V6K);
  private static final Set<Feature> ARMV7VE = EnumSet.range(Feature.V4, Feature.MP);

  static {
    ARM926.add(Feature.VFP2);
    ARM1176.add(Feature.VFP2);
    ARMV7VE.addAll(EnumSet.range(Feature.VFP2, Feature.VFP4));
    ARMV7VE.addAll(EnumSet.range(Feature.NEON, Feature.NEON_FP16));
  }

  private static final List<CpuModel> ALL =
      List.of(
          model(
              "max",
              "ARMv7 Processor",
              0x411f_d070,
              "7",
              "v7l",
              "armv7l",
              EnumSet.allOf(Feature.class)),
          model("cortex-a15", "ARMv7 Processor", 0x412f_c0f1, "7", "v7l", "armv7l", ARMV7VE),
          model("cortex-a7", "ARMv7 Processor", 0x410f_c075, "7", "v7l", "armv7l", ARMV7VE),
          model(
              "arm1176", "ARMv6-compatible processor", 0x410f_b767, "7", "v6l", "armv6l", ARM1176),
          model("arm926", "ARM926EJ-S", 0x4106_9265, "5TEJ", "v5l", "armv5tejl", ARM926));

  private static CpuModel model(
      String name,
      String processor,
      int midr,
      String architecture,
      String platform,
      String machine,
      Set<Feature> features) {
    return new CpuModel(
        name, processor, midr, architecture, platform, machine, Features.of(name, features));
  }

  /** All models, the most capable first. */
  public static List<CpuModel> all() {
    return ALL;
  }

  /**
   * The model of that name.
   *
   * @throws IllegalArgumentException when there is none, with a message that lists them
   */
  public static CpuModel named(String name) {
    for (CpuModel model : ALL) {
      if (model.name.equals(name)) {
        return model;
      }
    }
    throw new IllegalArgumentException(
        "unknown CPU '%s'; known are %s"
            .formatted(name, String.join(", ", ALL.stream().map(CpuModel::name).toList())));
  }

  /** AT_HWCAP. */
  public int hwcap() {
    int bits = 0;
    for (Hwcap cap : Hwcap.values()) {
      if (has(cap)) {
        bits |= cap.bit;
      }
    }
    return bits;
  }

  /** AT_HWCAP2. */
  public int hwcap2() {
    int bits = 0;
    for (Hwcap2 cap : Hwcap2.values()) {
      if (has(cap)) {
        bits |= cap.bit;
      }
    }
    return bits;
  }

  /** The {@code Features} line of {@code /proc/cpuinfo}: names separated by spaces. */
  public String featureNames() {
    StringBuilder names = new StringBuilder();
    for (Hwcap cap : Hwcap.values()) {
      if (has(cap)) {
        names.append(cap.name().toLowerCase(Locale.ROOT)).append(' ');
      }
    }
    for (Hwcap2 cap : Hwcap2.values()) {
      if (has(cap)) {
        names.append(cap.name().toLowerCase(Locale.ROOT)).append(' ');
      }
    }
    return names.toString().strip();
  }

  // Linux drops SWP where load-exclusive makes it obsolete (elf_hwcap_fixup).
  private boolean has(Hwcap cap) {
    return switch (cap) {
      case SWP -> !features.has(Feature.V6);
      case HALF, FASTMULT -> true;
      case THUMB -> features.has(Feature.V4T);
      case EDSP -> features.has(Feature.V5TE);
      case JAVA -> features.has(Feature.V5TE) && !features.has(Feature.V7);
      case TLS -> features.has(Feature.V6K);
      case VFP -> features.has(Feature.VFP2);
      case VFPV3 -> features.has(Feature.VFP3);
      case VFPV3D16 -> features.has(Feature.VFP3) && !features.has(Feature.D32);
      case VFPD32 -> features.has(Feature.D32);
      case VFPV4 -> features.has(Feature.VFP4);
      case NEON -> features.has(Feature.NEON);
      case IDIVA, IDIVT, LPAE -> features.has(Feature.DIV);
    };
  }

  private boolean has(Hwcap2 cap) {
    return features.has(Feature.valueOf(cap.name()));
  }
}
