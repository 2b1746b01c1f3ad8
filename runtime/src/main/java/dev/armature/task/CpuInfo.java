package dev.armature.task;

/** The text of /proc/cpuinfo ({@code c_show} of arch/arm/kernel/setup.c). */
final class CpuInfo {
  private static final String[] HWCAP = {
    "swp",
    "half",
    "thumb",
    "26bit",
    "fastmult",
    "fpa",
    "vfp",
    "edsp",
    "java",
    "iwmmxt",
    "crunch",
    "thumbee",
    "neon",
    "vfpv3",
    "vfpv3d16",
    "tls",
    "vfpv4",
    "idiva",
    "idivt",
    "vfpd32",
    "lpae",
    "evtstrm",
    "fphp",
    "asimdhp",
    "asimddp",
    "asimdfhm",
    "asimdbf16",
    "i8mm"
  };
  private static final String[] HWCAP2 = {"aes", "pmull", "sha1", "sha2", "crc32", "sb", "ssbs"};

  private CpuInfo() {}

  static String text(MachineConfig config) {
    var text = new StringBuilder();
    int cpus = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < cpus; i++) {
      text.append("processor\t: ").append(i).append('\n');
      text.append("model name\t: ARM ").append(config.cpuName());
      text.append(" (").append(config.platform()).append(")\n");
      text.append("BogoMIPS\t: 100.00\n");
      text.append("Features\t: ");
      names(text, HWCAP, config.hwcap());
      names(text, HWCAP2, config.hwcap2());
      text.append("\nCPU implementer\t: 0x41\n");
      text.append("CPU architecture: ").append(architecture(config)).append('\n');
      text.append("CPU variant\t: 0x0\nCPU part\t: ").append(part(config)).append('\n');
      text.append("CPU revision\t: 0\n\n");
    }
    text.append("Hardware\t: Armature\nRevision\t: 0000\nSerial\t\t: 0000000000000000\n");
    return text.toString();
  }

  private static void names(StringBuilder text, String[] names, int bits) {
    for (int i = 0; i < names.length; i++) {
      if ((bits >>> i & 1) != 0) {
        text.append(names[i]).append(' ');
      }
    }
  }

  private static String architecture(MachineConfig config) {
    return switch (config.platform()) {
      case "v5l" -> "5TEJ";
      case "v6l" -> "7";
      case "v8l" -> "8";
      default -> "7";
    };
  }

  private static String part(MachineConfig config) {
    return switch (config.cpuName()) {
      case "arm926" -> "0x926";
      case "arm1176" -> "0xb76";
      case "cortex-a7" -> "0xc07";
      default -> "0xc0f";
    };
  }
}
