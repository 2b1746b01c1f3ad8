package dev.armature.syscalls.fs;

import static dev.armature.syscalls.fs.TestMachine.AT_FDCWD;
import static dev.armature.syscalls.fs.TestMachine.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way that leads to the guest's {@code /proc} and never to the JVM's. */
class ProcPathsTest {
  @TempDir Path dir;
  private TestMachine machine;
  private TestProcess process;

  @BeforeEach
  void start() {
    machine = new TestMachine();
    process = machine.process();
    process.task.setComm("guest");
    process.task.group.exe = "/usr/bin/program";
  }

  @AfterEach
  void stop() {
    machine.close();
  }

  private String readLink(String path) {
    return readLink(AT_FDCWD, path);
  }

  private String readLink(int dirfd, String path) {
    int buffer = process.space(4096);
    int name = process.string(path);
    int length = process.call(t -> NameCalls.readlinkat(t, dirfd, name, buffer, 4096));
    return length < 0 ? Errno.name(-length) : process.text(buffer, length);
  }

  private void chdir(String path) {
    int name = process.string(path);
    assertEquals(0, process.call(t -> NameCalls.chdir(t, name)));
  }

  private String cwd() {
    int buffer = process.space(4096);
    int length = process.call(t -> NameCalls.getcwd(t, buffer, 4096));
    return process.text(buffer, length - 1);
  }

