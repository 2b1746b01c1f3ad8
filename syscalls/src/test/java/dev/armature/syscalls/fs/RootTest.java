package dev.armature.syscalls.fs;

import static dev.armature.syscalls.fs.TestMachine.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.abi.FileMode;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look-up with a root of its own, and with a prefix as qemu-arm's -L. */
class RootTest {
  @TempDir Path dir;

  private static String cwd(TestProcess process) {
    int buffer = process.space(4096);
    int length = process.call(t -> NameCalls.getcwd(t, buffer, 4096));
    return process.text(buffer, length - 1);
  }

  @Test
  void nothingLeadsOutOfTheRoot() throws IOException {
    Path root = Files.createDirectories(dir.resolve("root"));
    Files.createDirectories(root.resolve("etc/sub"));
    Files.writeString(root.resolve("etc/name"), "inside");
    Files.writeString(dir.resolve("secret"), "outside");
    Files.createSymbolicLink(root.resolve("absolute"), Path.of("/etc/name"));
    Files.createSymbolicLink(root.resolve("etc/up"), Path.of("../../../../secret"));
    Files.createSymbolicLink(root.resolve("etc/sub/abs"), Path.of("/etc/name"));
    try (TestMachine machine = new TestMachine(null, root.toString())) {
      TestProcess process = machine.process();
      assertEquals("/", cwd(process));
      assertEquals("inside", process.read("/etc/name"));
      assertEquals("inside", process.read("/absolute"));
      assertEquals("inside", process.read("/../../etc/name"));
      int up = process.string("/etc/up");
      assertEquals(-Errno.ENOENT, process.call(t -> OpenCalls.open(t, up, 0, 0)));
      int sub = process.string("etc/sub");
      assertEquals(0, process.call(t -> NameCalls.chdir(t, sub)));
      assertEquals("/etc/sub", cwd(process));
      assertEquals("inside", process.read("../name"));
      assertEquals("inside", process.read("abs"));
      assertEquals("inside", process.read("../../../../../etc/name"));
      int secret = process.string("../../../secret");
      assertEquals(-Errno.ENOENT, process.call(t -> OpenCalls.open(t, secret, 0, 0)));
      process.open("/etc/new", CREATE);
      assertTrue(Files.exists(root.resolve("etc/new")));
      int buffer = process.space(64);
      int link = process.string("/proc/self/cwd");
      assertEquals(8, process.call(t -> NameCalls.readlink(t, link, buffer, 64)));
      assertEquals("/etc/sub", process.text(buffer, 8));
      int null0 = process.open("/dev/null", 1);
      assertEquals(2, process.call(t -> ReadWrite.write(t, null0, buffer, 2)));
      assertEquals("inside", process.read("/proc/self/root/etc/name"));
    }
  }

  @Test
  void aPrefixIsTriedFirst() throws IOException {
    Path prefix = Files.createDirectories(dir.resolve("prefix"));
    Files.createDirectories(prefix.resolve("etc"));
    Files.writeString(prefix.resolve("etc/hostname"), "prefixed");
    Files.createDirectories(prefix.resolve("proc/self"));
    Files.writeString(prefix.resolve("proc/self/comm"), "no process");
    Path other = dir.resolve("other");
    Files.writeString(other, "plain");
    try (TestMachine machine = new TestMachine(prefix.toString(), null)) {
      TestProcess process = machine.process();
      assertEquals("prefixed", process.read("/etc/hostname"));
      assertEquals("plain", process.read(other.toString()));
      process.task.setComm("guest");
      assertEquals("guest\n", process.read("/proc/self/comm"));
      int path = process.string("/etc/hostname");
      int stat = process.space(104);
      assertEquals(0, process.call(t -> StatCalls.stat64(t, path, stat)));
      assertEquals(8, process.user.getLong(stat + 48));
    }
  }

  @Test
  void theTopOfAPrefixIsAsItWasAtTheStart() throws IOException {
    Path prefix = Files.createDirectories(dir.resolve("prefix"));
    Files.createDirectories(prefix.resolve("early"));
    try (TestMachine machine = new TestMachine(prefix.toString(), null)) {
      TestProcess process = machine.process();
      Files.writeString(prefix.resolve("early/file"), "prefixed");
      Files.writeString(prefix.resolve("late"), "prefixed");
      assertEquals("prefixed", process.read("//early/file"));
      assertEquals("prefixed", process.read("/./late"));
      int late = process.string("/late");
      assertEquals(-Errno.ENOENT, process.call(t -> OpenCalls.open(t, late, 0, 0)));
      assertEquals(-Errno.ENOENT, status(process, HostFiles.AT_FDCWD, "/late", 0));
    }
  }

