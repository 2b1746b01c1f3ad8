package dev.armature.elf;

/**
 * The ARM meaning of {@code e_flags}.
 *
 * @param value the field as it stands in the file
 */
public record ElfFlags(int value) {
  private static final int EF_ARM_APCS_26 = 0x08;
  private static final int EF_ARM_SOFT_FLOAT = 0x200;
  private static final int EF_ARM_VFP_FLOAT = 0x400;
  private static final int EF_ARM_BE8 = 0x0080_0000;

  /** Version of the EABI, 1 to 5; 0 when the file follows an older ABI. */
  public int eabiVersion() {
    return value >>> 24;
  }

  /** Whether the file carries no EABI version: built for the ABI with numbers in the SWI. */
  public boolean isOabi() {
    return eabiVersion() == 0;
  }

  /** Floating-point arguments travel in VFP registers (EABI 5), or VFP instructions are used. */
  public boolean hardFloat() {
    return (value & EF_ARM_VFP_FLOAT) != 0;
  }

  public boolean softFloat() {
    return (value & EF_ARM_SOFT_FLOAT) != 0;
  }

  /** Code is little-endian but data is big-endian. */
  public boolean be8() {
    // Before the EABI the bit had no meaning; from version 4 on it is BE8.
    return eabiVersion() >= 4 && (value & EF_ARM_BE8) != 0;
  }

  boolean apcs26() {
    return (value & EF_ARM_APCS_26) != 0;
  }

  /** For messages: {@code EABI5 hard-float}, {@code OABI}. */
  public String describe() {
    String abi = isOabi() ? "OABI" : "EABI" + eabiVersion();
    if (hardFloat()) {
      return abi + " hard-float";
    }
    return softFloat() ? abi + " soft-float" : abi;
  }
}
