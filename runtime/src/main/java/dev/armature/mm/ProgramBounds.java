package dev.armature.mm;

/**
 * Where the parts of the program lie, with the names of {@code mm_struct}. Set by exec, shown in
 * /proc. Unsigned addresses.
 */
public final class ProgramBounds {
  public volatile long startCode;
  public volatile long endCode;
  public volatile long startData;
  public volatile long endData;
  public volatile long startBrk;
  public volatile long brk;
  public volatile long startStack;
  public volatile long argStart;
  public volatile long argEnd;
  public volatile long envStart;
  public volatile long envEnd;

  /** The auxiliary vector as the program got it. Never changed in place. */
  public volatile byte[] auxv = new byte[0];

  void copyFrom(ProgramBounds other) {
    startCode = other.startCode;
    endCode = other.endCode;
    startData = other.startData;
    endData = other.endData;
    startBrk = other.startBrk;
    brk = other.brk;
    startStack = other.startStack;
    argStart = other.argStart;
    argEnd = other.argEnd;
    envStart = other.envStart;
    envEnd = other.envEnd;
    auxv = other.auxv;
  }
}
