package dev.armature.signal;

/**
 * A thread's alternate signal stack ({@code stack_t}).
 *
 * @param sp lowest address
 * @param flags as they were given, and as frames save them: SS_DISABLE, SS_ONSTACK, SS_AUTODISARM
 * @param size bytes
 */
public record SigAltStack(int sp, int flags, int size) {
  public static final int SS_ONSTACK = 1;
  public static final int SS_DISABLE = 2;
  public static final int SS_AUTODISARM = 0x8000_0000;
  public static final int MINSIGSTKSZ = 2048;

  public static final SigAltStack NONE = new SigAltStack(0, SS_DISABLE, 0);

  /** Whether {@code stackPointer} lies on this stack ({@code on_sig_stack}). */
  public boolean contains(int stackPointer) {
    if ((flags & SS_AUTODISARM) != 0) {
      return false;
    }
    return holds(stackPointer);
  }

  /** The same without the rule for SS_AUTODISARM ({@code __on_sig_stack}). */
  public boolean holds(int stackPointer) {
    return Integer.compareUnsigned(stackPointer, sp) > 0
        && Integer.compareUnsigned(stackPointer - sp, size) <= 0;
  }

  /** SS_ONSTACK, SS_DISABLE or 0, as sigaltstack reports ({@code sas_ss_flags}). */
  public int state(int stackPointer) {
    if (size == 0) {
      return SS_DISABLE;
    }
    return contains(stackPointer) ? SS_ONSTACK : 0;
  }
}
