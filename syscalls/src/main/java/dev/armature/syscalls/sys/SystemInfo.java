package dev.armature.syscalls.sys;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.host.HostSystem;
import dev.armature.mm.Uaccess;
import dev.armature.task.MachineConfig;
import dev.armature.task.Personality;
import dev.armature.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** uname, sysinfo, getrandom: the machine as a whole. */
public final class SystemInfo {
  private static final int UTS_LENGTH = 65;
  private static final int GRND_NONBLOCK = 1;
  private static final int GRND_RANDOM = 2;
  private static final int GRND_INSECURE = 4;

  private SystemInfo() {}

  public static int uname(Task task, int buf) {
    Uaccess user = task.mm.uaccess();
    MachineConfig config = task.kernel.config;
    String machine = config.cpu().machine();
    String release = (task.personality & Personality.UNAME26) != 0 ? "2.6.60" : config.release();
    String[] fields = {
      "Linux",
      kernelName("hostname"),
      release,
      MachineConfig.VERSION,
      machine,
      kernelName("domainname")
    };
    for (int i = 0; i < fields.length; i++) {
      byte[] padded = new byte[UTS_LENGTH];
      byte[] text = HostBytes.bytes(fields[i]);
      System.arraycopy(text, 0, padded, 0, Math.min(text.length, UTS_LENGTH - 1));
      user.copyOut(padded, buf + UTS_LENGTH * i);
    }
    return 0;
  }

  /** The host's own name, so that guests and host agree. */
  private static String kernelName(String which) {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/" + which)).strip();
    } catch (IOException hidden) {
      return "(none)";
    }
  }

  /** struct sysinfo of 32 bits: sizes in units that fit. */
  public static int sysinfo(Task task, int info) {
    Uaccess user = task.mm.uaccess();
    long[] host = HostSystem.sysinfo();
    int shift = 0;
    while (host[4] >>> shift >>> 32 != 0 || host[8] >>> shift >>> 32 != 0) {
      shift += 12;
    }
    user.clear(info, 64);
    user.putInt(info, (int) host[0]);
    for (int i = 1; i <= 3; i++) {
      user.putInt(info + 4 * i, (int) host[i]);
    }
    for (int i = 4; i <= 9; i++) {
      user.putInt(info + 4 * i, (int) (host[i] >>> shift));
    }
    user.putShort(info + 40, Math.min(0xffff, task.kernel.taskCount()));
    user.putInt(info + 52, 1 << shift);
    return 0;
  }

  public static int getrandom(Task task, int buf, int count, int flags) {
    int both = GRND_RANDOM | GRND_INSECURE;
    if ((flags & ~(GRND_NONBLOCK | both)) != 0 || (flags & both) == both) {
      return -Errno.EINVAL;
    }
    int length = Integer.compareUnsigned(count, 0x7fff_f000) > 0 ? 0x7fff_f000 : count;
    return HostSystem.getrandom(task.mm.uaccess().writable(buf, length), length, flags);
  }

  /** Names of host and domain belong to the host. */
  public static int notPermitted(Task task) {
    return -Errno.EPERM;
  }
}
