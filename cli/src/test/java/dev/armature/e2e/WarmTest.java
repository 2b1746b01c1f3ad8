package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code armature warm}: what a guest is given, and does to its caller, is the same in a JVM that
 * stays. All through the launcher, whose Java is that of this test.
 */
@Timeout(300)
class WarmTest {
  @TempDir static Path dir;
  private static Path launcher;
  private static Path warm;

  private final List<Process> started = new ArrayList<>();
  private long served;

  @BeforeAll
  static void layOut() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "no setsid, to leave the terminal");
    Path top = Files.createDirectories(dir.resolve("checkout"));
    launcher = top.resolve("armature");
    Files.copy(Repository.top().resolve("armature"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(top.resolve("cli/target"));
    Files.createFile(top.resolve("cli/target/armature.jar"));
    Path run = dir.resolve("run");
    Files.createDirectory(
        run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    warm = run.resolve("armature/warm");
    Path java = Files.createDirectories(dir.resolve("jdk/bin")).resolve("java");
    List<String> jvm = ArmatureRunner.jvm();
    Files.writeString(
        java,
        """
        #!/bin/sh
        options=
        while [ "$1" != -jar ]; do
          case $1 in -Darmature.*) options="$options $1" ;; esac
          shift
        done
        shift 2
        """
            + ("exec '" + jvm.getFirst() + "' $options '")
            + (String.join("' '", jvm.subList(1, jvm.size())) + "' \"$@\"\n"));
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(dir.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
  }

  @BeforeEach
  void start() throws Exception {
    if (ask("status") == null) {
      assertTrue(sh("$A warm start").output().matches("warm: ready, pid [0-9]+\n"));
    }
    served = served();
  }

  @AfterEach
  void endAll() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (warm != null) {
      ask("kill");
    }
  }

  /** A shell in a session of its own, with $A for the launcher and $B for it and busybox. */
  private Process shell(String script, Path out, Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("/usr/bin/setsid", "/bin/sh", "-c", script)
            .directory(dir.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ARMATURE"));
    builder.environment().put("XDG_RUNTIME_DIR", dir.resolve("run").toString());
    builder.environment().put("ARMATURE_JAVA_HOME", dir.resolve("jdk").toString());
    builder.environment().put("ARMATURE_CODE_CACHE", "off");
    builder.environment().put("A", launcher.toString());
    builder.environment().put("HELLO", Repository.guest("hello").toString());
    String named = System.getenv("ARMATURE_ARMHF_ROOT");
    if (named != null || Files.exists(Repository.top().resolve("target/armhf"))) {
      Path root = Repository.armhf();
      builder.environment().put("B", launcher + " run -L " + root + " " + root + "/bin/busybox");
    }
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Outcome sh(String script) throws Exception {
    Path out = Files.createTempFile(dir, "out", "");
    Path err = Files.createTempFile(dir, "err", "");
    Process process = shell(script, out, err);
    boolean late = !process.waitFor(60, TimeUnit.SECONDS);
    byte[] output = Files.readAllBytes(out);
    return new Outcome(
        late ? -1 : process.exitValue(),
        new String(output, StandardCharsets.ISO_8859_1),
        Files.readString(err),
        late);
  }

  /** The same with busybox, and with so many guests of the warm JVM. */
  private Outcome guests(int count, String script) throws Exception {
    Repository.armhf();
    long before = served();
    Outcome outcome = sh(script);
    await(() -> served() >= before + count);
    assertEquals(before + count, served(), ask("status") + outcome);
    return outcome;
  }

  /** The warm JVM's answer, or null. */
  private static String ask(String word) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(warm.resolve("control")));
      channel.write(ByteBuffer.wrap(word.getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(10_000);
      int got;
      do {
        got = channel.read(answer);
      } while (got > 0);
      return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    } catch (IOException nobody) {
      return null;
    }
  }

  private static long number(String pattern) {
    String status = ask("status");
    Matcher matcher = Pattern.compile(pattern).matcher(status == null ? "" : status);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
  }

  private static long served() {
    return number("([0-9]+) served");
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertTrue(condition.getAsBoolean(), () -> "" + ask("status"));
  }

  @Test
  void aPrebuiltProgram() throws Exception {
    assertEquals(new Outcome(0, "Hello from ARM Linux!\n", "", false), sh("$A run $HELLO"));
    assertEquals(served + 1, served());
    Outcome own = sh("ARMATURE_WARM=off $A run $HELLO");
    assertEquals("Hello from ARM Linux!\n", own.output() + own.errors());
    assertEquals(served + 1, served());
  }

  @Test
  void exitStatusAndDeathBySignal() throws Exception {
    assertEquals(new Outcome(7, "", "", false), guests(1, "$B sh -c 'exit 7'"));
    assertEquals(
        new Outcome(139, "", "Segmentation fault\n", false), guests(1, "$B sh -c 'kill -SEGV $$'"));
    assertEquals(new Outcome(130, "", "", false), guests(1, "$B sh -c 'kill -INT $$'"));
  }

  @Test
  void messagesAreThoseOfACommandOfItsOwn() throws Exception {
    Files.writeString(dir.resolve("text"), "no program");
    assertEquals(
        new Outcome(127, "", "armature: nowhere: No such file or directory\n", false),
        sh("$A run nowhere"));
    assertEquals(
        new Outcome(126, "", "armature: ./text: Permission denied\n", false), sh("$A run ./text"));
    assertEquals(
        new Outcome(2, "", "armature: run: unknown option --x (armature help run)\n", false),
        sh("$A run --x"));
    assertEquals(served + 3, served());
    assertEquals(127, sh("$A run nowhere 2>&-").status());
  }

  @Test
  void argumentsAreBytes() throws Exception {
    String script =
        "$B printf '[%s]' 'a b' '' \"$(printf 'b\\nc')\" \"$(printf '\\377\\001')\" '*'";
    assertEquals("[a b][][b\nc][\u00ff\u0001][*]", guests(1, script).output());
  }

  @Test
  void environmentDirectoryAndMask() throws Exception {
    String script =
        """
        mkdir -p sub/dir && cd sub/dir && umask 027
        V="$(printf 'x\\ny\\351')" $B sh -c 'echo "$V"; pwd; umask; : >made'
        ls -l made | cut -c1-10; cd .. && rm -r dir/made && $B true; $A run ../checkout/no
        """;
    Outcome outcome = guests(3, script);
    assertEquals(
        "x\ny\u00e9\n" + dir.toRealPath() + "/sub/dir\n0027\n-rw-r-----\n", outcome.output());
    assertEquals("armature: ../checkout/no: No such file or directory\n", outcome.errors());
  }

  @Test
  void relativeDirectoriesAreTheCallers() throws Exception {
    Path root = Files.createDirectory(dir.resolve("root"));
    Files.copy(Repository.guest("hello"), root.resolve("h"), StandardCopyOption.COPY_ATTRIBUTES);
    assertEquals("Hello from ARM Linux!\n", sh("$A run --root root /h").output());
    assertEquals("Hello from ARM Linux!\n", sh("$A run -L root /h").output());
    String bytes =
        "d=$(printf 'r\\303\\251') && cp -r root $d && $A run --root $d /h && $A run -L $d /h";
    assertEquals("Hello from ARM Linux!\n".repeat(2), sh(bytes).output());
    assertEquals(served + 4, served());
  }

  @Test
  void descriptors() throws Exception {
    String script =
        """
        printf '1\\n2\\n3\\n' >lines
        { read x; $B sh -c 'read y; echo guest $y'; read z; echo shell $x $z; } <lines
        { echo a; $B echo b; echo c; } >file; cat file
        $B sh -c 'echo more' >>file; tail -n 1 file
        $B sh -c 'echo five >&5; read x <&4; echo $x; echo error >&2' 4<lines 5>five 2>errors
        cat five errors
        $B cat <&- 2>&1
        $B sh -c 'test -e /proc/self/fd/1; echo $? >&2' 2>&1 >&-
        $B sh -c 'test -e /proc/self/fd/1; echo $? >&2' >&-
        $B ls /proc/self/fd | tr '\\n' ' '; echo end
        """;
    Outcome outcome = guests(8, script);
    assertEquals(
        """
        guest 2
        shell 1 3
        a
        b
        c
        more
        1
        five
        error
        cat: read error: Bad file descriptor
        1
        0 1 2 3 end
        """,
        outcome.output());
    assertEquals("1\n", outcome.errors());
    assertEquals(
        "one two\n",
        guests(
                0,
                "$B sh -c 'echo two >&9' 3>&1 4>&1 5>&1 6>&1 7>&1 8>&1 9>&1 | (echo -n 'one '; cat)")
            .output());
  }

  @Test
  void pipes() throws Exception {
    assertEquals("HI\n", guests(1, "echo hi | $B cat | tr a-z A-Z").output());
    assertEquals("3000000\n", guests(1, "yes | head -c 3000000 | $B wc -c").output());
    assertEquals("y\n", guests(1, "$B yes | head -n 1").output());
    // Nobody but the guest has the pipe: the reader sees it closed while the guest still runs.
    String script =
        """
        { $B sh -c 'echo x; exec >&- 2>&-; exec sleep 1000' & echo $! >pid; } | cat
        kill -0 $(cat pid) && echo runs; kill $(cat pid)
        """;
    assertEquals("x\nruns\n", guests(1, script).output());
  }

  @Test
  void signalsReachTheGuest() throws Exception {
    String handles =
        """
        mkfifo up 2>/dev/null
        # Or a background command would ignore SIGINT and SIGQUIT.
        env --default-signal=INT,QUIT \\
          $B sh -c 'trap "echo got; exit 3" '$1'; echo >up; while :; do sleep 0.1; done' &
        read x <up; kill -$1 $!; wait $!; echo $?
        """;
    for (String signal : "TERM HUP INT QUIT USR1 USR2 ALRM WINCH".split(" ")) {
      assertEquals("got\n3\n", guests(1, "set -- " + signal + "\n" + handles).output(), signal);
    }
    String ignored = "$B sh -c 'kill -INT $$; kill -QUIT $$; echo lives' & wait $!";
    assertEquals("lives\n", guests(1, ignored).output());
    assertEquals("", guests(1, "$B sleep 1000 & sleep 0.3; kill $!; wait $!").output());
  }

  @Test
  void jobControlStopsTheClient() throws Exception {
    String script =
        """
        mkfifo up2 2>/dev/null
        $B sh -c 'echo >up2; kill -STOP $$; echo goes on' &
        read x <up2
        until grep -q '^State:.T' /proc/$!/status; do sleep 0.05; done
        echo stopped; kill -CONT $!; wait $!
        """;
    assertEquals("stopped\ngoes on\n", guests(1, script).output());
  }

  @Test
  void theGuestDiesWithItsClient() throws Exception {
    Outcome outcome =
        guests(1, "$B sh -c 'sleep 1000 & sleep 1000' & sleep 0.5; kill -KILL $!; wait $!");
    assertEquals(137, outcome.status());
    await(() -> number("([0-9]+) guests running") == 0);
  }

  @Test
  void severalAtOnce() throws Exception {
    String script =
        """
        for i in 1 2 3 4 5 6 7 8 9 10; do $B sh -c "sleep 1; echo $i; exit $i" >one$i & done
        wait; for i in 1 2 3 4 5 6 7 8 9 10; do cat one$i; done
        """;
    assertEquals("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", guests(10, script).output());
  }

  @Test
  void whatItCanNotDoTheSameItDoesNotDo() throws Exception {
    Repository.armhf();
    assertEquals("x\n", guests(0, "ulimit -f 1000; $B echo x").output());
    assertTrue(ask("status").contains("the last because of limit Max file size"), ask("status"));
    assertEquals("x\n", guests(0, "nice -n 3 $B echo x").output());
    assertTrue(ask("status").contains("the last because of priority"), ask("status"));
    assertTrue(guests(0, "$A run --stat $HELLO").errors().contains("blocks"), ask("status"));
    assertEquals("x\n", guests(0, "ARMATURE_DEBUG=1 $B echo x").output());
    assertTrue(guests(0, "$A run --help").output().startsWith("Usage: armature run"));
    if (Files.isExecutable(Path.of("/usr/bin/script"))) {
      assertEquals("x\r\n", guests(0, "script -qec \"$B echo x\" /dev/null").output());
      assertTrue(ask("status").contains("the last because of a terminal"), ask("status"));
    }
    Path jar = launcher.resolveSibling("cli/target/armature.jar");
    var before = Files.getLastModifiedTime(jar);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1L << 41));
    assertEquals("x\n", guests(0, "$B echo x").output());
    Files.setLastModifiedTime(jar, before);
    assertEquals("x\n", guests(1, "$B echo x").output());
  }

  @Test
  void stopWaitsForTheGuests() throws Exception {
    Path out = dir.resolve("stop.out");
    Process guest = shell("$B sh -c 'read x <go; echo $x'", out, dir.resolve("stop.err"));
    Repository.armhf();
    Process unused = new ProcessBuilder("mkfifo", dir.resolve("go").toString()).start();
    await(() -> number("([0-9]+) guests running") == 1);
    Process stop = shell("$A warm stop", dir.resolve("stop2.out"), dir.resolve("stop2.err"));
    await(() -> ask("status").contains("leaving"));
    assertEquals("x\n", guests(0, "$B echo x").output());
    assertFalse(stop.waitFor(100, TimeUnit.MILLISECONDS));
    assertEquals("", sh("echo went >go").errors());
    assertEquals(0, guest.waitFor());
    assertEquals("went\n", Files.readString(out));
    assertEquals(0, stop.waitFor());
    assertFalse(Files.exists(warm));
    Outcome none = sh("$A warm stop");
    assertEquals(new Outcome(1, "", "armature: there is no warm JVM\n", false), none);
  }

  @Test
  void aDeadJvmIsToldAndReplaced() throws Exception {
    Repository.armhf();
    Path err = dir.resolve("dead.err");
    Process guest = shell("$B sleep 1000", dir.resolve("dead.out"), err);
    await(() -> number("([0-9]+) guests running") == 1);
    Process unused = new ProcessBuilder("kill", "-KILL", "" + number("pid ([0-9]+)")).start();
    assertEquals(1, guest.waitFor());
    assertEquals(
        "armature: the warm JVM has ended, and the program with it\n", Files.readString(err));
    assertTrue(Files.exists(warm.resolve("request")));
    for (int i = 0; i < 3; i++) {
      assertEquals(new Outcome(0, "Hello from ARM Linux!\n", "", false), sh("$A run $HELLO"));
    }
    assertEquals(1, sh("$A warm status").status());
    assertEquals(0, sh("$A warm start").status());
    assertEquals("x\n", guests(1, "$B echo x").output());
    Outcome second = sh("$A warm start");
    assertEquals(1, second.status());
    assertTrue(second.errors().startsWith("armature: warm: there is one already: pid "));
  }

  @Test
  void canBeLookedInto() throws Exception {
    Path tool = Path.of(System.getProperty("java.home"), "bin/jcmd");
    assumeTrue(Files.isExecutable(tool), "no jcmd");
    Outcome threads = sh(tool + " $(cat run/armature/warm/pid) Thread.print");
    assertTrue(threads.output().contains("\"control\""), threads.toString());
    assertEquals("Hello from ARM Linux!\n", sh("$A run $HELLO").output());
    assertEquals(served + 1, served());
  }

  /** Process ids of the JVMs of this test that stay. */
  private static List<Long> servers() {
    String run = "XDG_RUNTIME_DIR=" + dir.resolve("run") + "\0";
    return ProcessHandle.allProcesses()
        .filter(process -> {
          Path proc = Path.of("/proc/" + process.pid());
          try {
            String words = Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return words.contains("\0warm\0serve\0--auto")
                && Files.readString(proc.resolve("environ"), StandardCharsets.ISO_8859_1)
                    .contains(run);
          } catch (IOException gone) {
            return false;
          }
        })
        .map(ProcessHandle::pid)
        .toList();
  }

  @Test
  void startsByItselfWhenAskedTo() throws Exception {
    assertEquals(0, sh("$A warm stop").status());
    Outcome hello = new Outcome(0, "Hello from ARM Linux!\n", "", false);
    assertEquals(hello, sh("$A run $HELLO"));
    assertEquals(List.of(), servers());
    assertEquals(null, ask("status"));
    // Nobody waits for it: not the pipe's reader, and not who has the other descriptors.
    String script =
        """
        umask 0
        export ARMATURE_WARM=auto
        for i in 1 2 3 4; do $A run $HELLO & done | sort -u
        x=$($A run $HELLO 3>&1 9>&1 2>&1); echo "$x"
        """;
    assertEquals("Hello from ARM Linux!\n".repeat(2), sh(script).output());
    await(() -> ask("status") != null);
    List<Long> servers = servers();
    assertEquals(1, servers.size(), servers.toString());
    Path process = Path.of("/proc/" + servers.getFirst());
    assertEquals(Path.of("/"), process.resolve("cwd").toRealPath());
    String[] stat = Files.readString(process.resolve("stat")).replaceAll(".*\\) ", "").split(" ");
    assertEquals(servers.getFirst() + " 0", stat[3] + ' ' + stat[4], "session, terminal");
    long before = served();
    assertEquals(hello, sh("ARMATURE_WARM=auto $A run $HELLO"));
    assertEquals(before + 1, served());
    assertEquals(servers, servers());
  }

  @Test
  void oneThatStartedByItselfGivesWay() throws Exception {
    assertEquals(0, sh("$A warm stop").status());
    assertEquals(0, sh("ulimit -f 1000; ARMATURE_WARM=auto $A run $HELLO").status());
    await(() -> ask("status") != null);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, sh("$A run $HELLO").status());
    }
    await(() -> !Files.exists(warm));
    assertEquals(0, sh("ARMATURE_WARM=auto $A run $HELLO").status());
    await(() -> ask("status") != null);
    assertEquals(0, sh("$A run $HELLO").status());
    assertEquals(1, served());
  }

  @Test
  void doesNotStartByItselfWhereItCouldNotServe() throws Exception {
    assertEquals(0, sh("$A warm stop").status());
    String run = "ARMATURE_WARM=auto $A run $HELLO";
    assertEquals(0, sh("exec 5<&0; bash -c 'exec 12<&5; " + run + "'").status());
    Files.createFile(warm.resolveSibling("warm.failed"));
    assertEquals(0, sh(run).status());
    if (Files.isExecutable(Path.of("/usr/bin/script"))) {
      assertEquals(0, sh("script -qec '" + run + "' /dev/null").status());
    }
    Thread.sleep(300);
    assertEquals(List.of(), servers());
    assertEquals(0, sh("$A warm start").status());
    assertFalse(Files.exists(warm.resolveSibling("warm.failed")));
  }

  @Test
  void saysWhyItDoesNotStart() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is not installed");
    assertEquals(0, sh("$A warm stop").status());
    // As a host refuses it to all but root with kernel.yama.ptrace_scope=1.
    String refused = "strace -fo /dev/null -e inject=pidfd_getfd:error=EPERM $A warm start";
    Outcome outcome = sh(refused);
    assertEquals(1, outcome.status());
    assertTrue(outcome.errors().contains("kernel.yama.ptrace_scope"), outcome.errors());
    assertEquals(null, ask("status"));
  }

  @Test
  void leavesWhenNobodyComes() throws Exception {
    assertEquals(0, sh("$A warm stop").status());
    assertEquals(0, sh("$A warm start --idle=0.02").status());
    await(() -> !Files.exists(warm));
    assertEquals(null, ask("status"));
  }
}