  @Test
  void whatIsMadeIsMadeOutsideOfThePrefix() throws IOException {
    Path prefix = Files.createDirectories(dir.resolve("prefix"));
    Path work = Files.createDirectories(dir.resolve("work"));
    Path twin = Files.createDirectories(prefix.resolve(work.toString().substring(1)));
    Files.writeString(twin.resolve("old"), "prefixed");
    try (TestMachine machine = new TestMachine(prefix.toString(), null)) {
      TestProcess process = machine.process();
      int made = process.string(work.resolve("made").toString() + "/");
      assertEquals(0, process.call(t -> NameCalls.mkdir(t, made, 0755)));
      process.open(work.resolve("made/file").toString(), CREATE);
      assertTrue(Files.exists(work.resolve("made/file")));
      int old = process.string(work.resolve("old").toString());
      assertEquals(0, process.call(t -> NameCalls.unlink(t, old)));
      assertEquals(-Errno.ENOENT, process.call(t -> NameCalls.unlink(t, old)));
      assertTrue(Files.notExists(twin.resolve("old")));
    }
  }

  private static int status(TestProcess process, int dirfd, String path, int flags) {
    int name = process.string(path);
    int stat = process.space(104);
    int result = process.call(t -> StatCalls.fstatat64(t, dirfd, name, stat, flags));
    return result != 0 ? result : process.user.getInt(stat + 16) & FileMode.S_IFMT;
  }

  @Test
  void aNameInAnOpenDirectoryIsTheGuests() throws IOException {
    Path root = Files.createDirectories(dir.resolve("root/dir")).getParent();
    Files.writeString(dir.resolve("outside"), "");
    Files.writeString(root.resolve("dir/file"), "");
    Files.createSymbolicLink(root.resolve("dir/link"), Path.of("file"));
    Files.createSymbolicLink(root.resolve("dir/up"), Path.of("../../outside"));
    Files.createSymbolicLink(root.resolve("dir/gone"), Path.of("nothing"));
    int nofollow = HostFiles.AT_SYMLINK_NOFOLLOW;
    for (boolean confined : new boolean[] {false, true}) {
      try (TestMachine machine = new TestMachine(null, confined ? root.toString() : null)) {
        TestProcess process = machine.process();
        int fd = process.open(confined ? "/dir" : root.resolve("dir").toString(), 0);
        Files.move(root.resolve("dir"), root.resolve("moved"));
        assertEquals(FileMode.S_IFREG, status(process, fd, "file", 0));
        assertEquals(FileMode.S_IFREG, status(process, fd, "link", 0));
        assertEquals(FileMode.S_IFLNK, status(process, fd, "link", nofollow));
        assertEquals(FileMode.S_IFLNK, status(process, fd, "gone", nofollow));
        assertEquals(-Errno.ENOENT, status(process, fd, "gone", 0));
        assertEquals(-Errno.ENOENT, status(process, fd, "nothing", nofollow));
        assertEquals(-Errno.ENOTDIR, status(process, fd, "file/", 0));
        assertEquals(FileMode.S_IFDIR, status(process, fd, ".", nofollow));
        assertEquals(FileMode.S_IFDIR, status(process, fd, "..", nofollow));
        assertEquals(
            confined ? -Errno.ENOENT : FileMode.S_IFREG, status(process, fd, "../../outside", 0));
        assertEquals(confined ? -Errno.ENOENT : FileMode.S_IFREG, status(process, fd, "up", 0));
        int file =
            process.open(confined ? "/moved/file" : root.resolve("moved/file").toString(), 0);
        assertEquals(-Errno.ENOTDIR, status(process, file, "file", 0));
        assertEquals(-Errno.EBADF, status(process, 99, "file", 0));
        Files.move(root.resolve("moved"), root.resolve("dir"));
      }
    }
  }

  @Test
  void theHostsProcIsNotSeenByItsNameInTheRoot() throws IOException {
    try (TestMachine machine = new TestMachine()) {
      TestProcess process = machine.process();
      int fd = process.open("/", OpenFlags.O_DIRECTORY);
      int stat = process.space(104);
      int absolute = process.string("/proc");
      assertEquals(0, process.call(t -> StatCalls.stat64(t, absolute, stat)));
      long inode = process.user.getLong(stat + 96);
      int name = process.string("proc");
      int flags = HostFiles.AT_SYMLINK_NOFOLLOW;
      assertEquals(0, process.call(t -> StatCalls.fstatat64(t, fd, name, stat, flags)));
      assertEquals(inode, process.user.getLong(stat + 96));
    }
  }

  @Test
  void chrootConfines() throws IOException {
    Path root = Files.createDirectories(dir.resolve("jail/etc")).getParent();
    Files.writeString(root.resolve("etc/name"), "jailed");
    try (TestMachine machine = new TestMachine()) {
      TestProcess process = machine.process();
      int path = process.string(root.toString());
      assertEquals(0, process.call(t -> NameCalls.chroot(t, path)));
      assertEquals("jailed", process.read("/etc/name"));
      assertEquals(-Errno.ENOENT, process.call(t -> OpenCalls.open(t, path, 0, 0)));
    }
  }
}
