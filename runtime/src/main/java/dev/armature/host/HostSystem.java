package dev.armature.host;

/** The host as a whole: randomness, memory, load, identity. */
public final class HostSystem {
  private static final boolean ARM64 = System.getProperty("os.arch").equals("aarch64");
  private static final int GETRANDOM = ARM64 ? 278 : 318;
  private static final int SYSINFO = ARM64 ? 179 : 99;
  private static final int GETCPU = ARM64 ? 168 : 309;
  private static final int MEMBARRIER = ARM64 ? 283 : 324;
  private static final int KILL = ARM64 ? 129 : 62;
  private static final int GETUID = ARM64 ? 174 : 102;
  private static final int GETEUID = ARM64 ? 175 : 107;
  private static final int GETGID = ARM64 ? 176 : 104;
  private static final int GETEGID = ARM64 ? 177 : 108;
  private static final int GETGROUPS = ARM64 ? 158 : 115;

  private HostSystem() {}

  /** Random bytes to host memory: how many, or a negated errno. */
  public static int getrandom(long buffer, int count, int flags) {
    return (int) HostSyscall.call(GETRANDOM, buffer, count & 0xffff_ffffL, flags);
  }

  /** Fills an array of at most 256 bytes with random bytes. */
  public static void random(byte[] bytes) {
    long buffer = HostSyscall.scratch().address();
    int got = getrandom(buffer, bytes.length, 0);
    if (got != bytes.length) {
      throw new IllegalStateException("getrandom gave " + got);
    }
    HostBytes.copyOut(buffer, bytes, 0, bytes.length);
  }

  /**
   * The host's sysinfo: uptime, three loads, total, free, shared and buffer memory, total and free
   * swap, in bytes.
   */
  public static long[] sysinfo() {
    long buffer = HostSyscall.scratch().address();
    HostBytes.zero(buffer, 128);
    long unused = HostSyscall.call(SYSINFO, buffer);
    long unit = HostBytes.getInt(buffer + 104) & 0xffff_ffffL;
    long[] info = new long[10];
    for (int i = 0; i < info.length; i++) {
      info[i] = HostBytes.getLong(buffer + 8L * i) * (i >= 4 ? Math.max(1, unit) : 1);
    }
    return info;
  }

  /** {@code membarrier} for all threads of this JVM, without flags. */
  public static int membarrier(int command) {
    return (int) HostSyscall.call(MEMBARRIER, command, 0, 0);
  }

  /** The host CPU that runs the calling thread. */
  public static int cpu() {
    long buffer = HostSyscall.scratch().address();
    long unused = HostSyscall.call(GETCPU, buffer, 0, 0);
    return HostBytes.getInt(buffer);
  }

  /** Stops this JVM as SIGSTOP does, until somebody continues it. */
  public static void stopSelf() {
    long unused = HostSyscall.call(KILL, ProcessHandle.current().pid(), 19);
  }

  public static int uid() {
    return (int) HostSyscall.call(GETUID);
  }

  public static int euid() {
    return (int) HostSyscall.call(GETEUID);
  }

  public static int gid() {
    return (int) HostSyscall.call(GETGID);
  }

  public static int egid() {
    return (int) HostSyscall.call(GETEGID);
  }

  /** The supplementary groups of this JVM. */
  public static int[] groups() {
    long buffer = HostSyscall.scratch().address();
    int count = (int) HostSyscall.call(GETGROUPS, HostSyscall.SCRATCH_SIZE / 4, buffer);
    int[] groups = new int[Math.max(0, count)];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = HostBytes.getInt(buffer + 4L * i);
    }
    return groups;
  }
}
