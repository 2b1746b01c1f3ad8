package dev.armature.elf;

import java.util.Arrays;
import java.util.Optional;

/**
 * The first line of a {@code #!} script as {@code load_script} of fs/binfmt_script.c reads it: the
 * interpreter's path and at most one argument, which may contain blanks.
 */
public final class ScriptLine {
  /** How much of a file the kernel looks at to find out its format. */
  public static final int BINPRM_BUF_SIZE = 256;

  private final byte[] interpreter;
  private final byte[] argument;

  private ScriptLine(byte[] interpreter, byte[] argument) {
    this.interpreter = interpreter;
    this.argument = argument;
  }

  /** The path of the interpreter, without a NUL. Never empty. */
  public byte[] interpreter() {
    return interpreter.clone();
  }

  /** The rest of the line without blanks at its ends, if there is a rest. */
  public Optional<byte[]> argument() {
    return Optional.ofNullable(argument).map(byte[]::clone);
  }

  /** Whether a file that starts with these bytes is a script. */
  public static boolean isScript(byte[] head, int available) {
    return available >= 2 && head[0] == '#' && head[1] == '!';
  }

  /**
   * Reads the first line.
   *
   * @param head the first bytes of the file
   * @param available how many of them there are; only the first 256 count
   */
  public static ScriptLine parse(byte[] head, int available) throws ElfFormatException {
    if (!isScript(head, available)) {
      throw refused("the file doesn't start with #!");
    }
    // The kernel's buffer is padded with NULs behind a short file.
    byte[] buf = new byte[BINPRM_BUF_SIZE];
    System.arraycopy(head, 0, buf, 0, Math.min(available, BINPRM_BUF_SIZE));

    int end = lineEnd(buf);
    while (spaceTab(buf[end - 1])) {
      end--;
    }
    int name = nextNonSpaceTab(buf, 2, end);
    if (name < 0 || name == end || buf[name] == 0) {
      throw refused("the #! line names no interpreter");
    }
    int separator = nextTerminator(buf, name, end);
    int argument = -1;
    if (separator >= 0 && buf[separator] != 0) {
      argument = nextNonSpaceTab(buf, separator, end);
    }
    byte[] rest = argument < 0 || argument >= end ? null : string(buf, argument, end);
    return new ScriptLine(
        string(buf, name, separator < 0 ? end : separator),
        rest == null || rest.length == 0 ? null : rest);
  }

  /** Index of the newline, or of the last byte when a cut line still holds a whole path. */
  private static int lineEnd(byte[] buf) throws ElfFormatException {
    int last = buf.length - 1;
    for (int i = 0; i <= last && buf[i] != 0; i++) {
      if (buf[i] == '\n') {
        return i;
      }
    }
    int name = nextNonSpaceTab(buf, 2, last);
    if (name < 0) {
      throw refused("the first 256 bytes of the #! line are blank");
    }
    // Arguments may be cut, the path may not: the kernel would start a different program.
    if (nextTerminator(buf, name, last) < 0) {
      throw refused("the path of the #! line doesn't end within 256 bytes");
    }
    return last;
  }

  private static boolean spaceTab(byte b) {
    return b == ' ' || b == '\t';
  }

  private static int nextNonSpaceTab(byte[] buf, int first, int last) {
    for (int i = first; i <= last; i++) {
      if (!spaceTab(buf[i])) {
        return i;
      }
    }
    return -1;
  }

  private static int nextTerminator(byte[] buf, int first, int last) {
    for (int i = first; i <= last; i++) {
      if (spaceTab(buf[i]) || buf[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] string(byte[] buf, int start, int end) {
    int stop = start;
    while (stop < end && buf[stop] != 0) {
      stop++;
    }
    return Arrays.copyOfRange(buf, start, stop);
  }

  private static ElfFormatException refused(String message) {
    return new ElfFormatException(LoadError.ENOEXEC, "#!", message);
  }
}
