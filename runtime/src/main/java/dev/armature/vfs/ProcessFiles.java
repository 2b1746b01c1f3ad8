package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.FileMode;
import dev.armature.host.HostBytes;
import dev.armature.vfs.ProcNode.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The directory {@code /proc/PID} and what is in it: {@code fs/proc/base.c}. */
final class ProcessFiles {
  // The host's files about mounts and the network hold for the guests, which share both with us.
  private static final List<String> HOST_TEXTS =
      List.of("mountinfo", "mounts", "mountstats", "uid_map", "gid_map", "setgroups", "cgroup");

  private static final List<String> TEXTS =
      List.of(
          "auxv",
          "cmdline",
          "comm",
          "environ",
          "limits",
          "loginuid",
          "maps",
          "oom_adj",
          "oom_score",
          "oom_score_adj",
          "personality",
          "stat",
          "statm",
          "status",
          "wchan");

  private static final List<String> LINKS = List.of("cwd", "exe", "root");

  /** The directory of a process. */
  ProcNode process(Caller caller, ProcessView process, String path) {
    return directory(
        process,
        path,
        name -> process(caller, process, path, process.pid(), name),
        () -> {
          List<Entry> entries = common();
          entries.add(new Entry("task", ProcFs.DT_DIR));
          return entries;
        });
  }

  private static List<Entry> common() {
    List<Entry> entries = new ArrayList<>();
    TEXTS.forEach(name -> entries.add(new Entry(name, ProcFs.DT_REG)));
    for (String name : HOST_TEXTS) {
      if (ProcFs.host("", "/proc/self/" + name) != null) {
        entries.add(new Entry(name, ProcFs.DT_REG));
      }
    }
    LINKS.forEach(name -> entries.add(new Entry(name, ProcFs.DT_LNK)));
    entries.add(new Entry("fd", ProcFs.DT_DIR));
    entries.add(new Entry("fdinfo", ProcFs.DT_DIR));
    entries.add(new Entry("mem", ProcFs.DT_REG));
    entries.add(new Entry("net", ProcFs.DT_DIR));
    return entries;
  }

  private ProcNode process(Caller caller, ProcessView process, String path, int tid, String name) {
    if (name.equals("task") && tid == process.pid() && path.equals("/proc/" + tid)) {
      return tasks(caller, process, path + "/task");
    }
    String child = path + "/" + name;
    if (TEXTS.contains(name)) {
      return text(process, tid, child, name);
    }
    if (HOST_TEXTS.contains(name) || name.equals("net")) {
      return ProcFs.host(child, "/proc/self/" + name);
    }
    return switch (name) {
      case "exe" ->
          process.executable().isEmpty()
              ? null
              : new ProcNode.Link(child, uid(process), gid(process), process::executable);
      case "mem" ->
          new ProcNode.Special(
              child,
              FileMode.S_IFREG | 0600,
              uid(process),
              gid(process),
              () -> process.memoryFile(caller.tid(), child));
      case "cwd" -> link(caller, process, child, 0777, () -> fs(process).acquireCwd());
      case "root" -> new ProcNode.Link(child, uid(process), gid(process), () -> "/");
      case "fd" -> descriptors(caller, process, child);
      case "fdinfo" -> descriptorInfos(process, child);
      default -> null;
    };
  }

  private static FsStruct fs(ProcessView process) {
    FsStruct fs = process.fs();
    if (fs == null) {
      throw new ErrnoException(Errno.ENOENT);
    }
    return fs;
  }

  private ProcNode tasks(Caller caller, ProcessView process, String path) {
    return directory(
        process,
        path,
        name -> {
          int tid = ProcFs.number(name);
          for (int thread : process.threads()) {
            if (thread == tid) {
              String child = path + "/" + tid;
              return directory(
                  process,
                  child,
                  below -> process(caller, process, child, tid, below),
                  ProcessFiles::common);
            }
          }
          return null;
        },
        () -> {
          List<Entry> entries = new ArrayList<>();
          for (int thread : process.threads()) {
            entries.add(new Entry(Integer.toString(thread), ProcFs.DT_DIR));
          }
          return entries;
        });
  }

  private static List<Entry> numbers(ProcessView process, int type) {
    List<Entry> entries = new ArrayList<>();
    FileTable files = process.files();
    if (files != null) {
      for (int fd : files.open()) {
        entries.add(new Entry(Integer.toString(fd), type));
      }
    }
    return entries;
  }

  private static ProcNode descriptors(Caller caller, ProcessView process, String path) {
    return new ProcNode.Directory(
        path,
        FileMode.S_IFDIR | 0500,
        uid(process),
        gid(process),
        name -> {
          int fd = ProcFs.number(name);
          FileTable files = process.files();
          if (files == null || !files.isOpen(fd)) {
            return null;
          }
          int permissions =
              files.with(fd, 0, f -> 0100 | (f.readable() ? 0400 : 0) | (f.writable() ? 0200 : 0));
          return link(caller, process, path + "/" + name, permissions, () -> files.acquire(fd));
        },
        () -> numbers(process, ProcFs.DT_LNK));
  }

