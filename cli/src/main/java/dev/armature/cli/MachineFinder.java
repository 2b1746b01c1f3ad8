package dev.armature.cli;

import dev.armature.abi.Errno;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostLocalSocket;
import dev.armature.host.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the processes of the host that run guests, and connects to them. */
final class MachineFinder {
  /** How long a machine that has just started is given to open its socket, in milliseconds. */
  private static final int STARTING = 1000;

  private MachineFinder() {}

  /** The process that a thread of the host belongs to, 0 when there is none. */
  static int process(int tid) {
    try {
      for (String status : Files.readAllLines(Path.of("/proc/" + tid + "/status"))) {
        if (status.startsWith("Tgid:")) {
          return Integer.parseInt(status.substring(5).strip());
        }
      }
    } catch (IOException gone) {
      // Told by the result.
    }
    return 0;
  }

  /** The connection to the machine in a process of the host; null, with a message, without one. */
  static TraceConnection connect(int pid, TraceTarget target) {
    int uid;
    try {
      uid = (int) Files.getAttribute(Path.of("/proc/" + pid), "unix:uid");
    } catch (IOException gone) {
      System.err.println(StraceAttach.failure(target, -Errno.ESRCH));
      return null;
    }
    int euid = HostSystem.euid();
    if (uid != euid && euid != 0) {
      System.err.println(StraceAttach.failure(target, -Errno.EPERM));
      return null;
    }
    int waits = likeUs(pid) ? STARTING / 50 : 0;
    for (int i = 0; i <= waits; i++) {
      TraceConnection connection = connect(pid, uid);
      if (connection != null) {
        return connection;
      }
      try {
        Thread.sleep(i == waits ? 0 : 50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    List<Integer> machines = new ArrayList<>();
    for (String directory : ControlDirectory.candidates(euid)) {
      if (ControlDirectory.safe(directory, euid)) {
        machines.addAll(ControlDirectory.machines(directory));
      }
    }
    System.err.println(
        "strace: attach: process "
            + target.text()
            + " is not one that runs guests of Armature"
            + (machines.isEmpty()
                ? ""
                : "; these are: " + machines.toString().replaceAll("[\\[\\]]", "")));
    return null;
  }

  private static TraceConnection connect(int pid, int uid) {
    for (String directory : ControlDirectory.candidates(uid)) {
      if (!ControlDirectory.safe(directory, uid)) {
        continue;
      }
      String path = directory + "/" + pid;
      int fd = HostLocalSocket.connect(path);
      // In its own directory only: who owns another may change what the name means.
      if (fd == -Errno.ECONNREFUSED && uid == HostSystem.euid()) {
        ControlDirectory.remove(path);
      }
      if (fd >= 0) {
        HostLocalSocket.Peer peer = HostLocalSocket.peer(fd);
        // A warm JVM answers for the processes that asked it to run their guests.
        boolean known = peer != null && (peer.pid() == pid || uid == HostSystem.euid());
        if (known && peer.uid() == uid) {
          return new TraceConnection(fd);
        }
        int unused = HostDescriptors.close(fd);
      }
    }
    return null;
  }

  /** Whether a process runs the program that this one runs: a JVM that may still be starting. */
  private static boolean likeUs(int pid) {
    try {
      Path ours = Files.readSymbolicLink(Path.of("/proc/self/exe"));
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/exe")).equals(ours);
    } catch (IOException unknown) {
      return false;
    }
  }
}
