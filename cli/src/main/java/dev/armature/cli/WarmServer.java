package dev.armature.cli;

import dev.armature.Machine;
import dev.armature.Translations;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.host.HostPidFd;
import dev.armature.host.HostProcess;
import dev.armature.host.WakeFd;
import dev.armature.syscalls.table.ArmSyscalls;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The JVM that {@code armature warm start} leaves behind: it runs the guests of later {@code
 * armature run} commands of the same user, each as a machine of its own. What it has loaded,
 * translated and compiled is there for the next.
 *
 * <p>The main thread waits for requests, signals and ends of clients; each guest has a thread.
 */
final class WarmServer {
  /** The words that start it; whoever types them gets a JVM in the foreground. */
  static final List<String> COMMAND = List.of("warm", "serve");

  /** Says on standard output that clients may come. */
  static final String READY = "ready";

  private static final long LOOK_AFTER_NS = TimeUnit.SECONDS.toNanos(30);

  /** What guests have added to the translations is written once for all that ended meanwhile. */
  private static final long SAVE_AFTER_S = 5;

  private static final int MOST_CLIENTS = 1000;

  /** So many that it can't serve in a row, and a JVM that nobody asked for gives way to another. */
  private static final int STRANGERS = 3;

  private final WarmDirectory directory;
  private final WarmStanding standing;
  private final WarmBuild build;
  private final long idleNs;
  private final boolean auto;
  private final ArmSyscalls calls = new ArmSyscalls();
  private final Translations translations = new Translations();
  private final Instant since = Instant.now();
  private final WarmSlots slots;
  private final int requests;
  private final WakeFd wake = new WakeFd();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("client ", 1).factory());
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("later").factory());

  /** By the client's process id. Guarded by this. */
  private final Map<Integer, WarmGuest> guests = new TreeMap<>();

  private final AtomicBoolean saving = new AtomicBoolean();
  private final Queue<WarmGuest> ended = new ConcurrentLinkedQueue<>();
  private final MemorySegment input = Arena.ofAuto().allocate(4096);
  private final StringBuilder unread = new StringBuilder();
  private volatile boolean leaving;
  private long idleSince = System.nanoTime();

  // What status tells; guarded by this.
  private int served;
  private int away;
  private String reason;

  /**
   * Guests that were sent away since the last one that was not, because of what their callers are.
   */
  private int strangers;

  private WarmServer(WarmDirectory directory, WarmBuild build, long idleNs, boolean auto)
      throws IOException {
    this.directory = directory;
    this.build = build;
    this.idleNs = idleNs;
    this.auto = auto;
    List<String> status = Arrays.asList(ProcText.read("/proc/self/status").split("\n"));
    String[] stat = HostProcess.stat("self");
    standing = WarmStanding.of("/proc/self/", status, stat);
    slots = new WarmSlots(directory);
    requests = WarmDirectory.fifo(directory.request(), HostFiles.O_NONBLOCK);
    if (requests < 0) {
      throw new IOException("no FIFO in " + directory.path() + ": error " + -requests);
    }
  }

  /**
   * Runs until it is told to leave or nobody has come for long: the exit status.
   *
   * @param words {@code --idle=MINUTES}; {@code --auto}: the launcher has started it by itself, for
   *     whoever comes
   */
  static int run(List<String> words) {
    String minutes = WarmCommand.DEFAULT_IDLE;
    for (String word : words) {
      if (word.startsWith("--idle=")) {
        minutes = word.substring(7);
      }
    }
    HostProcess.newSession();
    WarmDirectory directory = WarmDirectory.make();
    if (!directory.lock()) {
      throw new CommandException(1, "warm: another JVM is being started");
    }
    directory.clear();
    boolean auto = words.contains("--auto");
    // Nobody that it could be tried on has started an automatic one: the first client will show.
    // What is said goes to the log, which must still be there for the command that waits for it.
    if (!auto && !descriptorsInReach()) {
      directory.clear();
      throw new CommandException(
          1,
          "warm: this host does not let a process take over the descriptors of another"
              + " (kernel.yama.ptrace_scope, or a container), so no guest could be run");
    }
    try {
      WarmServer server =
          new WarmServer(
              directory, WarmBuild.current(), (long) (Double.parseDouble(minutes) * 60e9), auto);
      server.open();
      server.loop();
      return 0;
    } catch (IOException e) {
      directory.clear();
      throw new CommandException(1, "warm: " + e.getMessage(), e);
    }
  }

  /** Tries it on the process that started this one, as strange to it as clients are. */
  private static boolean descriptorsInReach() {
    long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    int pidfd = HostPidFd.open((int) parent);
    if (pidfd < 0) {
      return false;
    }
    int fd = HostPidFd.take(pidfd, 2);
    int unused = HostDescriptors.close(pidfd);
    if (fd < 0) {
      return false;
    }
    unused = HostDescriptors.close(fd);
    return true;
  }

  private void open() throws IOException {
    slots.fill();
    new WarmControl(this).start();
    HostSignals.handOnEnding(signal -> leave(true));
    ControlDirectory.remove(directory.failed());
    Files.createSymbolicLink(Path.of(directory.jar()), build.jar());
    Files.writeString(Path.of(directory.pid()), ProcessHandle.current().pid() + "\n");
    System.out.println(READY);
    System.out.flush();
    // Whoever waits for the end of the command that started us must not wait for ours.
    HostDescriptors.release(1);
    System.setOut(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  WarmDirectory directory() {
    return directory;
  }

  /** A machine that shares what others have translated. */
  Machine.Builder machine(GuestRequest request) {
    return GuestRun.builder(calls, request).translations(translations);
  }

  WarmStanding standing() {
    return standing;
  }

  /** Whether the files that this JVM runs have been replaced. */
  boolean outdated() {
    return build.changed();
  }

  /** The names of a slot are not wanted any more. */
  void taken(int slot) {
    slots.forget(slot);
  }

  synchronized void turnedAway(String why) {
    away++;
    reason = why;
  }

  /** A guest's caller has other rights, limits or priority than this JVM. */
  void stranger() {
    boolean enough;
    synchronized (this) {
      enough = ++strangers >= STRANGERS;
    }
    if (auto && enough) {
      leave(false);
    }
  }

  /** The host does not let this JVM have the descriptors of others: it is of no use. */
  void outOfReach() {
    if (auto) {
      try {
        Files.writeString(Path.of(directory.failed()), "descriptors are out of reach\n");
      } catch (IOException full) {
        // Then the next command tries again.
      }
      leave(false);
    }
  }

  /** Does something when most guests have ended. */
  void later(Runnable action) {
    var unused = later.schedule(action, TraceServer.DELAY, TimeUnit.NANOSECONDS);
  }

  /**
   * No more guests; when the last has ended this JVM ends.
   *
   * @param kill whether to kill those that run
   */
  void leave(boolean kill) {
    leaving = true;
    wake.signal();
    if (kill) {
      List<WarmGuest> all;
      synchronized (this) {
        all = List.copyOf(guests.values());
      }
      all.forEach(WarmGuest::kill);
    }
  }

  private void loop() {
    long looked = System.nanoTime();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment polled = arena.allocate((MOST_CLIENTS + 2L) * WakeFd.POLLFD_SIZE, 8);
      while (true) {
        List<WarmGuest> waiting = waiting();
        boolean none = waiting.isEmpty();
        if (none && (leaving || System.nanoTime() - idleSince > idleNs && idleNs > 0)) {
          break;
        }
        poll(polled, waiting, none && idleNs > 0 ? idleSince + idleNs - System.nanoTime() : -1);
        takeRequests();
        slots.fill();
        if (System.nanoTime() - looked > LOOK_AFTER_NS) {
          looked = System.nanoTime();
          slots.dropStale();
          leaving |= outdated();
        }
      }
    }
    close();
  }

  private void poll(MemorySegment polled, List<WarmGuest> waiting, long idleLeft) {
    pollFor(polled, 0, requests);
    for (int i = 0; i < waiting.size(); i++) {
      WarmGuest guest = waiting.get(i);
      // The host passes over negative ones.
      pollFor(polled, i + 1, guest.watched() ? guest.pidfd : -1);
    }
    long time = idleLeft < 0 ? LOOK_AFTER_NS : Math.min(LOOK_AFTER_NS, idleLeft + 1_000_000);
    if (wake.poll(polled, waiting.size() + 1, time) > 0) {
      for (int i = 0; i < waiting.size(); i++) {
        if (polled.get(ValueLayout.JAVA_SHORT, (i + 1L) * WakeFd.POLLFD_SIZE + 6) != 0) {
          waiting.get(i).clientDied();
        }
      }
    }
  }

  private static void pollFor(MemorySegment polled, int index, int fd) {
    long at = (long) index * WakeFd.POLLFD_SIZE;
    polled.set(ValueLayout.JAVA_INT, at, fd);
    polled.set(ValueLayout.JAVA_SHORT, at + 4, (short) HostDescriptors.POLLIN);
    polled.set(ValueLayout.JAVA_SHORT, at + 6, (short) 0);
  }

  /** The guests that run; those that have ended are forgotten. */
  private List<WarmGuest> waiting() {
    boolean some = false;
    for (WarmGuest guest; (guest = ended.poll()) != null; some = true) {
      int unused = HostDescriptors.close(guest.pidfd);
      synchronized (this) {
        boolean unusedToo = guests.remove(guest.pid(), guest);
      }
    }
    List<WarmGuest> running;
    synchronized (this) {
      running = new ArrayList<>(guests.values());
    }
    if (some && running.isEmpty()) {
      idleSince = System.nanoTime();
    }
    return running;
  }

  private void takeRequests() {
    long buffer = input.address();
    long got = HostDescriptors.read(requests, buffer, input.byteSize());
    if (got <= 0) {
      return;
    }
    unread.append(HostBytes.string(buffer, (int) got));
    for (int end; (end = unread.indexOf("\n")) >= 0; unread.delete(0, end + 1)) {
      String line = unread.substring(0, end);
      try {
        take(line.split(" "));
      } catch (IllegalArgumentException | IndexOutOfBoundsException garbage) {
        System.err.println("armature: warm: not a request: " + line);
      }
    }
  }

  private void take(String[] words) {
    int pid = Integer.parseInt(words[1]);
    if (words[0].equals("signal")) {
      WarmGuest guest;
      synchronized (this) {
        guest = guests.get(pid);
      }
      if (guest != null) {
        guest.signal(Integer.parseInt(words[2]));
      }
      return;
    }
    var request =
        new WarmGuest.Request(
            pid,
            Integer.parseInt(words[2]),
            Integer.parseInt(words[3]),
            Integer.parseInt(words[4]));
    int answers = slots.take(request.slot());
    if (answers < 0) {
      return;
    }
    int pidfd = HostPidFd.open(pid);
    WarmGuest guest = new WarmGuest(this, request, answers, pidfd);
    boolean accepted;
    synchronized (this) {
      accepted =
          pidfd >= 0
              && !leaving
              && guests.size() < MOST_CLIENTS
              && guests.putIfAbsent(pid, guest) == null;
    }
    if (!accepted) {
      guest.refuse();
      if (pidfd >= 0) {
        int unused = HostDescriptors.close(pidfd);
      }
      taken(request.slot());
      return;
    }
    threads.execute(() -> run(guest));
  }

  private void run(WarmGuest guest) {
    boolean done = false;
    try {
      done = guest.run();
    } finally {
      synchronized (this) {
        served += done ? 1 : 0;
        strangers = done ? 0 : strangers;
      }
      guest.close();
      ended.add(guest);
      wake.signal();
      if (done && saving.compareAndSet(false, true)) {
        var unused = later.schedule(this::save, SAVE_AFTER_S, TimeUnit.SECONDS);
      }
    }
  }

  private void save() {
    saving.set(false);
    translations.save();
  }

  /** Clients that have a slot and have not asked read the end, and run their guests themselves. */
  private void close() {
    directory.remove();
    takeRequests();
    slots.close();
    translations.save();
    HostProcess.exitNow(0);
  }

  /** What {@code armature warm status} prints. */
  String status() {
    StringBuilder text = new StringBuilder();
    text.append("pid ")
        .append(ProcessHandle.current().pid())
        .append(", since ")
        .append(WarmCommand.time(since))
        .append(
            idleNs > 0
                ? ", leaves " + WarmCommand.minutes(idleNs) + " after the last guest"
                : ", stays")
        .append(leaving ? ", leaving\n" : "\n");
    synchronized (this) {
      text.append(guests.size()).append(" guests running, ").append(served).append(" served, ");
      text.append(away).append(" sent away");
      text.append(reason == null ? "\n" : ", the last because of " + reason + "\n");
      guests.forEach(
          (pid, guest) -> text.append("  ").append(pid).append(' ').append(guest.name() + "\n"));
    }
    Runtime jvm = Runtime.getRuntime();
    text.append("memory: ")
        .append(resident())
        .append(" resident; Java heap ")
        .append((jvm.totalMemory() - jvm.freeMemory()) >> 20)
        .append(" of at most ")
        .append(jvm.maxMemory() >> 20)
        .append(" MiB\n");
    return text.toString();
  }

  private static String resident() {
    try {
      for (String line : ProcText.read("/proc/self/status").split("\n")) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MiB";
        }
      }
    } catch (IOException unknown) {
      // Told by the result.
    }
    return "?";
  }
}
