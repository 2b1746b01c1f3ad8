package dev.armature.interp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directory that keeps lowered blocks between runs, one file for each program.
 *
 * <p>Only what this user wrote is believed: the directory must be this user's and closed to all
 * others, and so must each file. A file names the version and the processor it was written for, and
 * carries a checksum; a block is used where memory holds the code bytes it was made from. Whatever
 * is wrong only means that blocks are lifted again. Files are replaced as a whole, so that
 * concurrent runs see an old or a new one.
 */
public final class BlockDirectory {
  private static final String SUFFIX = ".blocks";

  /** Bytes of all files together; the ones not written for longest go first. */
  private static final long MAX_BYTES = 512L << 20;

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

  private BlockDirectory(Path directory, UserPrincipal owner, String version) {
    this.directory = directory;
    this.owner = owner;
    this.version = version;
  }

  /**
   * Opens the directory, which is made when it is missing.
   *
   * @param version what blocks depend on besides the code: the build of Armature and the processor
   * @return null when the directory can't be trusted or made
   */
  public static BlockDirectory open(Path directory, String version) {
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
      return isOwn(directory, self) ? new BlockDirectory(directory, self, version) : null;
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

  private byte[] key(String program) {
    return (version + "\n" + program).getBytes(StandardCharsets.UTF_8);
  }

  private Path file(byte[] key) {
    long hash = 0xcbf2_9ce4_8422_2325L; // FNV-1a; the key itself is in the file
    for (byte b : key) {
      hash = (hash ^ b & 0xff) * 0x100_0000_01b3L;
    }
    return directory.resolve("%016x%s".formatted(hash, SUFFIX));
  }

  /** What an earlier run has left of {@code program}, or null. */
  BlockFile read(String program) {
    byte[] key = key(program);
    Path file = file(key);
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          || !isOwn(file, owner)
          || Files.size(file) > 2L * BlockFile.MAX_BYTES) {
        return null;
      }
      return BlockFile.of(Files.readAllBytes(file), key);
    } catch (IOException e) {
      return null;
    }
  }

  /** Replaces what is kept of {@code program}. */
  void write(String program, BlockFile earlier, Collection<LoweredBlock> blocks) {
    byte[] key = key(program);
    try {
      Path temporary = Files.createTempFile(directory, "new", null); // mode 0600
      try {
        Files.write(temporary, BlockFile.write(key, earlier, blocks));
        Files.move(temporary, file(key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      makeRoom();
    } catch (IOException e) {
      // A full disk: the next run lifts again.
    }
  }

  private void makeRoom() throws IOException {
    Map<Path, Long> sizes = new HashMap<>();
    List<Path> files = new ArrayList<>();
    long total = 0;
    Map<Path, Long> times = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
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
