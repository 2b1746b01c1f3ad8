package dev.armature.elf;

/**
 * What the build attributes ({@code .ARM.attributes}, Addenda to the ABI for the ARM Architecture)
 * say about the processor that a program was built for. Used in messages only: the kernel never
 * looks at them, and damaged ones are as good as none.
 *
 * @param cpuName {@code Tag_CPU_name}, empty when absent
 * @param cpuArch {@code Tag_CPU_arch}, -1 when absent
 * @param profile {@code Tag_CPU_arch_profile}: 'A', 'R', 'M', 'S' or 0
 * @param fpArch {@code Tag_FP_arch}, 0 when absent
 * @param simdArch {@code Tag_Advanced_SIMD_arch}, 0 when absent
 * @param vfpArgs {@code Tag_ABI_VFP_args}: 1 for the hard-float variant of the procedure call
 */
public record ArmAttributes(
    String cpuName, int cpuArch, int profile, int fpArch, int simdArch, int vfpArgs) {

  private static final String[] CPU_ARCH = {
    "pre-v4",
    "v4",
    "v4T",
    "v5T",
    "v5TE",
    "v5TEJ",
    "v6",
    "v6KZ",
    "v6T2",
    "v6K",
    "v7",
    "v6-M",
    "v6S-M",
    "v7E-M",
    "v8-A",
    "v8-R",
    "v8-M.base",
    "v8-M.main",
    "v8.1-A",
    "v8.2-A",
    "v8.3-A",
    "v8.1-M.main",
    "v9-A"
  };
  private static final String[] FP_ARCH = {
    "", "VFPv1", "VFPv2", "VFPv3", "VFPv3-D16", "VFPv4", "VFPv4-D16", "FP-ARMv8", "FP-ARMv8-D16"
  };
  private static final String[] SIMD_ARCH = {"", "NEONv1", "NEONv1+FMA", "NEON-ARMv8", "NEON-v8.1"};

  /** For messages: {@code ARMv7-A VFPv3-D16 NEONv1 hard-float arguments}. */
  public String describe() {
    StringBuilder text = new StringBuilder("ARM").append(name(CPU_ARCH, cpuArch, "v?"));
    if (profile != 0 && text.indexOf("-") < 0) {
      text.append('-').append((char) profile);
    }
    append(text, name(FP_ARCH, fpArch, "FP?"));
    append(text, name(SIMD_ARCH, simdArch, "SIMD?"));
    append(text, vfpArgs == 1 ? "hard-float arguments" : "");
    append(text, cpuName.isEmpty() ? "" : "(" + cpuName + ")");
    return text.toString();
  }

  private static String name(String[] names, int value, String unknown) {
    return value >= 0 && value < names.length ? names[value] : unknown;
  }

  private static void append(StringBuilder text, String word) {
    if (!word.isEmpty()) {
      text.append(' ').append(word);
    }
  }
}
