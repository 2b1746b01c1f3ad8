package dev.armature.translate;

/** Which engine runs guest code: {@code --engine}. */
public enum Engine {
  /** Interprets everything. */
  INTERP,
  /** Compiles everything at first sight. */
  JIT,
  /** Interprets cold code and compiles what proves warm, in the background. */
  AUTO
}
