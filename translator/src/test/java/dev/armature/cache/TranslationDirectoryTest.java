package dev.armature.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what this user has written, and nobody else could have, is read. */
class TranslationDirectoryTest {
  private static final byte[] CONTENT = {1, 2, 3, 4, 5};
  private static final long MOST = 1 << 20;

  @TempDir Path temporary;
  private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    directory = temporary.resolve("cache");
    kept().write(CONTENT);
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size());
      file = all.getFirst();
    }
  }

  private TranslationDirectory.Kept kept() {
    return TranslationDirectory.open(directory, "1").kept("/bin/program", "units", "");
  }

  private byte[] read() {
    ByteBuffer content = kept().read(MOST);
    if (content == null) {
      return null;
    }
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }

  @Test
  void whatWasWrittenIsRead() {
    assertArrayEquals(CONTENT, read());
    kept().write(new byte[0]);
    assertArrayEquals(new byte[0], read());
    assertNull(kept().read(1));
  }

  @Test
  void nothingMayBeOpenToOthers() throws IOException {
    Set<PosixFilePermission> own =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
    for (PosixFilePermission one : EnumSet.complementOf(EnumSet.copyOf(own))) {
      Set<PosixFilePermission> more = EnumSet.of(one, own.toArray(PosixFilePermission[]::new));
      Files.setPosixFilePermissions(file, more);
      assertNull(read(), one.toString());
      Files.setPosixFilePermissions(file, own);
      assertArrayEquals(CONTENT, read());

      Files.setPosixFilePermissions(directory, more);
      assertNull(TranslationDirectory.open(directory, "1"), one.toString());
      Files.setPosixFilePermissions(directory, own);
      assertNotNull(TranslationDirectory.open(directory, "1"));
    }
  }

  @Test
  void nothingMayBeAnothers() throws IOException {
    int self = (int) Files.getAttribute(file, "unix:uid");
    assumeTrue(self == 0, "only root can give files away");
    Files.setAttribute(file, "unix:uid", 1);
    assertNull(read());
    Files.setAttribute(file, "unix:uid", self);
    assertArrayEquals(CONTENT, read());
    Files.setAttribute(directory, "unix:uid", 1);
    assertNull(TranslationDirectory.open(directory, "1"));
  }

  @Test
  void whatIsWrittenTakesThePlaceOfWhatIsNotBelieved() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    kept().write(CONTENT);
    assertArrayEquals(CONTENT, read());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void noLinkIsFollowed() throws IOException {
    Path elsewhere = Files.move(file, temporary.resolve("elsewhere"));
    Files.createSymbolicLink(file, elsewhere);
    assertNull(read());
    Files.delete(file);
    Files.move(elsewhere, file);
    assertArrayEquals(CONTENT, read());
  }
}
