package dev.armature.syscalls.strace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code -c}: how often each call was made, how often it failed, how long it took. */
final class Summary {
  private static final List<String> DEFAULT_COLUMNS =
      List.of("time-percent", "total-time", "avg-time", "calls", "errors", "name");

  private final StraceOptions options;
  private final Map<String, Entry> entries = new HashMap<>();
  private volatile Thread live;

  private static final class Entry {
    final String name;
    final int number;
    long calls;
    long errors;
    long nanos;
    long min = Long.MAX_VALUE;
    long max;

    Entry(String name, int number) {
      this.name = name;
      this.number = number;
    }

    long average() {
      return calls == 0 ? 0 : nanos / calls;
    }
  }

  Summary(StraceOptions options) {
    this.options = options;
    columns();
    Comparator<Entry> unused = order();
  }

  /**
   * @param counts what was counted elsewhere; rows with one name are added up
   */
  Summary(StraceOptions options, List<CallCount> counts) {
    this(options);
    for (CallCount count : counts) {
      Entry entry = entries.computeIfAbsent(count.name(), n -> new Entry(n, count.number()));
      entry.calls += count.calls();
      entry.errors += count.errors();
      entry.nanos += count.nanos();
      entry.min = Math.min(entry.min, count.min());
      entry.max = Math.max(entry.max, count.max());
    }
  }

  /** What was counted so far. */
  synchronized List<CallCount> counts() {
    return entries.values().stream()
        .map(e -> new CallCount(e.name, e.number, e.calls, e.errors, e.nanos, e.min, e.max))
        .toList();
  }

  /**
   * Counts a call.
   *
   * @param nanos how long it took by the clock that was asked for
   */
  synchronized void count(String name, int number, long nanos, boolean failed) {
    Entry entry = entries.get(name);
    if (entry == null) {
      entry = new Entry(name, number);
      entries.put(name, entry);
    }
    long counted = Math.max(0, nanos - options.overheadNanos);
    entry.calls++;
    entry.errors += failed ? 1 : 0;
    entry.nanos += counted;
    entry.min = Math.min(entry.min, counted);
    entry.max = Math.max(entry.max, counted);
  }

  /** Column names as strace takes them, in their canonical spelling. */
  private List<String> columns() {
    if (options.columns.isEmpty()) {
      return DEFAULT_COLUMNS;
    }
    List<String> columns = new ArrayList<>();
    for (String name : options.columns) {
      columns.add(
          switch (name) {
            case "time-percent", "time_percent", "time" -> "time-percent";
            case "total-time", "total_time" -> "total-time";
            case "min-time", "min_time", "shortest" -> "min-time";
            case "max-time", "max_time", "longest" -> "max-time";
            case "avg-time", "avg_time" -> "avg-time";
            case "calls", "count" -> "calls";
            case "errors", "error" -> "errors";
            case "name", "syscall", "syscall-name", "syscall_name" -> "name";
            default -> throw new BadExpression("unknown column name: '" + name + "'");
          });
    }
    if (!columns.contains("name")) {
      columns.add("name");
    }
    return columns;
  }

  private Comparator<Entry> order() {
    Comparator<Entry> byName = Comparator.comparing(e -> e.name);
    return switch (options.sortBy) {
      case "time", "time-percent", "time_percent", "total-time", "total_time" ->
          Comparator.comparingLong((Entry e) -> -e.nanos);
      case "min-time", "min_time", "shortest" -> Comparator.comparingLong((Entry e) -> -e.min);
      case "max-time", "max_time", "longest" -> Comparator.comparingLong((Entry e) -> -e.max);
      case "avg-time", "avg_time" -> Comparator.comparingLong((Entry e) -> -e.average());
      case "calls", "count" -> Comparator.comparingLong((Entry e) -> -e.calls);
      case "errors", "error" -> Comparator.comparingLong((Entry e) -> -e.errors);
      case "name", "syscall", "syscall-name", "syscall_name" -> byName;
      case "nothing", "none" -> Comparator.comparingInt(e -> 0);
      default -> throw new BadExpression("invalid sortby: '" + options.sortBy + "'");
    };
  }

