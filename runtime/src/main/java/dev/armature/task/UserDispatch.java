package dev.armature.task;

/**
 * Syscall user dispatch of a task ({@code struct syscall_user_dispatch}): calls from outside a
 * range of code become SIGSYS while the selector byte says so.
 *
 * @param offset where the range begins from which calls are made as usual
 * @param length bytes of the range
 * @param selector address of the byte, 0 for none: then all calls from outside are caught
 */
public record UserDispatch(int offset, int length, int selector) {
  /** What the selector byte says when calls go through. */
  public static final int ALLOW = 0;

  /** What it says when they are caught. */
  public static final int BLOCK = 1;

  /** Whether a call at {@code pc} is made whatever the selector says. */
  public boolean inside(int pc) {
    return Integer.compareUnsigned(pc - offset, length) < 0;
  }
}
