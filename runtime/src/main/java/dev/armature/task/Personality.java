package dev.armature.task;

/** Bits of personality(2) that change something here. */
public final class Personality {
  public static final int READ_IMPLIES_EXEC = 0x040_0000;
  public static final int ADDR_COMPAT_LAYOUT = 0x020_0000;
  public static final int ADDR_NO_RANDOMIZE = 0x004_0000;
  public static final int UNAME26 = 0x002_0000;

  /** Asks without setting. */
  public static final int QUERY = -1;

  private Personality() {}
}