  @Test
  void absolutePaths() throws IOException {
    int pid = process.task.pid();
    assertEquals("guest\n", process.read("/proc/self/comm"));
    assertEquals("guest\n", process.read("//proc/./self/../" + pid + "/comm"));
    assertEquals("guest\n", process.read("/usr/../proc/thread-self/comm"));
    assertEquals("guest\n", process.read("/proc/self/task/" + pid + "/comm"));
    assertEquals("/usr/bin/program", readLink("/proc/self/exe"));
    assertEquals(Integer.toString(pid), readLink("/proc/self"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("/proc/self"));
    assertEquals("guest\n", process.read(link + "/comm"));
    Path link2 = Files.createSymbolicLink(dir.resolve("link2"), Path.of("/proc/" + pid + "/comm"));
    assertEquals("guest\n", process.read(link2.toString()));
    assertEquals("/proc/self", readLink(link.toString()));
  }

  @Test
  void relativePaths() {
    chdir("/proc");
    assertEquals("/proc", cwd());
    assertEquals("guest\n", process.read("self/comm"));
    chdir("self/fd");
    assertEquals("/proc/" + process.task.pid() + "/fd", cwd());
    assertEquals("guest\n", process.read("../comm"));
    chdir("../../../tmp");
    assertEquals("/tmp", cwd());
    assertEquals("guest\n", process.read("../proc/self/comm"));
    int proc = process.open("/proc/self", OpenFlags.O_DIRECTORY);
    int name = process.string("comm");
    int fd = process.call(t -> OpenCalls.openat(t, proc, name, 0, 0));
    int buffer = process.space(16);
    assertEquals(6, process.call(t -> ReadWrite.read(t, fd, buffer, 16)));
    assertEquals("/usr/bin/program", readLink(proc, "exe"));
    assertEquals("/tmp", readLink(proc, "cwd"));
  }

  @Test
  void descriptorsAreTheGuests() throws IOException {
    int fd = process.open(dir + "/f", CREATE);
    assertEquals(dir + "/f", readLink("/proc/self/fd/" + fd));
    assertEquals(dir + "/f", readLink("/dev/fd/" + fd));
    assertEquals("ENOENT", readLink("/proc/self/fd/" + (fd + 1)));
    Files.writeString(dir.resolve("f"), "contents");
    assertEquals("contents", process.read("/proc/self/fd/" + fd));
    assertEquals("contents", process.read("/dev/fd/" + fd));
    chdir(dir.toString());
    int made = process.string("/proc/self/cwd/new");
    assertTrue(process.call(t -> OpenCalls.open(t, made, CREATE, 0600)) > fd);
    assertTrue(Files.exists(dir.resolve("new")));
    int sub = process.string("/proc/self/cwd/sub");
    assertEquals(0, process.call(t -> NameCalls.mkdir(t, sub, 0700)));
    assertTrue(Files.isDirectory(dir.resolve("sub")));
    int fds = process.space(8);
    process.call(t -> DescriptorCalls.pipe(t, fds));
    assertTrue(readLink("/proc/self/fd/" + process.user.getInt(fds)).startsWith("pipe:["));
  }

  @Test
  void listingShowsGuestsOnly() {
    TestProcess other = machine.process();
    int fd = process.open("/proc", OpenFlags.O_DIRECTORY);
    int buffer = process.space(32768);
    int length = process.call(t -> GetDents.getdents64(t, fd, buffer, 32768));
    Set<String> names = new HashSet<>();
    for (int at = buffer; at < buffer + length; at += process.user.getShort(at + 16)) {
      names.add(process.user.string(at + 19, 256, Errno.EINVAL));
    }
    assertTrue(names.contains(Integer.toString(process.task.pid())));
    assertTrue(names.contains(Integer.toString(other.task.pid())));
    assertTrue(names.contains("meminfo"));
    assertEquals(2, names.stream().filter(name -> Character.isDigit(name.charAt(0))).count());
  }

  @Test
  void nothingIsMadeOrRemovedThere() {
    int name = process.string("/proc/self/comm");
    assertEquals(-Errno.EPERM, process.call(t -> NameCalls.unlink(t, name)));
    int made = process.string("/proc/new");
    assertEquals(-Errno.ENOENT, process.call(t -> NameCalls.mkdir(t, made, 0700)));
    assertEquals(-Errno.ENOENT, process.call(t -> NameCalls.unlink(t, made)));
    assertEquals(-Errno.EEXIST, process.call(t -> NameCalls.mkdir(t, name, 0700)));
    assertEquals(-Errno.ENOENT, process.call(t -> OpenCalls.open(t, made, CREATE, 0600)));
    int read = process.string("/proc/self/stat");
    assertEquals(-Errno.EACCES, process.call(t -> OpenCalls.open(t, read, OpenFlags.O_WRONLY, 0)));
    int uptime = process.string("/proc/uptime");
    assertEquals(-Errno.EACCES, process.call(t -> OpenCalls.open(t, uptime, OpenFlags.O_RDWR, 0)));
    int stat = process.string("/proc/self/stat/");
    assertEquals(-Errno.ENOTDIR, process.call(t -> OpenCalls.open(t, stat, 0, 0)));
  }

  @Test
  void namesCanBeWritten() {
    int fd = process.open("/proc/self/comm", OpenFlags.O_RDWR);
    int name = process.string("renamed\n");
    assertEquals(8, process.call(t -> ReadWrite.write(t, fd, name, 8)));
    assertEquals("renamed\n", process.read("/proc/self/comm"));
  }

  @Test
  void statusTellsWhatTheProcessIs() {
    String status = process.read("/proc/self/status");
    assertTrue(status.contains("\nPid:\t" + process.task.pid() + "\n"), status);
    String stat = process.read("/proc/self/stat");
    assertEquals(52, stat.strip().split(" ").length, stat);
    assertTrue(stat.startsWith(process.task.pid() + " (guest) "), stat);
    assertEquals("6.12.0\n", process.read("/proc/sys/kernel/osrelease"));
    assertTrue(process.read("/proc/cpuinfo").contains("Features"));
    assertFalse(process.read("/proc/meminfo").isEmpty());
    assertTrue(process.read("/proc/self/limits").contains("Max open files            1024"));
  }

  @Test
  void loopsOfLinksEnd() throws IOException {
    Files.createSymbolicLink(dir.resolve("a"), dir.resolve("b"));
    Files.createSymbolicLink(dir.resolve("b"), dir.resolve("a"));
    int name = process.string(dir + "/a");
    assertEquals(-Errno.ELOOP, process.call(t -> OpenCalls.open(t, name, 0, 0)));
    int nofollow = process.call(t -> OpenCalls.open(t, name, OpenFlags.O_NOFOLLOW, 0));
    assertEquals(-Errno.ELOOP, nofollow);
    int empty = process.string("");
    assertEquals(-Errno.ENOENT, process.call(t -> OpenCalls.open(t, empty, 0, 0)));
    int longName = process.string("x".repeat(4096));
    assertEquals(-Errno.ENAMETOOLONG, process.call(t -> OpenCalls.open(t, longName, 0, 0)));
  }
}
