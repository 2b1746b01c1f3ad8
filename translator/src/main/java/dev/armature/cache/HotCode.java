package dev.armature.cache;

/** Is told which code has proved worth compiling. */
@FunctionalInterface
public interface HotCode {
  /** {@code location} in {@code space} became hot. Must return at once. */
  void hot(CodeSpace space, int location);
}