  /** The table as strace prints it. */
  synchronized Text table() {
    List<String> columns = columns();
    List<Entry> rows = new ArrayList<>(entries.values());
    // What does not differ stands in the order of the numbers.
    rows.sort(Comparator.comparingInt(e -> e.number));
    rows.sort(order());
    Entry total = new Entry("total", -1);
    int longest = 16;
    for (Entry row : rows) {
      total.calls += row.calls;
      total.errors += row.errors;
      total.nanos += row.nanos;
      total.min = Math.min(total.min, row.min);
      total.max = Math.max(total.max, row.max);
      longest = Math.max(longest, row.name.length() + 1);
    }
    Text text = new Text();
    line(text, columns, column -> heading(column), longest);
    rule(text, columns, longest);
    for (Entry row : rows) {
      line(text, columns, column -> cell(column, row, total.nanos), longest);
    }
    rule(text, columns, longest);
    line(text, columns, column -> cell(column, total, total.nanos), longest);
    return text;
  }

  private interface Cell {
    String of(String column);
  }

  private static int width(String column, int longest) {
    return switch (column) {
      case "time-percent" -> 6;
      case "total-time", "min-time", "max-time", "avg-time" -> 11;
      case "calls", "errors" -> 9;
      default -> longest;
    };
  }

  private static String heading(String column) {
    return switch (column) {
      case "time-percent" -> "% time";
      case "total-time" -> "seconds";
      case "min-time" -> "shortest";
      case "max-time" -> "longest";
      case "avg-time" -> "usecs/call";
      case "name" -> "syscall";
      default -> column;
    };
  }

  private static String cell(String column, Entry entry, long total) {
    return switch (column) {
      case "time-percent" ->
          String.format(
              Locale.ROOT,
              "%.2f",
              entry.name.equals("total") ? 100.0 : total == 0 ? 0.0 : 100.0 * entry.nanos / total);
      case "total-time" -> String.format(Locale.ROOT, "%.6f", entry.nanos / 1e9);
      case "min-time" ->
          String.format(Locale.ROOT, "%.6f", entry.calls == 0 ? 0.0 : entry.min / 1e9);
      case "max-time" -> String.format(Locale.ROOT, "%.6f", entry.max / 1e9);
      case "avg-time" -> Long.toString(entry.average() / 1000);
      case "calls" -> Long.toString(entry.calls);
      case "errors" -> entry.errors == 0 ? "" : Long.toString(entry.errors);
      default -> entry.name;
    };
  }

  private static void line(Text text, List<String> columns, Cell cells, int longest) {
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      String value = cells.of(column);
      boolean last = i == columns.size() - 1;
      int padding = width(column, longest) - value.length();
      if (column.equals("name")) {
        text.add(value).spaces(last ? 0 : padding);
      } else {
        text.spaces(padding).add(value);
      }
      text.add(last ? '\n' : ' ');
    }
  }

  private static void rule(Text text, List<String> columns, int longest) {
    for (int i = 0; i < columns.size(); i++) {
      text.add("-".repeat(width(columns.get(i), longest)));
      text.add(i == columns.size() - 1 ? '\n' : ' ');
    }
  }

  /** Has the table shown once a second while the trace goes on. */
  void live(TraceOutput output) {
    live =
        Thread.ofPlatform()
            .name("strace summary")
            .daemon(true)
            .unstarted(() -> {
              while (live != null) {
                try {
                  Thread.sleep(1000);
                } catch (InterruptedException stopped) {
                  return;
                }
                output.counts(counts(), false);
              }
            });
    // Only now: it ends when it finds that there is none.
    live.start();
  }

  void stopLive() {
    Thread thread = live;
    live = null;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
