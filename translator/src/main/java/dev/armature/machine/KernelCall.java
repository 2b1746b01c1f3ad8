package dev.armature.machine;

/**
 * The handler of one system call, as translated code holds it for an SVC whose number it knows.
 * Being a constant of the unit's class it can be inlined into the unit. What it does is the
 * kernel's business: code hands it back to {@link KernelEntry#boundCall} unseen.
 */
public interface KernelCall {
  /** What a translator is given to find the handlers of the system calls. */
  @FunctionalInterface
  interface Table {
    /** No call is known beforehand. */
    Table NONE = number -> null;

    /** The handler of EABI call {@code number}, or null when it must be looked up at run time. */
    KernelCall bind(int number);
  }
}
