package dev.armature.ipc;

/**
 * All IPC objects of a machine ({@code struct ipc_namespace}). One lock, this object's monitor,
 * guards all System V objects: their calls are short and none waits with it.
 */
public final class IpcNamespace {
  public final Semaphores semaphores = new Semaphores(this);
  public final MessageQueues messages = new MessageQueues(this);
  public final SharedMemory shared = new SharedMemory(this);
  public final PosixQueues posix = new PosixQueues();

  /** Seconds since 1970, for the times in stat structures. */
  static long now() {
    return System.currentTimeMillis() / 1000;
  }

  /** The text of {@code /proc/sysvipc/NAME}, null for another name. */
  public String proc(String name) {
    return switch (name) {
      case "sem" -> semaphores.proc();
      case "msg" -> messages.proc();
      case "shm" -> shared.proc();
      default -> null;
    };
  }
}
