package dev.armature.task;

import dev.armature.mm.Uaccess;
import java.util.List;

/**
 * The stack that a program starts with: strings, the auxiliary vector, environment and arguments
 * ({@code copy_strings} of fs/exec.c, {@code create_elf_tables} of fs/binfmt_elf.c).
 */
final class ProgramStack {
  static final int AT_NULL = 0;
  static final int AT_PHDR = 3;
  static final int AT_PHENT = 4;
  static final int AT_PHNUM = 5;
  static final int AT_PAGESZ = 6;
  static final int AT_BASE = 7;
  static final int AT_FLAGS = 8;
  static final int AT_ENTRY = 9;
  static final int AT_UID = 11;
  static final int AT_EUID = 12;
  static final int AT_GID = 13;
  static final int AT_EGID = 14;
  static final int AT_PLATFORM = 15;
  static final int AT_HWCAP = 16;
  static final int AT_CLKTCK = 17;
  static final int AT_SECURE = 23;
  static final int AT_RANDOM = 25;
  static final int AT_HWCAP2 = 26;
  static final int AT_EXECFN = 31;

  private final Uaccess user;
  private int sp;

  int argStart;
  int argEnd;
  int envStart;
  int envEnd;

  /** Address of the auxiliary vector and its length in bytes. */
  int auxv;

  int auxvLength;

  ProgramStack(Uaccess user, int top) {
    this.user = user;
    this.sp = top;
  }

  /** Bytes that the strings of a program take. */
  static long stringBytes(List<byte[]> strings) {
    long sum = 0;
    for (byte[] string : strings) {
      sum += string.length + 1L;
    }
    return sum;
  }

  /**
   * Writes everything.
   *
   * @param auxiliary pairs of type and value, without AT_NULL; the values of AT_EXECFN, AT_RANDOM
   *     and AT_PLATFORM are filled in here
   * @return the program's sp
   */
  int build(
      byte[] file,
      List<byte[]> argv,
      List<byte[]> envp,
      byte[] random,
      String platform,
      int[] auxiliary) {
    sp -= 4;
    user.putInt(sp, 0);
    int fileAt = push(file);
    envEnd = sp;
    int[] environment = pushAll(envp);
    envStart = sp;
    argEnd = sp;
    int[] arguments = pushAll(argv);
    argStart = sp;
    sp &= -16;
    int platformAt = push(platform.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    sp -= random.length;
    user.copyOut(random, sp);
    int randomAt = sp;

    int words = 1 + arguments.length + 1 + environment.length + 1 + auxiliary.length + 2;
    sp = (sp - 4 * words) & -16;
    int at = sp;
    user.putInt(at, arguments.length);
    at = putPointers(at + 4, arguments);
    at = putPointers(at, environment);
    auxv = at;
    auxvLength = 4 * (auxiliary.length + 2);
    for (int i = 0; i < auxiliary.length; i += 2) {
      int value =
          switch (auxiliary[i]) {
            case AT_EXECFN -> fileAt;
            case AT_RANDOM -> randomAt;
            case AT_PLATFORM -> platformAt;
            default -> auxiliary[i + 1];
          };
      user.putInt(at, auxiliary[i]);
      user.putInt(at + 4, value);
      at += 8;
    }
    user.putInt(at, AT_NULL);
    user.putInt(at + 4, 0);
    return sp;
  }

  private int putPointers(int address, int[] pointers) {
    int at = address;
    for (int pointer : pointers) {
      user.putInt(at, pointer);
      at += 4;
    }
    user.putInt(at, 0);
    return at + 4;
  }

  private int[] pushAll(List<byte[]> strings) {
    int[] addresses = new int[strings.size()];
    for (int i = strings.size() - 1; i >= 0; i--) {
      addresses[i] = push(strings.get(i));
    }
    return addresses;
  }

  private int push(byte[] string) {
    sp -= string.length + 1;
    user.copyOut(string, sp);
    user.putByte(sp + string.length, 0);
    return sp;
  }
}
