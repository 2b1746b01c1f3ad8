package dev.armature.vfs;

import dev.armature.abi.FileMode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A place in {@code /proc}. Made at look-up; the contents are made when they are read. */
public sealed interface ProcNode {
  /** The guest's path. */
  String path();

  /** Type and permissions. */
  int mode();

  /** Whose it is. */
  int uid();

  int gid();

  /** A stable number for a path. */
  default long inode() {
    return 0x4000_0000L | (path().hashCode() & 0x3fff_ffffL);
  }

  default FileStatus status() {
    return FileStatus.of(mode(), inode(), uid(), gid(), 0, 1, ProcFs.now()).on(0, ProcFs.MINOR);
  }

  /** A name in a directory, with its {@code DT_} type. */
  record Entry(String name, int type) {}

  /**
   * A directory.
   *
   * @param find gives the node of a name, or {@code null}
   * @param list gives the names, without {@code .} and {@code ..}
   */
  record Directory(
      String path,
      int mode,
      int uid,
      int gid,
      Function<String, ProcNode> find,
      Supplier<List<Entry>> list)
      implements ProcNode {}

  /**
   * A file with generated contents.
   *
   * @param write takes what is written, or {@code null} when nobody may
   */
  record Text(
      String path, int mode, int uid, int gid, Supplier<byte[]> content, Consumer<String> write)
      implements ProcNode {}

  /** A symbolic link that is nothing but its text. */
  record Link(String path, int uid, int gid, Supplier<String> text) implements ProcNode {
    @Override
    public int mode() {
      return FileMode.S_IFLNK | 0777;
    }
  }

  /**
   * A link that leads to an open file whatever its text says: {@code fd/N}, {@code cwd}.
   *
   * @param open gives the file with a reference, or {@code null} when it is gone
   */
  record FileLink(
      String path, int permissions, int uid, int gid, Supplier<OpenFile> open, FsStruct viewer)
      implements ProcNode {
    @Override
    public int mode() {
      return FileMode.S_IFLNK | permissions;
    }

    String text() {
      OpenFile file = open.get();
      if (file == null) {
        return null;
      }
      try {
        return viewer.path(file);
      } finally {
        file.release();
      }
    }
  }

  /**
   * A file that is not text: {@code mem}.
   *
   * @param open gives what an open file does, or throws why the caller may not
   */
  record Special(String path, int mode, int uid, int gid, Supplier<FileOperations> open)
      implements ProcNode {}

  /** The host's own file, for reading only. */
  record Host(String path, String hostPath, FileStatus status) implements ProcNode {
    @Override
    public int mode() {
      return status.mode();
    }

    @Override
    public int uid() {
      return status.uid();
    }

    @Override
    public int gid() {
      return status.gid();
    }
  }
}
