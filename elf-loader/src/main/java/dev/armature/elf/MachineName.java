package dev.armature.elf;

/** Names of the e_machine values that people are likely to hand us by mistake. */
final class MachineName {
  private MachineName() {}

  /** The name in parentheses behind a space, or nothing when the number isn't known. */
  static String suffix(int machine) {
    String name =
        switch (machine) {
          case 2 -> "SPARC";
          case 3 -> "i386";
          case 4 -> "m68k";
          case 8 -> "MIPS";
          case 15 -> "PA-RISC";
          case 20 -> "PowerPC";
          case 21 -> "PowerPC 64";
          case 22 -> "S/390";
          case 40 -> "ARM";
          case 42 -> "SuperH";
          case 50 -> "IA-64";
          case 62 -> "x86-64";
          case 183 -> "AArch64";
          case 243 -> "RISC-V";
          case 258 -> "LoongArch";
          default -> "";
        };
    return name.isEmpty() ? "" : " (" + name + ")";
  }
}
