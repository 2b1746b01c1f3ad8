package dev.armature.syscalls.strace;

import dev.armature.syscalls.strace.Style.Constants;
import dev.armature.syscalls.strace.Style.HexStrings;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.syscalls.table.SyscallRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the command line of strace asks for. Filled in before the machine starts, read only after.
 */
public final class StraceOptions {
  /** Time stamps at the start of a line. */
  public enum Stamp {
    NONE,
    TIME,
    UNIX
  }

  /** What a line's result must be for the line to be printed ({@code -e status=}). */
  public enum Status {
    SUCCESSFUL,
    FAILED,
    UNFINISHED,
    UNAVAILABLE,
    DETACHED
  }

  final ArmSyscalls table;

  /** {@code -f}. */
  public boolean followForks;

  /** {@code --output-separately}, the second f of {@code -ff}. */
  public boolean outputSeparately;

  /** {@code -o}: a file, or a command after {@code |} or {@code !}; null is stderr. */
  public String output;

  /** {@code -A}. */
  public boolean append;

  /** {@code -c} and {@code -C}: count; only count. */
  public boolean summary;

  public boolean summaryOnly;

  /** {@code -w}: count the time that passes and not the time of the processor. */
  public boolean wallClock;

  /** The order of the table of {@code -c} when nobody says. */
  public static final String BY_TIME = "time";

  /** {@code -S}: one of {@link Summary}'s keys. */
  public String sortBy = BY_TIME;

  /** {@code -U}. */
  public List<String> columns = List.of();

  /** {@code -O}: nanoseconds taken off each call's time. */
  public long overheadNanos;

  /** {@code --live}: the table while the program runs. */
  public boolean live;

  public Stamp stamp = Stamp.NONE;

  /** Digits after the point of the stamps. */
  public int stampDigits;

  /** {@code -r}, and its digits. */
  public boolean relative;

  public int relativeDigits = 6;

  /** {@code -T}, and its digits. */
  public boolean durations;

  public int durationDigits = 6;

  public int stringLimit = 32;
  public int column = 40;

  /** {@code -i}, {@code -n}, {@code -k}, {@code -N}, {@code -Y}. */
  public boolean instructionPointer;

  public boolean callNumber;
  public boolean stackTrace;

  /** {@code -kk}: frames with lines of the source. */
  public boolean sourceLines;

  /** {@code --color}: escape sequences for a terminal. */
  public boolean color;

  public boolean argumentNames;
  public boolean pidNames;
  public boolean alwaysShowPid;

  /** {@code -y} and {@code -yy}: what is told of descriptors. */
  final Set<FdNames.Decoding> decodeFds = EnumSet.noneOf(FdNames.Decoding.class);

  /** {@code -x}: 1 strings with other than ASCII, 2 all; 3 escapes only. */
  public int hexStrings;

  public String constants = "abbrev";

  /** {@code -q}: attach, exit, thread-execve. */
  public final Set<String> quiet = new HashSet<>();

  public boolean json;

  /**
   * The process of the host whose tasks are traced, where several are: told with the tasks' ids,
   * and lines are written whole. 0 for one process.
   */
  public int hostPid;

  /** {@code --syscall-limit}: stop tracing after so many calls; 0 never. */
  public long callLimit;

  /** {@code -b execve}. */
  public boolean detachOnExec;

  final List<String> paths = new ArrayList<>();
  final Set<Status> statuses = new HashSet<>(Set.of(Status.values()));
  final List<Injection> injections = new ArrayList<>();

  private CallSet trace = CallSet.all();
  private CallSet raw = CallSet.none();
  private CallSet abbreviated = CallSet.all();
  private CallSet dereferenced = CallSet.all();
  long signals = -1L;
  Set<Integer> readDumps = Set.of();
  Set<Integer> writeDumps = Set.of();

  /** Descriptors to select calls by, empty for all. */
  Set<Integer> traceFds = Set.of();

  boolean invertTraceFds;

  public StraceOptions(ArmSyscalls table) {
    this.table = table;
  }

  /** {@code -v}. */
  public void noAbbreviation() {
    abbreviated = CallSet.none();
  }

  /** {@code -P}. */
  public void tracePath(String path) {
    paths.add(path);
  }

  /** {@code -z} and {@code -Z}. */
  public void onlyStatus(Status status) {
    statuses.clear();
    statuses.add(status);
  }

  /**
   * {@code -e EXPRESSION}.
   *
   * @throws BadExpression when it means nothing
   */
  public void qualify(String expression) {
    int equals = expression.indexOf('=');
    String key = equals < 0 ? "trace" : expression.substring(0, equals);
    String value = expression.substring(equals + 1);
    switch (key) {
      case "trace", "t" -> trace = CallSet.parse(value, table);
      case "raw", "x" -> raw = CallSet.parse(value, table);
      case "abbrev", "a" -> abbreviated = CallSet.parse(value, table);
      case "verbose", "v" -> dereferenced = CallSet.parse(value, table);
      case "signal", "signals", "s" -> signals = SignalNames.parseSet(value);
      case "status" -> Qualifiers.statuses(value, statuses);
      case "quiet", "silent", "silence", "q" -> Qualifiers.quiet(value, quiet);
      case "read", "reads", "r" -> readDumps = Qualifiers.descriptors(value);
      case "write", "writes", "w" -> writeDumps = Qualifiers.descriptors(value);
      case "trace-fds", "trace-fd", "fds", "fd" -> {
        invertTraceFds = value.startsWith("!");
        traceFds = Qualifiers.descriptors(invertTraceFds ? value.substring(1) : value);
      }
      case "decode-fds", "decode-fd" -> Qualifiers.decodeFds(value, decodeFds);
      case "inject" -> injections.add(Injection.parse(value, table, false));
      case "fault" -> injections.add(Injection.parse(value, table, true));
      default -> {
        if (equals >= 0 && key.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
          throw new BadExpression("invalid system call '" + expression + "'");
        }
        trace = CallSet.parse(expression, table);
      }
    }
  }

  boolean traces(int slot) {
    return trace.has(slot);
  }

  boolean isRaw(int slot) {
    return raw.has(slot);
  }

  /** Whether everything is to be shown of structures. */
  boolean full(SyscallRow row) {
    return !abbreviated.has(CallSet.slot(row.number()));
  }

  boolean dereferences(SyscallRow row) {
    return dereferenced.has(CallSet.slot(row.number()));
  }

  /** Whether each task has a file of its own. */
  boolean separate() {
    return followForks && outputSeparately && output != null;
  }

  /** How a task is named in lines, messages and names of files. */
  String id(int tid) {
    return hostPid == 0 ? Integer.toString(tid) : hostPid + ":" + tid;
  }

  /** Whether results decide which calls are printed. */
  boolean filtersByStatus() {
    return statuses.size() != Status.values().length;
  }

  /**
   * Looks at what is not looked at when it is set.
   *
   * @throws BadExpression when something means nothing
   */
  public void check() {
    Style unused = style();
    Summary unusedToo = new Summary(this);
  }

  Style style() {
    HexStrings hex =
        switch (hexStrings) {
          case 0 -> HexStrings.NEVER;
          case 1 -> HexStrings.NON_ASCII;
          case 2 -> HexStrings.ALL;
          default -> HexStrings.ESCAPES;
        };
    Constants how =
        switch (constants) {
          case "raw" -> Constants.RAW;
          case "abbrev" -> Constants.ABBREV;
          case "verbose" -> Constants.VERBOSE;
          default -> throw new BadExpression("invalid -X argument: '" + constants + "'");
        };
    return new Style(stringLimit, hex, how, argumentNames);
  }
}
