package dev.armature.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.host.HostDescriptors;
import dev.armature.host.HostLocalSocket;
import dev.armature.host.HostSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory with the sockets of running machines. */
class ControlDirectoryTest {
  @TempDir Path scratch;

  private static boolean safe(Path directory) {
    return ControlDirectory.safe(directory.toString(), HostSystem.euid());
  }

  @Test
  void isOfTheUserAndClosedToOthers() throws Exception {
    Path directory = Files.createDirectory(scratch.resolve("d"));
    for (String mode : List.of("rwx---r--", "rwx--x---", "rwx-w----")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
      assertFalse(safe(directory), mode);
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    assertTrue(safe(directory));
    assertFalse(ControlDirectory.safe(directory.toString(), HostSystem.euid() + 1));
    assertFalse(safe(Files.createSymbolicLink(scratch.resolve("l"), directory)), "a link");
    Path file = Files.createFile(scratch.resolve("f"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    assertFalse(safe(file), "a file");
    assertFalse(safe(scratch.resolve("none")));
  }

  @Test
  void losesTheSocketsOfTheDead() throws Exception {
    Process dead = new ProcessBuilder("/bin/true").start();
    assertEquals(0, dead.waitFor());
    Path stale = scratch.resolve(Long.toString(dead.pid()));
    assertEquals(0, HostDescriptors.close(HostLocalSocket.listen(stale.toString())));
    int own = (int) ProcessHandle.current().pid();
    int fd = HostLocalSocket.listen(scratch.resolve(Integer.toString(own)).toString());
    assertTrue(fd >= 10, "away from the guest's");
    Path other = Files.createFile(scratch.resolve("notes"));
    assertTrue(Files.exists(stale));
    assertEquals(List.of(own), ControlDirectory.machines(scratch.toString()));
    assertFalse(Files.exists(stale));
    assertTrue(Files.exists(other));
    int client = HostLocalSocket.connect(scratch.resolve(Integer.toString(own)).toString());
    assertEquals(new HostLocalSocket.Peer(own, HostSystem.euid()), HostLocalSocket.peer(client));
    assertEquals(0, HostDescriptors.close(client));
    assertEquals(0, HostDescriptors.close(fd));
  }
}
