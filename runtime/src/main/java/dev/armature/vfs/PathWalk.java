package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.FileMode;
import dev.armature.host.HostFiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Walks a path name by name, as {@code link_path_walk} does, so that {@code /proc} is found however
 * a path leads there. It is the slow way: only paths that the host could not answer for us, or
 * answered with its own {@code /proc}, come here.
 */
final class PathWalk {
  /** {@code MAXSYMLINKS}. */
  private static final int MAX_LINKS = 40;

  private final ProcFs proc;
  private final Caller caller;
  private final Deque<String> todo = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final boolean followLast;
  private boolean directory;
  private int links;

  /** Where a walk ended. */
  sealed interface End {
    /** A path of the guest without links and not in {@code /proc}; the last name may be missing. */
    record Path(String path) implements End {}

    record Node(ProcNode node) implements End {}

    /** An open file, with a reference. */
    record File(OpenFile file) implements End {}
  }

  private PathWalk(ProcFs proc, Caller caller, boolean followLast) {
    this.proc = proc;
    this.caller = caller;
    this.followLast = followLast;
  }

  /**
   * Walks {@code path}.
   *
   * @param start where a relative path starts: a guest's path
   * @param followLast whether a link at the end is followed
   */
  static End walk(ProcFs proc, Caller caller, String start, String path, boolean followLast) {
    PathWalk walk = new PathWalk(proc, caller, followLast);
    walk.push(path);
    walk.directory = path.endsWith("/") || path.endsWith("/.");
    if (!path.startsWith("/")) {
      walk.push(start);
    }
    return walk.run();
  }

  // Puts the names of a path before those still to come.
  private void push(String path) {
    int end = path.length();
    while (end > 0) {
      int slash = path.lastIndexOf('/', end - 1);
      String name = path.substring(slash + 1, end);
      if (!name.isEmpty() && !name.equals(".")) {
        todo.push(name);
      }
      end = slash;
    }
  }

  private End run() {
    while (!todo.isEmpty()) {
      String name = todo.pop();
      if (name.equals("..")) {
        if (!done.isEmpty()) {
          done.removeLast();
        }
        continue;
      }
      if (done.isEmpty() && name.equals("proc")) {
        End end = walkProc();
        if (end != null) {
          return end;
        }
        continue;
      }
      step(name);
    }
    StringBuilder path = new StringBuilder();
    done.forEach(name -> path.append('/').append(name));
    if (path.isEmpty() || directory) {
      path.append('/');
    }
    return new End.Path(path.toString());
  }

  private boolean followed() {
    return followLast || directory || !todo.isEmpty();
  }

  private void step(String name) {
    done.add(name);
    if (!followed()) {
      return;
    }
    int[] error = new int[1];
    String target = readLink(error);
    if (target == null) {
      boolean missing = error[0] == -Errno.ENOENT;
      if (error[0] == -Errno.EINVAL || (missing && (todo.isEmpty() || standsIn()))) {
        return;
      }
      throw new ErrnoException(-error[0]);
    }
    follow(target);
  }

  /** Whether a directory that the guest's own root lacks leads to a device it gets all the same. */
  private boolean standsIn() {
    if (!caller.fs().confined() || !done.getFirst().equals("dev")) {
      return false;
    }
    return done.size() == 1
        || DevNodes.passed("/" + String.join("/", done) + "/" + String.join("/", todo));
  }

  private String readLink(int[] error) {
    String path = String.join("/", done);
    if (caller.fs().confined()) {
      String target = HostFiles.readlinkat(caller.fs().rootFd(), path, error);
      return target == null && error[0] == -Errno.ENOENT ? DevNodes.link("/" + path) : target;
    }
    return HostFiles.readlinkat(HostFiles.AT_FDCWD, "/" + path, error);
  }

  // The link's own name is the last of done.
  private void follow(String target) {
    if (++links > MAX_LINKS) {
      throw new ErrnoException(Errno.ELOOP);
    }
    if (target.startsWith("/")) {
      done.clear();
    } else if (!done.isEmpty()) {
      done.removeLast();
    }
    if (todo.isEmpty() && target.endsWith("/")) {
      directory = true;
    }
    push(target);
  }

  /** Walks on inside {@code /proc}; {@code null} when the path leaves it again. */
  private End walkProc() {
    List<ProcNode> above = new ArrayList<>();
    ProcNode node = proc.root(caller);
    done.add("proc");
    while (!todo.isEmpty()) {
      String name = todo.pop();
      if (name.equals("..")) {
        done.removeLast();
        if (above.isEmpty()) {
          return null;
        }
        node = above.removeLast();
        continue;
      }
      ProcNode child = proc.child(node, name);
      if (child == null) {
        throw new ErrnoException(Errno.ENOENT);
      }
      done.add(name);
      if (child instanceof ProcNode.Link link && followed()) {
        follow(link.text().get());
        return restart();
      }
      if (child instanceof ProcNode.FileLink link && followed()) {
        OpenFile file = link.open().get();
        if (file == null) {
          throw new ErrnoException(Errno.ENOENT);
        }
        if (todo.isEmpty()) {
          return new End.File(file);
        }
        String path = caller.fs().path(file);
        file.release();
        if (!path.startsWith("/")) {
          throw new ErrnoException(Errno.ENOTDIR);
        }
        follow(path);
        return restart();
      }
      if (child instanceof ProcNode.Host host
          && followed()
          && (host.mode() & FileMode.S_IFMT) == FileMode.S_IFLNK) {
        String target = HostFiles.readlinkat(HostFiles.AT_FDCWD, host.hostPath(), new int[1]);
        if (target == null) {
          throw new ErrnoException(Errno.ENOENT);
        }
        follow(target);
        return restart();
      }
      above.add(node);
      node = child;
    }
    if (directory && (node.mode() & FileMode.S_IFMT) != FileMode.S_IFDIR) {
      throw new ErrnoException(Errno.ENOTDIR);
    }
    return new End.Node(node);
  }

  // A link in /proc was followed: what is done so far is walked again, which is short.
  private End restart() {
    List<String> before = List.copyOf(done);
    done.clear();
    for (int i = before.size() - 1; i >= 0; i--) {
      todo.push(before.get(i));
    }
    return null;
  }
}
