package dev.armature.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The directory that keeps translations between runs: for each program a file of lowered blocks and
 * one of compiled units.
 *
 * <p>Only what this user wrote is believed: the directory must be this user's and closed to all
 * others, and so must each file. A file begins with a header: a magic number, a checksum of all
 * that follows, and the length and text of the key that says what it was written for: the build,
 * the processor, the program. Whatever is wrong only means that code is translated again. Files are
 * replaced as a whole, so that concurrent runs see an old or a new one.
 */
public final class TranslationDirectory {
  /** Bytes of all files together; the ones not written for longest go first. */
  private static final long MAX_BYTES = 512L << 20;

  private static final int MAGIC = 0x4b4d_5241;
  private static final int CHECKED_FROM = 8;
  private static final int KEY = 12;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Path directory;
  private final UserPrincipal owner;
  private final String version;

  private TranslationDirectory(Path directory, UserPrincipal owner, String version) {
    this.directory = directory;
    this.owner = owner;
    this.version = version;
  }

  /**
   * Opens the directory, which is made when it is missing.
   *
   * @param version what translations depend on besides the code: the build of Armature and the
   *     processor
   * @return null when the directory can't be trusted or made
   */
  public static TranslationDirectory open(Path directory, String version) {
    try {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        if (directory.getParent() != null) {
          Files.createDirectories(directory.getParent());
        }
        Files.createDirectory(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      UserPrincipal self = Files.getOwner(Path.of("/proc/self"));
      return isOwn(directory, self) ? new TranslationDirectory(directory, self, version) : null;
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  private static boolean isOwn(Path path, UserPrincipal self) throws IOException {
    var status = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return !status.isSymbolicLink()
        && status.owner().equals(self)
        && status.permissions().stream().noneMatch(OTHERS::contains);
  }

  /** What is kept of one program for one use; it need not exist. */
  public final class Kept {
    private final byte[] key;
    private final Path file;

    private Kept(byte[] key, Path file) {
      this.key = key;
      this.file = file;
    }

    /**
     * The content, little-endian; null when there is none, when others could have written it, when
     * it is damaged or was written for something else, or when it has more bytes than {@code most}.
     */
    public ByteBuffer read(long most) {
      try {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)
            || !isOwn(file, owner)
            || Files.size(file) > most) {
          return null;
        }
        byte[] bytes = Files.readAllBytes(file);
        int start = start();
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean good =
            bytes.length >= start
                && all.getInt(0) == MAGIC
                && all.getInt(4) == checksum(all.slice(CHECKED_FROM, bytes.length - CHECKED_FROM))
                && all.getInt(8) == key.length
                && Arrays.equals(bytes, KEY, KEY + key.length, key, 0, key.length);
        return good ? all.slice(start, bytes.length - start).order(ByteOrder.LITTLE_ENDIAN) : null;
      } catch (IOException e) {
        return null;
      }
    }

    /** Where the content begins: whoever reads longs finds them aligned. */
    private int start() {
      return KEY + key.length + 7 & -8;
    }

    private static int checksum(ByteBuffer... parts) {
      var crc = new CRC32C();
      for (ByteBuffer part : parts) {
        crc.update(part);
      }
      return (int) crc.getValue();
    }

    /** Replaces the content. */
    public void write(byte[] content) {
      ByteBuffer header = ByteBuffer.allocate(start()).order(ByteOrder.LITTLE_ENDIAN);
      header.putInt(0, MAGIC).putInt(8, key.length).put(KEY, key);
      ByteBuffer body = ByteBuffer.wrap(content);
      ByteBuffer checked = header.slice(CHECKED_FROM, header.limit() - CHECKED_FROM);
      header.putInt(4, checksum(checked, body.duplicate()));
      try {
        Path temporary = Files.createTempFile(directory, "new", null); // mode 0600
        try (var out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          while (header.hasRemaining() || body.hasRemaining()) {
            out.write(new ByteBuffer[] {header, body});
          }
          Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(temporary);
        }
        makeRoom();
      } catch (IOException e) {
        // A full disk: the next run translates again.
      }
    }
  }

  /**
   * The file of a program.
   *
   * @param program whatever names it
   * @param kind what is in the file: its name's suffix
   * @param options what the content depends on besides
   */
  public Kept kept(String program, String kind, String options) {
    byte[] key =
        (version + '\n' + kind + '\n' + options + '\n' + program).getBytes(StandardCharsets.UTF_8);
    long hash = 0xcbf2_9ce4_8422_2325L; // FNV-1a; the key itself is in the file
    for (byte b : key) {
      hash = (hash ^ b & 0xff) * 0x100_0000_01b3L;
    }
    return new Kept(key, directory.resolve("%016x.%s".formatted(hash, kind)));
  }

  private void makeRoom() throws IOException {
    Map<Path, Long> sizes = new HashMap<>();
    List<Path> files = new ArrayList<>();
    long total = 0;
    Map<Path, Long> times = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*.{blocks,units}")) {
      for (Path file : all) {
        sizes.put(file, Files.size(file));
        times.put(file, Files.getLastModifiedTime(file).toMillis());
        total += sizes.get(file);
        files.add(file);
      }
    }
    files.sort(Comparator.comparing(times::get));
    for (Path file : files) {
      if (total <= MAX_BYTES) {
        return;
      }
      Files.deleteIfExists(file);
      total -= sizes.get(file);
    }
  }
}
