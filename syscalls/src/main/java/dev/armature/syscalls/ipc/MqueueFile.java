package dev.armature.syscalls.ipc;

import dev.armature.abi.FileMode;
import dev.armature.host.HostBytes;
import dev.armature.ipc.PosixQueue;
import dev.armature.task.Kernel;
import dev.armature.task.Task;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.FileStatus;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.Readiness;

/** A descriptor of a POSIX message queue ({@code mqueue_file_operations} of ipc/mqueue.c). */
final class MqueueFile implements FileOperations {
  /** Minor number of the device that the queues' file system seems to be on. */
  private static final int MINOR = 0x13;

  /** What a queue's file says of its content; we keep no more of it than that. */
  private static final int STATUS_SIZE = 80;

  private final Kernel kernel;
  private final PosixQueue queue;
  private int position;

  MqueueFile(Kernel kernel, PosixQueue queue) {
    this.kernel = kernel;
    this.queue = queue;
    kernel.ipc.posix.opened(queue);
  }

  PosixQueue queue() {
    return queue;
  }

  /** The text that {@code cat /dev/mqueue/NAME} shows. */
  @Override
  public synchronized long read(OpenFile file, long buffer, long count) {
    byte[] text =
        HostBytes.bytes(
            String.format(
                "QSIZE:%-10d NOTIFY:%-5d SIGNO:%-5d NOTIFY_PID:%-6d\n", queue.bytes(), 0, 0, 0));
    int length = (int) Math.clamp(text.length - position, 0, count);
    HostBytes.copyIn(text, position, buffer, length);
    position += length;
    return length;
  }

  @Override
  public Readiness readiness() {
    return queue;
  }

  /** A process that closes any descriptor of the queue takes its notification back. */
  @Override
  public void flush() {
    Task task = kernel.current();
    if (task != null) {
      queue.unregister(task.group);
    }
  }

  @Override
  public FileStatus status() {
    return FileStatus.virtual(
        FileMode.S_IFREG | queue.mode(),
        System.identityHashCode(queue),
        queue.uid(),
        queue.gid(),
        STATUS_SIZE,
        MINOR);
  }

  @Override
  public String path() {
    return "/" + queue.name();
  }

  @Override
  public void release() {
    kernel.ipc.posix.closed(queue);
  }
}
