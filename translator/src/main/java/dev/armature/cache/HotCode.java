package dev.armature.cache;

/** Is told which code has proved worth compiling. */
@FunctionalInterface
public interface HotCode {
  /**
   * {@code location} in {@code space} became hot. Must return at once.
   *
   * @param loop whether it is entered by backward jumps: the head of a loop, else a function
   */
  void hot(CodeSpace space, int location, boolean loop);

  /**
   * Whether {@code location} has proved hot before, in another process or an earlier run, so that
   * it need not prove it for long.
   */
  default boolean provedHot(int location) {
    return false;
  }

  /**
   * Control comes to {@code location} in {@code space} for the first time. May install a compiled
   * unit there, if that takes next to no time. Called under the space's monitor.
   */
  default void met(CodeSpace space, int location) {}

  /** The space's process has gone: its units are nobody's now. */
  default void closed() {}
}
