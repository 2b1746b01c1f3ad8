package dev.armature.elf;

/** The error numbers with which {@code execve} refuses a file that it can't load. */
public enum LoadError {
  /** Not a program of a format that this machine runs. */
  ENOEXEC(8),
  /** A segment lies where no user memory is, or can't be mapped. */
  EINVAL(22),
  /** A segment of the interpreter lies where no user memory is. */
  ENOMEM(12),
  /** The program's interpreter is not a usable ELF file. */
  ELIBBAD(80),
  /** The file couldn't be read, or ended where the kernel insists on bytes. */
  EIO(5);

  private final int errno;

  LoadError(int errno) {
    this.errno = errno;
  }

  /** The error's number on ARM Linux, positive. */
  public int errno() {
    return errno;
  }
}
