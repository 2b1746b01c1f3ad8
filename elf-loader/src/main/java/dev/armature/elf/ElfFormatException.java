package dev.armature.elf;

import java.util.Objects;

/**
 * A file that can't be executed: which field of which header is wrong, why, and the error that
 * {@code execve} gives for it. This is the only exception that hostile input can cause.
 */
public final class ElfFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final LoadError error;
  private final String field;

  public ElfFormatException(LoadError error, String field, String message) {
    super(message);
    this.error = Objects.requireNonNull(error);
    this.field = Objects.requireNonNull(field);
  }

  /** What the kernel answers. */
  public LoadError error() {
    return error;
  }

  /** The field at fault by its name in elf(5), with the index of its entry when there are many. */
  public String field() {
    return field;
  }

  /** Bad input is common where scripts probe for programs; a stack trace of ours says nothing. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
