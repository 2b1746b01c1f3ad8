package dev.armature.syscalls.strace;

import static dev.armature.abi.Fcntl.F_ADD_SEALS;
import static dev.armature.abi.Fcntl.F_DUPFD;
import static dev.armature.abi.Fcntl.F_DUPFD_CLOEXEC;
import static dev.armature.abi.Fcntl.F_GETFD;
import static dev.armature.abi.Fcntl.F_GETFL;
import static dev.armature.abi.Fcntl.F_GETLEASE;
import static dev.armature.abi.Fcntl.F_GETLK;
import static dev.armature.abi.Fcntl.F_GETLK64;
import static dev.armature.abi.Fcntl.F_GETOWN;
import static dev.armature.abi.Fcntl.F_GETOWN_EX;
import static dev.armature.abi.Fcntl.F_GETPIPE_SZ;
import static dev.armature.abi.Fcntl.F_GETSIG;
import static dev.armature.abi.Fcntl.F_GET_SEALS;
import static dev.armature.abi.Fcntl.F_NOTIFY;
import static dev.armature.abi.Fcntl.F_OFD_GETLK;
import static dev.armature.abi.Fcntl.F_OFD_SETLK;
import static dev.armature.abi.Fcntl.F_OFD_SETLKW;
import static dev.armature.abi.Fcntl.F_SETFD;
import static dev.armature.abi.Fcntl.F_SETFL;
import static dev.armature.abi.Fcntl.F_SETLEASE;
import static dev.armature.abi.Fcntl.F_SETLK;
import static dev.armature.abi.Fcntl.F_SETLK64;
import static dev.armature.abi.Fcntl.F_SETLKW;
import static dev.armature.abi.Fcntl.F_SETLKW64;
import static dev.armature.abi.Fcntl.F_SETOWN;
import static dev.armature.abi.Fcntl.F_SETOWN_EX;
import static dev.armature.abi.Fcntl.F_SETPIPE_SZ;
import static dev.armature.abi.Fcntl.F_SETSIG;

import java.util.Map;

/** The third argument of fcntl and fcntl64, as the command has it. */
final class FcntlFormats {

  private FcntlFormats() {}

  static void add(Map<String, Format> to) {
    Format argument =
        new Format() {
          @Override
          public void print(Call call, Out out, int i) {
            argument(call, out, i);
          }

          @Override
          public boolean present(Call call, int i) {
            return hasArgument(call.arg(i - 1));
          }

          @Override
          public boolean late(Call call, int i) {
            return switch (call.arg(i - 1)) {
              case F_GETLK, F_GETLK64, F_OFD_GETLK, F_GETOWN_EX -> true;
              default -> false;
            };
          }
        };
    to.put("fcntl_arg", argument);
  }

  private static boolean hasArgument(int command) {
    return switch (command) {
      case F_GETFD, F_GETFL, F_GETOWN, F_GETSIG, F_GETLEASE, F_GETPIPE_SZ, F_GET_SEALS -> false;
      default -> true;
    };
  }

  private static void argument(Call call, Out out, int i) {
    int value = call.arg(i);
    switch (call.arg(i - 1)) {
      case F_DUPFD, F_DUPFD_CLOEXEC, F_SETOWN, F_SETPIPE_SZ -> out.decimal(value);
      case F_SETFD -> out.flags(FileFlags.FD_FLAGS, call.unsigned(i));
      case F_SETFL -> FlagFormats.openFlags(out, call.unsigned(i));
      case F_SETSIG -> SignalNames.print(out, value);
      case F_GETLK, F_SETLK, F_SETLKW -> Format.at(call, out, value, 16, FcntlFormats::lock);
      case F_GETLK64, F_SETLK64, F_SETLKW64, F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW ->
          Format.at(call, out, value, call.oldAbi() ? 24 : 32, FcntlFormats::lock64);
      case F_SETOWN_EX, F_GETOWN_EX -> Format.at(call, out, value, 8, FcntlFormats::owner);
      case F_SETLEASE -> out.named(FileFlags.LOCK_TYPE, value);
      case F_NOTIFY -> out.flags(FileFlags.NOTIFY, call.unsigned(i));
      case F_ADD_SEALS -> out.flags(FileFlags.SEALS, call.unsigned(i));
      default -> out.hex(call.unsigned(i));
    }
  }

  private static void lock(Call call, Out out, Bytes b) {
    lock(call, out, b, b.i32(4), b.i32(8), b.i32(12));
  }

  private static void lock64(Call call, Out out, Bytes b) {
    int at = call.oldAbi() ? 4 : 8;
    lock(call, out, b, b.i64(at), b.i64(at + 8), b.i32(at + 16));
  }

  private static void lock(Call call, Out out, Bytes b, long start, long length, int pid) {
    out.beginStruct();
    out.field("l_type", FileFlags.LOCK_TYPE, (short) b.u16(0));
    out.field("l_whence", FileFlags.WHENCE, (short) b.u16(2));
    out.field("l_start", start);
    out.field("l_len", length);
    boolean asks =
        switch (call.arg(1)) {
          case F_GETLK, F_GETLK64, F_OFD_GETLK -> true;
          default -> false;
        };
    if (asks) {
      out.field("l_pid", pid);
    }
    out.endStruct();
  }

  private static void owner(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("type", FileFlags.OWNER_TYPE, b.i32(0));
    out.field("pid", b.i32(4));
    out.endStruct();
  }

  /** What the result of fcntl means, in words. */
  static String auxiliary(Call call, Style style) {
    if (call.failed()) {
      return null;
    }
    Text text = new Text();
    boolean byBits = call.arg(1) == F_GETFD || call.arg(1) == F_GET_SEALS;
    TextOut out = new TextOut(text, byBits ? style : style.abbreviated());
    long value = call.result() & 0xffff_ffffL;
    switch (call.arg(1)) {
      case F_GETFD -> {
        if (value == 0) {
          return null;
        }
        text.add("flags ");
        out.flags(FileFlags.FD_FLAGS, value);
      }
      case F_GETFL -> {
        text.add("flags ");
        FlagFormats.openFlags(out, value);
      }
      case F_GETSIG -> {
        if (value == 0) {
          return null;
        }
        SignalNames.print(out, (int) value);
      }
      case F_GETLEASE -> out.named(FileFlags.LOCK_TYPE, value);
      case F_GET_SEALS -> {
        if (value == 0) {
          return null;
        }
        text.add("seals ");
        out.flags(FileFlags.SEALS, value);
      }
      default -> {
        return null;
      }
    }
    return text.toString();
  }
}
