package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a directory of the host, with positions that fit a 32-bit program.
 *
 * <p>Host file systems use 63-bit hashes as directory positions; a 32-bit {@code readdir} refuses
 * those with EOVERFLOW (what befalls qemu-arm). So the guest sees small numbers instead: cookie
 * {@code n} stands for the n-th different position that this open directory has handed out. {@code
 * telldir} and {@code seekdir} work as long as the directory stays open, which is all POSIX
 * promises.
 */
final class HostDirectory {
  /** Where the name begins in a {@code struct linux_dirent64}. */
  private static final int NAME = 19;

  /** More bytes than any one takes: names have 255 characters, in UTF-8 on some file systems. */
  private static final int LONGEST = 1024;

  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  private final int fd;
  private final Map<Long, Integer> cookies = new HashMap<>();
  private long[] positions = new long[64];
  private int known = 1; // cookie 0 is position 0
  private int current;

  HostDirectory(int fd) {
    this.fd = fd;
  }

  synchronized long seek(long offset, int whence) {
    return switch (whence) {
      case SEEK_SET -> seekTo(offset);
      case SEEK_CUR -> offset == 0 ? current : seekTo(current + offset);
      case SEEK_END -> {
        // Only good for being at the end: entries from there on are none.
        long result = HostDescriptors.lseek(fd, offset, SEEK_END);
        if (result < 0) {
          yield result;
        }
        current = cookie(result);
        yield current;
      }
      default -> -Errno.EINVAL;
    };
  }

  private long seekTo(long cookie) {
    // A position that was never handed out can only be a guess.
    if (cookie < 0 || cookie >= known) {
      return -Errno.EINVAL;
    }
    long result = HostDescriptors.lseek(fd, positions[(int) cookie], SEEK_SET);
    if (result < 0) {
      return result;
    }
    current = (int) cookie;
    return cookie;
  }

  private int cookie(long position) {
    if (position == 0) {
      return 0;
    }
    Integer cookie = cookies.get(position);
    if (cookie != null) {
      return cookie;
    }
    if (known == positions.length) {
      positions = Arrays.copyOf(positions, known * 2);
    }
    positions[known] = position;
    cookies.put(position, known);
    return known++;
  }

  /** See {@link FileOperations#iterate}. The sink makes no host calls. */
  synchronized int iterate(EntrySink sink, int size) {
    long buffer = HostDescriptors.entries();
    int wanted = Math.clamp(size, LONGEST, HostDescriptors.MOST_ENTRIES);
    int bytes = HostDescriptors.getdents64(fd, wanted);
    for (int at = 0; at < bytes; ) {
      long entry = buffer + at;
      int length = HostBytes.getShort(entry + 16) & 0xffff;
      int next = cookie(HostBytes.getLong(entry + 8));
      if (!sink.entry(
          name(entry, length),
          HostBytes.getLong(entry),
          next,
          HostBytes.getByte(entry + 18) & 0xff)) {
        // Read too far: go back to the entry that did not fit.
        HostDescriptors.lseek(fd, positions[current], SEEK_SET);
        return bytes;
      }
      current = next;
      at += length;
    }
    return bytes;
  }

  // The terminating zero is one of the last 8 bytes, to which records are padded.
  private static String name(long entry, int length) {
    long end = entry + Math.max(NAME, length - 8);
    while (HostBytes.getByte(end) != 0) {
      end++;
    }
    return HostBytes.string(entry + NAME, (int) (end - entry - NAME));
  }
}
