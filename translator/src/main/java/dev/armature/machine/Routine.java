package dev.armature.machine;

/**
 * The operations that the IR performs by calling readable Java: one row each. Both engines call the
 * same method, so a hard instruction is written once.
 *
 * <p>The signature lists argument types, a colon and the result: {@code c} the {@link CpuState}
 * (always first), {@code i} int, {@code l} long, {@code f} float, {@code d} double, {@code v} no
 * result. A routine without {@code c} is a pure function. A routine with {@code c} may touch memory
 * and of the CPU state only fpscr, the exclusive monitor, the thread registers and the E bit:
 * all else may be held in locals of the caller. It may throw {@link GuestFault}.
 */
public enum Routine {
  LSL(Shifts.class, "lsl", "ii:i"),
  LSR(Shifts.class, "lsr", "ii:i"),
  ASR(Shifts.class, "asr", "ii:i"),
  LSL_CARRY(Shifts.class, "lslCarry", "iii:i"),
  LSR_CARRY(Shifts.class, "lsrCarry", "iii:i"),
  ASR_CARRY(Shifts.class, "asrCarry", "iii:i"),
  ROR_CARRY(Shifts.class, "rorCarry", "iii:i");

  private final Class<?> owner;
  private final String method;
  private final String signature;

  Routine(Class<?> owner, String method, String signature) {
    this.owner = owner;
    this.method = method;
    this.signature = signature;
  }

  /** The class with the static method. */
  public Class<?> owner() {
    return owner;
  }

  public String method() {
    return method;
  }

  /** Number of arguments without the CPU state. */
  public int arity() {
    return signature.indexOf(':') - (takesCpu() ? 1 : 0);
  }

  /** Type letter of argument {@code index}, not counting the CPU state. */
  public char argument(int index) {
    return signature.charAt(index + (takesCpu() ? 1 : 0));
  }

  /** Type letter of the result, {@code v} for none. */
  public char result() {
    return signature.charAt(signature.length() - 1);
  }

  /** Whether it sees the CPU state: if not it is pure. */
  public boolean takesCpu() {
    return signature.charAt(0) == 'c';
  }

  /** The JVM method descriptor. */
  public String descriptor() {
    var text = new StringBuilder("(");
    if (takesCpu()) {
      text.append("Ldev/armature/machine/CpuState;");
    }
    for (int i = 0; i < arity(); i++) {
      text.append(jvm(argument(i)));
    }
    return text.append(')').append(jvm(result())).toString();
  }

  private static char jvm(char letter) {
    return switch (letter) {
      case 'i' -> 'I';
      case 'l' -> 'J';
      case 'f' -> 'F';
      case 'd' -> 'D';
      case 'v' -> 'V';
      default -> throw new IllegalArgumentException("no type for letter " + letter);
    };
  }
}
