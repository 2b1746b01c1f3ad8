package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import dev.armature.wait.Sleeper;

/**
 * The rendezvous of a named pipe's open ({@code fifo_open}). On the host we open without waiting,
 * since a thread that waits inside the host's open could not be woken by a signal; so we look again
 * from time to time whether the other side has come.
 */
final class NamedPipe {
  private static final long PAUSE_NS = 2_000_000;
  private static final int SPLICE_F_NONBLOCK = 2;

  private NamedPipe() {}

  /** Waits a moment: 0 or {@code -ERESTARTSYS}. */
  static int pause(Task task) {
    return task.sleeper.sleep(PAUSE_NS) == Sleeper.Result.INTERRUPTED ? -Errno.ERESTARTSYS : 0;
  }

  /** After opening for reading: waits until somebody has the pipe open for writing. */
  static int awaitWriter(Task task, OpenFile file, HostFile pipe) {
    if (file.writable()) {
      return 0;
    }
    int[] probe = new int[2];
    int result = HostDescriptors.pipe2(probe, HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK);
    if (result < 0) {
      return result;
    }
    try {
      // tee() shows without taking anything: 0 means empty and no writer, EAGAIN just empty.
      while (HostDescriptors.tee(pipe.fd(), probe[1], 1, SPLICE_F_NONBLOCK) == 0) {
        if (HostDescriptors.ready(pipe.fd(), 0) != 0) {
          // A writer came and has gone again already.
          return 0;
        }
        result = pause(task);
        if (result < 0) {
          return result;
        }
      }
      return 0;
    } finally {
      HostDescriptors.close(probe[0]);
      HostDescriptors.close(probe[1]);
    }
  }
}
