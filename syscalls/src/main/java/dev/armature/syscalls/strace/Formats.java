package dev.armature.syscalls.strace;

import java.util.HashMap;
import java.util.Map;

/** The formats that the rows of the table name. One family per class. */
final class Formats {
  private static final Map<String, Format> ALL = new HashMap<>();

  static {
    ValueFormats.add(ALL);
    FlagFormats.add(ALL);
    StringFormats.add(ALL);
    FileFormats.add(ALL);
    StatFormats.add(ALL);
    FcntlFormats.add(ALL);
    IoctlFormats.add(ALL);
    PollFormats.add(ALL);
    TimeFormats.add(ALL);
    SignalFormats.add(ALL);
    ProcessFormats.add(ALL);
    PrctlFormats.add(ALL);
    FutexFormats.add(ALL);
    SocketFormats.add(ALL);
    OptionFormats.add(ALL);
    MessageFormats.add(ALL);
    IpcFormats.add(ALL);
    SystemFormats.add(ALL);
    BpfFormat.add(ALL);
    PerfFormat.add(ALL);
    KeyFormats.add(ALL);
    PtraceFormats.add(ALL);
  }

  private Formats() {}

  /**
   * The format with this name.
   *
   * @throws IllegalArgumentException when there is none: the row is wrong
   */
  static Format named(String name) {
    Format format = ALL.get(name);
    if (format == null) {
      throw new IllegalArgumentException("no format for arguments: " + name);
    }
    return format;
  }
}
