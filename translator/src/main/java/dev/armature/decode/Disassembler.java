package dev.armature.decode;

/** Writes instructions in UAL from the syntax column of their rows. */
public final class Disassembler {
  private Disassembler() {}

  /** The text of an instruction. */
  public static String text(Insn insn) {
    return insn.encoding().syntax();
  }
}
