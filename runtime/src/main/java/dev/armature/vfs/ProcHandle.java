package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.abi.FileMode;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.vfs.ProcNode.Entry;
import java.util.ArrayList;
import java.util.List;

/** An open directory of {@code /proc}, or any place in it opened with {@code O_PATH}. */
final class ProcHandle implements FileOperations {
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;

  private final Caller caller;
  private final ProcFs proc;
  private final ProcNode node;
  private List<Entry> entries;
  private int position;

  ProcHandle(Caller caller, ProcFs proc, ProcNode node) {
    this.caller = caller;
    this.proc = proc;
    this.node = node;
  }

  ProcNode node() {
    return node;
  }

  boolean isDirectory() {
    return (node.mode() & FileMode.S_IFMT) == FileMode.S_IFDIR;
  }

  @Override
  public long read(OpenFile file, long buffer, long count) {
    return isDirectory() ? -Errno.EISDIR : -Errno.EBADF;
  }

  @Override
  public synchronized int iterate(OpenFile file, EntrySink sink, int size) {
    if (!isDirectory()) {
      return -Errno.ENOTDIR;
    }
    if (entries == null || position == 0) {
      int error = list();
      if (error < 0) {
        return error;
      }
    }
    while (position < entries.size()) {
      Entry entry = entries.get(position);
      if (!sink.entry(entry.name(), inode(entry.name()), position + 1, entry.type())) {
        return 0;
      }
      position++;
    }
    return 0;
  }

  private int list() {
    List<Entry> all = new ArrayList<>();
    all.add(new Entry(".", ProcFs.DT_DIR));
    all.add(new Entry("..", ProcFs.DT_DIR));
    switch (node) {
      case ProcNode.Directory own -> all.addAll(own.list().get());
      case ProcNode.Host host -> {
        int flags = HostFiles.O_DIRECTORY | HostFiles.O_CLOEXEC;
        int fd = HostFiles.openat(HostFiles.AT_FDCWD, host.hostPath(), flags, 0);
        if (fd < 0) {
          return fd;
        }
        HostFile directory = HostFile.of(fd);
        EntrySink sink =
            (name, inode, next, type) -> {
              if (!name.equals(".") && !name.equals("..")) {
                all.add(new Entry(name, type));
              }
              return true;
            };
        while (directory.iterate(null, sink, HostDescriptors.MOST_ENTRIES) > 0) {}
        directory.release();
      }
      case ProcNode.Text _, ProcNode.Special _, ProcNode.Link _, ProcNode.FileLink _ -> {
        return -Errno.ENOTDIR;
      }
    }
    entries = all;
    return 0;
  }

  private long inode(String name) {
    if (name.equals(".") || name.equals("..")) {
      return node.inode();
    }
    return 0x4000_0000L | ((node.path() + "/" + name).hashCode() & 0x3fff_ffffL);
  }

  @Override
  public synchronized long seek(OpenFile file, long offset, int whence) {
    if (!isDirectory()) {
      return -Errno.EBADF;
    }
    long target;
    switch (whence) {
      case SEEK_SET -> target = offset;
      case SEEK_CUR -> target = position + offset;
      default -> {
        return -Errno.EINVAL;
      }
    }
    if (target < 0 || target > Integer.MAX_VALUE) {
      return -Errno.EINVAL;
    }
    position = (int) target;
    return target;
  }

  @Override
  public FileStatus status() {
    return node.status();
  }

  @Override
  public String path() {
    return node.path();
  }

  /** Whom the directory was opened for; look-ups below it see {@code /proc} with their eyes. */
  Caller caller() {
    return caller;
  }

  ProcFs proc() {
    return proc;
  }
}
