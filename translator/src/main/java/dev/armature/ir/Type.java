package dev.armature.ir;

/** Type of an IR value. */
public enum Type {
  VOID,
  I32,
  I64,
  F32,
  F64;

  /** The type for a {@link dev.armature.machine.Routine} signature letter. */
  public static Type of(char letter) {
    return switch (letter) {
      case 'v' -> VOID;
      case 'i' -> I32;
      case 'l' -> I64;
      case 'f' -> F32;
      case 'd' -> F64;
      default -> throw new IllegalArgumentException("no type for letter " + letter);
    };
  }
}
