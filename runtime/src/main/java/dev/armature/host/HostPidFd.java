package dev.armature.host;

/**
 * Descriptors of the host that stand for other processes. Results are the kernel's or the negated
 * error number.
 */
public final class HostPidFd {
  private HostPidFd() {}

  /** Opens one, close-on-exec. It is ready to be read once the process has ended. */
  public static int open(int pid) {
    return (int) HostSyscall.call(HostNumber.PIDFD_OPEN, pid, 0);
  }

  /**
   * A descriptor of this process, close-on-exec, for the open file behind the other's {@code
   * number}: both share position and flags. Who may trace the other may do this.
   */
  public static int take(int pidfd, int number) {
    return (int) HostSyscall.call(HostNumber.PIDFD_GETFD, pidfd, number, 0);
  }
}
