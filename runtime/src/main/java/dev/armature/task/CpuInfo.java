package dev.armature.task;

import dev.armature.decode.CpuModel;

/** The text of /proc/cpuinfo ({@code c_show} of arch/arm/kernel/setup.c). */
final class CpuInfo {
  private CpuInfo() {}

  static String text(CpuModel cpu) {
    var text = new StringBuilder();
    int cpus = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < cpus; i++) {
      text.append("processor\t: ").append(i).append('\n');
      text.append("model name\t: ").append(cpu.processor());
      text.append(" rev ").append(cpu.midr() & 15).append(" (").append(cpu.platform());
      text.append(")\nBogoMIPS\t: 100.00\nFeatures\t: ").append(cpu.featureNames());
      text.append(" \nCPU implementer\t: ").append(hex(cpu.midr() >>> 24));
      text.append("\nCPU architecture: ").append(cpu.architecture());
      text.append("\nCPU variant\t: ").append(hex(cpu.midr() >>> 20 & 15));
      text.append("\nCPU part\t: ").append(String.format("0x%03x", cpu.midr() >>> 4 & 0xfff));
      text.append("\nCPU revision\t: ").append(cpu.midr() & 15).append("\n\n");
    }
    text.append("Hardware\t: Armature\nRevision\t: 0000\nSerial\t\t: 0000000000000000\n");
    return text.toString();
  }

  private static String hex(int value) {
    return "0x" + Integer.toHexString(value);
  }
}
