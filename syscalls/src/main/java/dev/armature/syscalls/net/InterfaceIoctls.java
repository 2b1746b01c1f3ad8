package dev.armature.syscalls.net;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.fs.UserMemory;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import java.lang.foreign.Arena;

/**
 * ioctls of sockets ({@code net/core/dev_ioctl.c}, compat part of {@code net/socket.c}): what can
 * be asked of network interfaces, and times of packets. Interfaces are the host's, so nobody
 * changes one.
 */
public final class InterfaceIoctls {
  private static final int SIOCGSTAMP = 0x8906;
  private static final int SIOCGSTAMPNS = 0x8907;
  private static final int SIOCGSTAMP_NEW = 0x8010_8906;
  private static final int SIOCGSTAMPNS_NEW = 0x8010_8907;
  private static final int SIOCGIFNAME = 0x8910;
  private static final int SIOCGIFCONF = 0x8912;
  private static final int SIOCGIFFLAGS = 0x8913;
  private static final int SIOCGIFADDR = 0x8915;
  private static final int SIOCGIFDSTADDR = 0x8917;
  private static final int SIOCGIFBRDADDR = 0x8919;
  private static final int SIOCGIFNETMASK = 0x891b;
  private static final int SIOCGIFMETRIC = 0x891d;
  private static final int SIOCGIFMTU = 0x8921;
  private static final int SIOCGIFHWADDR = 0x8927;
  private static final int SIOCGIFINDEX = 0x8933;
  private static final int SIOCGIFTXQLEN = 0x8942;
  private static final int SIOCOUTQNSD = 0x894b;
  private static final int FIRST_OF_INTERFACES = 0x8910;
  private static final int LAST_OF_INTERFACES = 0x8949;

  /** {@code struct ifreq}: a name and 16 bytes, on a host of 64 bits 24. */
  private static final int IFREQ = 32;

  private static final int HOST_IFREQ = 40;

  private InterfaceIoctls() {}

  public static int ioctl(Task task, HostFile socket, int command, int argument) {
    Uaccess user = task.mm.uaccess();
    return switch (command) {
      case SIOCGIFCONF -> configuration(user, socket, argument);
      case SIOCGIFNAME,
          SIOCGIFFLAGS,
          SIOCGIFADDR,
          SIOCGIFDSTADDR,
          SIOCGIFBRDADDR,
          SIOCGIFNETMASK,
          SIOCGIFMETRIC,
          SIOCGIFMTU,
          SIOCGIFHWADDR,
          SIOCGIFINDEX,
          SIOCGIFTXQLEN -> {
        try (Arena arena = Arena.ofConfined()) {
          long request = arena.allocate(HOST_IFREQ, 8).address();
          user.copyIn(argument, request, IFREQ);
          int result = HostDescriptors.ioctl(socket.fd(), command, request);
          if (result >= 0) {
            user.copyOut(request, argument, IFREQ);
          }
          yield result;
        }
      }
      case SIOCGSTAMP, SIOCGSTAMPNS -> stamp(user, socket, command, argument);
      case SIOCGSTAMP_NEW, SIOCGSTAMPNS_NEW ->
          HostDescriptors.ioctl(socket.fd(), command, UserMemory.out(task, argument, 16));
      case SIOCOUTQNSD ->
          HostDescriptors.ioctl(socket.fd(), command, UserMemory.out(task, argument, 4));
      default ->
          command >= FIRST_OF_INTERFACES && command <= LAST_OF_INTERFACES
              ? -Errno.EPERM
              : -Errno.ENOTTY;
    };
  }

  /** {@code struct ifconf}: a length and a pointer to an array of ifreq, or null to ask for it. */
  private static int configuration(Uaccess user, HostFile socket, int argument) {
    int length = user.getInt(argument);
    int array = user.getInt(argument + 4);
    if (length < 0) {
      return -Errno.EINVAL;
    }
    int count = Math.min(length / IFREQ, 1 << 16);
    try (Arena arena = Arena.ofConfined()) {
      long conf = arena.allocate(16, 8).address();
      long requests = array == 0 ? 0 : arena.allocate((long) HOST_IFREQ * count + 8, 8).address();
      HostBytes.setInt(conf, HOST_IFREQ * count);
      HostBytes.setLong(conf + 8, requests);
      int result = HostDescriptors.ioctl(socket.fd(), SIOCGIFCONF, conf);
      if (result < 0) {
        return result;
      }
      int found = HostBytes.getInt(conf) / HOST_IFREQ;
      for (int i = 0; array != 0 && i < found; i++) {
        user.copyOut(requests + (long) HOST_IFREQ * i, array + IFREQ * i, IFREQ);
      }
      user.putInt(argument, IFREQ * found);
      return result;
    }
  }

  /** Two values of 64 bits become two of 32. */
  private static int stamp(Uaccess user, HostFile socket, int command, int argument) {
    try (Arena arena = Arena.ofConfined()) {
      long time = arena.allocate(16, 8).address();
      int result = HostDescriptors.ioctl(socket.fd(), command, time);
      if (result >= 0) {
        user.putInt(argument, (int) HostBytes.getLong(time));
        user.putInt(argument + 4, (int) HostBytes.getLong(time + 8));
      }
      return result;
    }
  }
}