  private static ProcNode descriptorInfos(ProcessView process, String path) {
    return directory(
        process,
        path,
        name -> {
          int fd = ProcFs.number(name);
          FileTable files = process.files();
          if (files == null || !files.isOpen(fd)) {
            return null;
          }
          return readOnly(process, path + "/" + name, () -> HostBytes.bytes(fdinfo(files, fd)));
        },
        () -> numbers(process, ProcFs.DT_REG));
  }

  private static String fdinfo(FileTable files, int fd) {
    return files.with(
        fd,
        "",
        file -> {
          int flags = file.flags() | (files.isCloseOnExec(fd) ? 02000000 : 0);
          long position = Math.max(0, file.operations().seek(file, 0, 1));
          return String.format(
                  "pos:\t%d\nflags:\t0%s\nmnt_id:\t1\nino:\t%d\n",
                  position, Integer.toOctalString(flags), file.operations().status().inode())
              + file.operations().fdinfo();
        });
  }

  private static ProcNode text(ProcessView process, int tid, String path, String name) {
    return switch (name) {
      case "auxv" -> owner(process, path, process::auxiliaryVector);
      case "environ" -> owner(process, path, process::environment);
      case "cmdline" -> readOnly(process, path, process::commandLine);
      case "comm" ->
          new ProcNode.Text(
              path,
              FileMode.S_IFREG | 0644,
              uid(process),
              gid(process),
              () -> HostBytes.bytes(process.name(tid) + "\n"),
              value -> process.setName(tid, oneLine(value)));
      case "oom_score_adj" ->
          new ProcNode.Text(
              path,
              FileMode.S_IFREG | 0644,
              uid(process),
              gid(process),
              () -> HostBytes.bytes(process.oomScoreAdjustment() + "\n"),
              value -> setScore(process, value));
      case "oom_adj" ->
          readOnly(
              process,
              path,
              () -> HostBytes.bytes(process.oomScoreAdjustment() * 17 / 1000 + "\n"));
      case "oom_score" -> readOnly(process, path, () -> HostBytes.bytes("0\n"));
      case "loginuid" -> readOnly(process, path, () -> HostBytes.bytes("4294967295"));
      case "personality" -> readOnly(process, path, () -> HostBytes.bytes("00000000\n"));
      case "wchan" -> readOnly(process, path, () -> HostBytes.bytes("0"));
      case "maps" -> readOnly(process, path, () -> HostBytes.bytes(process.maps()));
      case "limits" -> readOnly(process, path, () -> HostBytes.bytes(ProcessText.limits(process)));
      case "stat" -> readOnly(process, path, () -> HostBytes.bytes(ProcessText.stat(process, tid)));
      case "statm" -> readOnly(process, path, () -> HostBytes.bytes(ProcessText.statm(process)));
      case "status" ->
          readOnly(process, path, () -> HostBytes.bytes(ProcessText.status(process, tid)));
      default -> null;
    };
  }

  private static String oneLine(String value) {
    int end = value.indexOf('\n');
    String line = end < 0 ? value : value.substring(0, end);
    return line.length() > 15 ? line.substring(0, 15) : line;
  }

  private static void setScore(ProcessView process, String value) {
    int score;
    try {
      score = Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new ErrnoException(Errno.EINVAL);
    }
    if (score < -1000 || score > 1000) {
      throw new ErrnoException(Errno.EINVAL);
    }
    process.setOomScoreAdjustment(score);
  }

  private static ProcNode directory(
      ProcessView process,
      String path,
      Function<String, ProcNode> find,
      Supplier<List<Entry>> list) {
    return new ProcNode.Directory(
        path, FileMode.S_IFDIR | 0555, uid(process), gid(process), find, list);
  }

  private static ProcNode readOnly(ProcessView process, String path, Supplier<byte[]> content) {
    return new ProcNode.Text(
        path, FileMode.S_IFREG | 0444, uid(process), gid(process), content, null);
  }

  private static ProcNode owner(ProcessView process, String path, Supplier<byte[]> content) {
    return new ProcNode.Text(
        path, FileMode.S_IFREG | 0400, uid(process), gid(process), content, null);
  }

  private static ProcNode link(
      Caller caller, ProcessView process, String path, int permissions, Supplier<OpenFile> open) {
    return new ProcNode.FileLink(path, permissions, uid(process), gid(process), open, caller.fs());
  }

  private static int uid(ProcessView process) {
    return process.userIds()[1];
  }

  private static int gid(ProcessView process) {
    return process.groupIds()[1];
  }
}
