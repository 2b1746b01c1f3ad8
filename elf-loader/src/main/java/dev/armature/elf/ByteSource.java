package dev.armature.elf;

import java.util.Objects;

/**
 * Random access to the bytes of a file that is about to be executed.
 *
 * <p>The loader never keeps more of a file in memory than its headers; whoever owns the descriptor
 * implements this interface on top of {@code pread}.
 */
public interface ByteSource {

  /** The size of the file in bytes at this moment. */
  long size();

  /**
   * Reads up to {@code length} bytes at {@code offset} of the file.
   *
   * @return the number of bytes read, 0 at or behind the end of the file, or a negative number when
   *     the read failed
   */
  int read(long offset, byte[] destination, int start, int length);

  /** Reads until {@code length} bytes have arrived, the file ends, or a read fails. */
  default int readFully(long offset, byte[] destination, int length) {
    int done = 0;
    while (done < length) {
      int got = read(offset + done, destination, done, length - done);
      if (got <= 0) {
        return done == 0 ? got : done;
      }
      done += got;
    }
    return done;
  }

  /** A file that is already in memory. The array is not copied. */
  static ByteSource of(byte[] bytes) {
    Objects.requireNonNull(bytes);
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int read(long offset, byte[] destination, int start, int length) {
        if (offset < 0 || offset >= bytes.length) {
          return 0;
        }
        int count = (int) Math.min(length, bytes.length - offset);
        System.arraycopy(bytes, (int) offset, destination, start, count);
        return count;
      }
    };
  }
}
