package dev.armature.syscalls.strace;

import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;

/** {@code siginfo_t}. */
final class SigInfoFormat {
  private SigInfoFormat() {}

  /** From guest memory. */
  static void print(Call call, Out out, Bytes bytes) {
    int[] fields = new int[29];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = bytes.i32(12 + 4 * i);
    }
    print(out, new SigInfo(bytes.i32(0), bytes.i32(4), bytes.i32(8), fields));
  }

  static void print(Out out, SigInfo info) {
    out.beginStruct();
    if (info.signo() == 0) {
      out.endStruct();
      return;
    }
    out.field("si_signo");
    SignalNames.print(out, info.signo());
    out.field("si_code");
    Xlat codes = codes(info.signo(), info.code());
    if (codes.name(info.code()) == null) {
      out.decimal(info.code());
    } else {
      out.named(codes, info.code());
    }
    if (info.errno() != 0) {
      out.field("si_errno");
      String name = dev.armature.abi.Errno.name(info.errno());
      if (name == null) {
        out.decimal(info.errno());
      } else {
        out.numbered(name, info.errno());
      }
    }
    fields(out, info);
    out.endStruct();
  }

  private static Xlat codes(int signo, int code) {
    if (SignalFlags.SI_CODE.name(code) != null) {
      return SignalFlags.SI_CODE;
    }
    return switch (signo) {
      case Signals.SIGCHLD -> SignalFlags.CLD_CODE;
      case Signals.SIGSEGV -> SignalFlags.SEGV_CODE;
      case Signals.SIGBUS -> SignalFlags.BUS_CODE;
      case Signals.SIGILL -> SignalFlags.ILL_CODE;
      case Signals.SIGFPE -> SignalFlags.FPE_CODE;
      case Signals.SIGTRAP -> SignalFlags.TRAP_CODE;
      case Signals.SIGIO -> SignalFlags.POLL_CODE;
      case Signals.SIGSYS -> SignalFlags.SYS_CODE;
      default -> SignalFlags.SI_CODE;
    };
  }

  private static void fields(Out out, SigInfo info) {
    switch (info.code()) {
      case SigInfo.SI_USER, SigInfo.SI_TKILL -> sender(out, info);
      case SigInfo.SI_QUEUE, SigInfo.SI_MESGQ -> {
        sender(out, info);
        value(out, info.field(2));
      }
      case SigInfo.SI_TIMER -> {
        out.fieldHex("si_timerid", info.field(0) & 0xffff_ffffL);
        out.field("si_overrun", info.field(1));
        value(out, info.field(2));
      }
      default -> bySignal(out, info);
    }
  }

  private static void bySignal(Out out, SigInfo info) {
    switch (info.signo()) {
      case Signals.SIGCHLD -> {
        sender(out, info);
        out.field("si_status");
        if (info.code() == SigInfo.CLD_EXITED) {
          out.decimal(info.field(2));
        } else {
          SignalNames.print(out, info.field(2));
        }
        out.field("si_utime", info.field(3));
        out.field("si_stime", info.field(4));
      }
      case Signals.SIGILL, Signals.SIGFPE, Signals.SIGSEGV, Signals.SIGBUS, Signals.SIGTRAP ->
          out.fieldAddress("si_addr", info.field(0));
      case Signals.SIGIO -> {
        out.field("si_band", info.field(0));
        out.field("si_fd", info.field(1));
      }
      case Signals.SIGSYS -> {
        out.fieldAddress("si_call_addr", info.field(0));
        out.field("si_syscall");
        out.symbol("__NR_" + OldCalls.name(info.field(1)), info.field(1));
        out.field("si_arch");
        out.named(SystemFlags.AUDIT_ARCH, info.field(2) & 0xffff_ffffL);
      }
      default -> {
        if (info.code() < 0 || info.field(0) != 0 || info.field(1) != 0) {
          sender(out, info);
        }
        if (info.code() < 0) {
          value(out, info.field(2));
        }
      }
    }
  }

  private static void sender(Out out, SigInfo info) {
    out.field("si_pid", info.field(0));
    out.field("si_uid", info.field(1) & 0xffff_ffffL);
  }

  private static void value(Out out, int value) {
    out.field("si_int", value);
    out.fieldAddress("si_ptr", value);
  }
}
