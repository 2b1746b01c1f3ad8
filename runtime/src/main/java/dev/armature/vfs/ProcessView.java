package dev.armature.vfs;

/** A process as {@code /proc/PID} shows it. Every method may be called from any thread. */
public interface ProcessView {
  int pid();

  int parentPid();

  int processGroup();

  int session();

  /** Device number of the controlling terminal, 0 for none. */
  int terminal();

  /** Foreground process group of the controlling terminal, -1 for none. */
  int foregroundGroup();

  /** The threads in rising order. */
  int[] threads();

  /** {@code comm} of a thread, at most 15 characters. */
  String name(int tid);

  /** Sets {@code comm} of a thread. */
  void setName(int tid, String name);

  /** The letter that {@code ps} shows: R, S, D, T, t, Z. */
  char state(int tid);

  /**
   * The memory of the process as a file, for thread {@code caller}.
   *
   * @throws dev.armature.abi.ErrnoException EACCES when it may not look
   */
  FileOperations memoryFile(int caller, String path);

  /** PR_SET_NO_NEW_PRIVS of a thread. */
  boolean noNewPrivs(int tid);

  /** SECCOMP_MODE_* of a thread. */
  int seccompMode(int tid);

  /** Seccomp filters of a thread. */
  int seccompFilters(int tid);

  /** Thread id of the tracer of a thread, 0 for none. */
  int tracerPid(int tid);

  /** The guest's path of the program, or empty for a zombie. */
  String executable();

  /** The arguments, each ended by a zero byte. */
  byte[] commandLine();

  byte[] environment();

  /** The auxiliary vector as the guest finds it on its stack. */
  byte[] auxiliaryVector();

  /** The text of {@code maps}. */
  String maps();

  /** Sizes and marks of the address space. */
  MemoryFigures memory();

  /** Real, effective, saved and file-system user ids. */
  int[] userIds();

  int[] groupIds();

  int[] supplementaryGroups();

  /** Signals pending for a thread; bit n-1 for signal n. */
  long pendingSignals(int tid);

  /** Signals pending for the process. */
  long sharedPendingSignals();

  long blockedSignals(int tid);

  long ignoredSignals();

  long caughtSignals();

  /** Soft and hard limit of each resource in turn; -1 for infinity. */
  long[] limits();

  /** User, system, and the waited-for children's user and system time in 1/100 s. */
  long[] times();

  /** When it started, in 1/100 s after the host's boot. */
  long startTime();

  int nice();

  int oomScoreAdjustment();

  void setOomScoreAdjustment(int value);

  /** The descriptors, or {@code null} for a zombie. */
  FileTable files();

  /** Directories, or {@code null} for a zombie. */
  FsStruct fs();

  /**
   * Sizes and marks of an address space.
   *
   * @param virtualBytes size of all mappings
   * @param residentBytes what is in memory, as far as known
   * @param dataBytes size of writable private mappings
   * @param stackBytes size of the stack
   * @param codeBytes size of the program's text
   */
  record MemoryFigures(
      long virtualBytes,
      long residentBytes,
      long dataBytes,
      long stackBytes,
      long codeBytes,
      long startCode,
      long endCode,
      long startData,
      long endData,
      long startBrk,
      long startStack,
      long argStart,
      long argEnd,
      long envStart,
      long envEnd) {
    /** What a zombie has. */
    public static final MemoryFigures NONE =
        new MemoryFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
