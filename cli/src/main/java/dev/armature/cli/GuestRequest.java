package dev.armature.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code armature run} was asked for, after options, {@code ARMATURE_*} variables and defaults
 * are put together. Strings of the guest carry one byte per char.
 *
 * @param program path as the guest would name it
 * @param argv the guest's argument vector, argv[0] first
 * @param environment the guest's environment, each {@code NAME=VALUE}
 * @param prefix directory that overlays {@code /}, or null
 * @param root directory that is {@code /}, or null
 * @param cpu name of the processor, one of {@link #CPUS}
 * @param engine one of {@link #ENGINES}
 * @param release what uname tells, or null for the default
 * @param stackSize bytes, or 0 for the default
 * @param dump what to print of which code, or null
 * @param codeCache directory that keeps translations between runs, or null
 * @param recognise whether known routines may be done by faster code
 * @param strace whether all calls are printed
 * @param stat whether to print what was done, at the end
 * @param debug whether internal errors show Java's stack trace
 * @param debugEntry whether transitions between program and kernel are checked
 */
record GuestRequest(
    String program,
    List<String> argv,
    List<String> environment,
    String prefix,
    String root,
    String cpu,
    String engine,
    String release,
    long stackSize,
    DumpRequest dump,
    String codeCache,
    boolean recognise,
    boolean strace,
    boolean stat,
    boolean debug,
    boolean debugEntry) {

  static final List<String> CPUS = List.of("arm926", "arm1176", "cortex-a7", "cortex-a15", "max");
  static final List<String> ENGINES = List.of("interp", "jit", "auto");

  /**
   * @param hostEnvironment {@code NAME=VALUE} strings of the caller
   */
  static GuestRequest of(RunLine line, List<String> hostEnvironment) {
    return of(line, hostEnvironment, List.of());
  }

  /**
   * @param changes what strace's {@code -E} does to the guest's environment
   */
  static GuestRequest of(RunLine line, List<String> hostEnvironment, List<String> changes) {
    Map<String, String> host = Environment.parse(hostEnvironment);
    for (RunOption option : RunOption.values()) {
      if (option.reserved() && value(line, host, option) != null) {
        throw RunLine.usage(option.names.getFirst() + " does not work yet");
      }
    }
    List<String> argv = new ArrayList<>(line.command());
    String argv0 = value(line, host, RunOption.ARGV0);
    if (argv0 != null) {
      argv.set(0, argv0);
    }
    String stack = value(line, host, RunOption.STACK_SIZE);
    String dump = value(line, host, RunOption.DUMP);
    return new GuestRequest(
        line.command().getFirst(),
        List.copyOf(argv),
        guestEnvironment(line, host, hostEnvironment, changes),
        value(line, host, RunOption.PREFIX),
        value(line, host, RunOption.ROOT),
        oneOf(CPUS, "max", RunOption.CPU, line, host),
        oneOf(ENGINES, "auto", RunOption.ENGINE, line, host),
        value(line, host, RunOption.UNAME),
        stack == null ? 0 : bytes(stack),
        dump == null ? null : DumpRequest.parse(dump),
        codeCache(value(line, host, RunOption.CODE_CACHE), host),
        !line.has(RunOption.NO_RECOGNISE) && !host.containsKey(RunOption.NO_RECOGNISE.variable()),
        line.has(RunOption.STRACE) || host.containsKey(RunOption.STRACE.variable()),
        line.has(RunOption.STAT) || host.containsKey(RunOption.STAT.variable()),
        line.has(RunOption.DEBUG) || host.containsKey(RunOption.DEBUG.variable()),
        line.has(RunOption.DEBUG_ENTRY) || host.containsKey(RunOption.DEBUG_ENTRY.variable()));
  }

  /** Whether there is something to see, afterwards or meanwhile, of the process that runs it. */
  boolean needsOwnProcess() {
    return strace || stat || debug || debugEntry || dump != null;
  }

  /**
   * The same for a process that works elsewhere.
   *
   * @param directory where relative names of host directories start
   * @return null when that directory has no name and one is wanted
   */
  GuestRequest in(String directory) {
    boolean relative = relative(prefix) || relative(root) || relative(codeCache);
    if (relative && directory.endsWith(" (deleted)")) {
      return null;
    }
    return new GuestRequest(
        program,
        argv,
        environment,
        relative(prefix) ? directory + '/' + prefix : prefix,
        relative(root) ? directory + '/' + root : root,
        cpu,
        engine,
        release,
        stackSize,
        dump,
        relative(codeCache) ? directory + '/' + codeCache : codeCache,
        recognise,
        strace,
        stat,
        debug,
        debugEntry);
  }

  private static boolean relative(String name) {
    return name != null && !name.startsWith("/");
  }

  private static List<String> guestEnvironment(
      RunLine line, Map<String, String> host, List<String> hostEnvironment, List<String> changes) {
    Map<String, String> guest = Environment.parse(hostEnvironment);
    String unset = host.get(RunOption.UNSET_ENV.variable());
    Environment.unset(guest, unset == null ? List.of() : List.of(unset));
    String set = host.get(RunOption.SET_ENV.variable());
    Environment.set(guest, set == null ? List.of() : List.of(set));
    Environment.unset(guest, line.all(RunOption.UNSET_ENV));
    Environment.set(guest, line.all(RunOption.SET_ENV));
    Environment.change(guest, changes);
    return Environment.print(guest);
  }

  /** The option, else its variable unless that is empty, else null. */
  private static String value(RunLine line, Map<String, String> host, RunOption option) {
    if (line.has(option)) {
      return line.last(option);
    }
    String value = host.get(option.variable());
    return value == null || value.isEmpty() ? null : value;
  }

  /** The directory asked for, else the usual place of caches (XDG base directories). */
  private static String codeCache(String asked, Map<String, String> host) {
    if (asked != null) {
      return asked.equals("off") ? null : asked;
    }
    String caches = host.get("XDG_CACHE_HOME");
    if (caches != null && caches.startsWith("/")) {
      return caches + "/armature";
    }
    String home = host.get("HOME");
    return home != null && home.startsWith("/") ? home + "/.cache/armature" : null;
  }

  private static String oneOf(
      List<String> choice,
      String otherwise,
      RunOption option,
      RunLine line,
      Map<String, String> host) {
    String value = value(line, host, option);
    if (value == null) {
      return otherwise;
    }
    if (!choice.contains(value)) {
      throw RunLine.usage(RunLine.noChoice(option.names.getFirst(), value, choice));
    }
    return value;
  }

  /** A size as qemu-arm takes it: digits, then k, M or G or nothing. */
  static long bytes(String text) {
    int last = text.length() - 1;
    int shift =
        switch (text.isEmpty() ? ' ' : text.charAt(last)) {
          case 'k', 'K' -> 10;
          case 'm', 'M' -> 20;
          case 'g', 'G' -> 30;
          default -> 0;
        };
    try {
      long number = Long.decode(shift == 0 ? text : text.substring(0, last));
      // A guest has 4 GiB in all.
      if (number > 0 && number <= (1L << 32) >> shift) {
        return number << shift;
      }
    } catch (NumberFormatException e) {
      // Told below, like a size out of range.
    }
    throw RunLine.usage("-s " + text + ": not a size for a stack");
  }
}
