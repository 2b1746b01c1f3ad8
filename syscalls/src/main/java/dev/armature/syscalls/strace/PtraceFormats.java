package dev.armature.syscalls.strace;

import static dev.armature.abi.PtraceRequest.ATTACH;
import static dev.armature.abi.PtraceRequest.CONT;
import static dev.armature.abi.PtraceRequest.DETACH;
import static dev.armature.abi.PtraceRequest.GETEVENTMSG;
import static dev.armature.abi.PtraceRequest.GETFPREGS;
import static dev.armature.abi.PtraceRequest.GETREGS;
import static dev.armature.abi.PtraceRequest.GETREGSET;
import static dev.armature.abi.PtraceRequest.GETSIGINFO;
import static dev.armature.abi.PtraceRequest.GETSIGMASK;
import static dev.armature.abi.PtraceRequest.GET_SYSCALL_INFO;
import static dev.armature.abi.PtraceRequest.INTERRUPT;
import static dev.armature.abi.PtraceRequest.KILL;
import static dev.armature.abi.PtraceRequest.LISTEN;
import static dev.armature.abi.PtraceRequest.OLDSETOPTIONS;
import static dev.armature.abi.PtraceRequest.PEEKDATA;
import static dev.armature.abi.PtraceRequest.PEEKSIGINFO;
import static dev.armature.abi.PtraceRequest.PEEKTEXT;
import static dev.armature.abi.PtraceRequest.PEEKUSER;
import static dev.armature.abi.PtraceRequest.POKEUSER;
import static dev.armature.abi.PtraceRequest.SECCOMP_GET_FILTER;
import static dev.armature.abi.PtraceRequest.SECCOMP_GET_METADATA;
import static dev.armature.abi.PtraceRequest.SEIZE;
import static dev.armature.abi.PtraceRequest.SETFPREGS;
import static dev.armature.abi.PtraceRequest.SETOPTIONS;
import static dev.armature.abi.PtraceRequest.SETREGS;
import static dev.armature.abi.PtraceRequest.SETREGSET;
import static dev.armature.abi.PtraceRequest.SETSIGINFO;
import static dev.armature.abi.PtraceRequest.SETSIGMASK;
import static dev.armature.abi.PtraceRequest.SINGLESTEP;
import static dev.armature.abi.PtraceRequest.SYSCALL;
import static dev.armature.abi.PtraceRequest.SYSEMU;
import static dev.armature.abi.PtraceRequest.SYSEMU_SINGLESTEP;
import static dev.armature.abi.PtraceRequest.TRACEME;

import java.util.Map;

/** ptrace(2): what its address and its data are, and whether they are there, the request says. */
final class PtraceFormats {

  private static final int NT_PRSTATUS = 1;
  private static final int SIGINFO = 128;

  /** Registers of {@code struct pt_regs}. */
  private static final int REGISTERS = 18;

  /** The area of a user process by word; null where nothing is. */
  private static final String[] USER = {
    "r0",
    "r1",
    "r2",
    "r3",
    "r4",
    "r5",
    "r6",
    "r7",
    "r8",
    "r9",
    "r10",
    "fp",
    "ip",
    "sp",
    "lr",
    "pc",
    "cpsr",
    null,
    "u_fpvalid",
    "u_tsize",
    "u_dsize",
    "u_ssize",
    "start_code",
    "start_stack",
    "signal",
    "reserved",
    "u_ar0",
    "magic",
    "u_comm"
  };

  /** {@code sizeof(struct user)}. */
  private static final int USER_SIZE = 296;

  private static final Xlat NOTE =
      Xlat.of(
          "NT_???",
          """
          NT_PRSTATUS 1 NT_FPREGSET 2 NT_PRPSINFO 3 NT_TASKSTRUCT 4 NT_AUXV 6 NT_ARM_VFP 0x400
          NT_ARM_TLS 0x401 NT_ARM_HW_BREAK 0x402 NT_ARM_HW_WATCH 0x403 NT_ARM_SYSTEM_CALL 0x404
          NT_ARM_SVE 0x405 NT_ARM_PAC_MASK 0x406
          """);

  private static final Xlat PEEK = Xlat.of("PTRACE_PEEKSIGINFO_???", "PTRACE_PEEKSIGINFO_SHARED 1");

  private static final Xlat INFO =
      Xlat.sequence(
          "PTRACE_SYSCALL_INFO_???",
          0,
          """
          PTRACE_SYSCALL_INFO_NONE PTRACE_SYSCALL_INFO_ENTRY PTRACE_SYSCALL_INFO_EXIT
          PTRACE_SYSCALL_INFO_SECCOMP
          """);

  private PtraceFormats() {}

  static void add(Map<String, Format> to) {
    to.put(
        "ptrace_pid",
        Format.when(
            (call, i) -> call.arg(0) != TRACEME,
            (call, out, i) -> call.fdNames.pid(out, call.arg(i))));
    to.put(
        "ptrace_addr", Format.when((call, i) -> hasAddress(call.arg(0)), PtraceFormats::address));
    to.put("inout_ptrace_data", data());
  }

  private static boolean hasData(int request) {
    return switch (request) {
      case TRACEME, KILL, ATTACH, INTERRUPT, LISTEN -> false;
      default -> true;
    };
  }

  private static boolean hasAddress(int request) {
    return switch (request) {
      case GETREGS, SETREGS, GETFPREGS, SETFPREGS -> false;
      default -> hasData(request);
    };
  }

  private static void address(Call call, Out out, int i) {
    switch (call.arg(0)) {
      case PEEKUSER, POKEUSER -> user(out, call.arg(i));
      case GETREGSET, SETREGSET -> out.named(NOTE, call.unsigned(i));
      case PEEKSIGINFO ->
          Format.at(
              call,
              out,
              call.arg(i),
              16,
              (c, o, b) -> {
                o.beginStruct();
                o.field("off");
                o.unsigned(b.i64(0));
                o.fieldFlags("flags", PEEK, b.u32(8));
                o.field("nr", b.i32(12));
                o.endStruct();
              });
      case GETSIGMASK, SETSIGMASK, SECCOMP_GET_FILTER, SECCOMP_GET_METADATA, GET_SYSCALL_INFO ->
          out.decimal(call.unsigned(i));
      default -> out.address(call.arg(i));
    }
  }

  private static void user(Out out, int offset) {
    if (offset < 0 || offset >= USER_SIZE) {
      out.address(offset);
      return;
    }
    int word = Math.min(offset / 4, USER.length - 1);
    while (USER[word] == null) {
      word--;
    }
    String name = word <= 16 ? USER[word] : "offsetof(struct user, " + USER[word] + ")";
    int more = offset - 4 * word;
    out.constant(more == 0 ? name : name + "+" + more, offset, 10);
  }

  private static Format data() {
    return new Format() {
      @Override
      public boolean present(Call call, int index) {
        return hasData(call.arg(0));
      }

      @Override
      public boolean late(Call call, int index) {
        return switch (call.arg(0)) {
          case PEEKTEXT,
              PEEKDATA,
              PEEKUSER,
              GETREGS,
              GETEVENTMSG,
              GETSIGINFO,
              GETREGSET,
              SETREGSET,
              PEEKSIGINFO,
              GETSIGMASK,
              SECCOMP_GET_METADATA,
              GET_SYSCALL_INFO ->
              true;
          default -> false;
        };
      }

      @Override
      public void print(Call call, Out out, int index) {
        if (late(call, index)) {
          answer(call, out, call.arg(index));
        } else {
          question(call, out, index);
        }
      }
    };
  }

  /** What the kernel reads, or does not look at. */
  private static void question(Call call, Out out, int i) {
    int value = call.arg(i);
    switch (call.arg(0)) {
      case CONT, SINGLESTEP, DETACH, SYSCALL, SYSEMU, SYSEMU_SINGLESTEP ->
          SignalNames.print(out, value);
      case SEIZE, SETOPTIONS, OLDSETOPTIONS ->
          out.flags(ProcessFlags.PTRACE_OPTIONS, call.unsigned(i));
      case SETSIGINFO -> Format.at(call, out, value, SIGINFO, SigInfoFormat::print);
      case SETSIGMASK -> SignalFormats.set(call, out, value, call.arg(2));
      case SETREGS -> registers(call, out, value, REGISTERS);
      default -> out.address(value);
    }
  }

  /** What the kernel fills in. */
  private static void answer(Call call, Out out, int value) {
    int request = call.arg(0);
    if (request == GETREGSET || request == SETREGSET) {
      Format.at(call, out, value, 8, PtraceFormats::registerSet);
      return;
    }
    if (request == SECCOMP_GET_METADATA) {
      Format.at(call, out, value, 16, PtraceFormats::metadata);
      return;
    }
    if (call.failed()) {
      out.address(value);
      return;
    }
    switch (request) {
      case GETREGS -> registers(call, out, value, REGISTERS);
      case GETEVENTMSG -> Format.word(call, out, value, (o, b) -> o.decimal(b.u32(0)));
      case GETSIGINFO -> Format.at(call, out, value, SIGINFO, SigInfoFormat::print);
      case PEEKSIGINFO -> signals(call, out, value);
      case GETSIGMASK -> SignalFormats.set(call, out, value, call.arg(2));
      case GET_SYSCALL_INFO -> syscallInfo(call, out, value);
      default -> Format.word(call, out, value, (o, b) -> o.address(b.i32(0)));
    }
  }

  private static void registers(Call call, Out out, int address, int count) {
    Bytes b = address == 0 || !call.verbose() ? null : call.read(address, 4 * count);
    if (b == null) {
      out.address(address);
      return;
    }
    out.beginStruct();
    out.field("uregs");
    out.beginArray();
    for (int n = 0; n < count; n++) {
      out.element();
      out.hex(b.u32(4 * n));
    }
    out.endArray();
    out.endStruct();
  }

  private static void registerSet(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("iov_base");
    int length = b.i32(4);
    boolean general = call.arg(2) == NT_PRSTATUS && (length & 3) == 0 && length > 0;
    if (general && length <= 4 * REGISTERS && !(call.arg(0) == GETREGSET && call.failed())) {
      registers(call, out, b.i32(0), length / 4);
    } else {
      out.address(b.i32(0));
    }
    int before = call.secondBefore(3);
    out.field("iov_len", (call.failed() ? length : before) & 0xffff_ffffL);
    if (!call.failed() && before != length) {
      out.becomes();
      out.decimal(length & 0xffff_ffffL);
    }
    out.endStruct();
  }

  private static void metadata(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("filter_off");
    out.unsigned(b.i64(0));
    if (!call.failed() && call.unsigned(2) >= 16) {
      out.fieldFlags("flags", ProcessFlags.SECCOMP_FLAGS, b.i64(8));
    }
    out.endStruct();
  }

  private static void signals(Call call, Out out, int address) {
    out.beginArray();
    for (int n = 0; n < call.result(); n++) {
      out.element();
      Format.at(call, out, address + SIGINFO * n, SIGINFO, SigInfoFormat::print);
    }
    out.endArray();
  }

  /** {@code struct ptrace_syscall_info}, as much of it as there was room for. */
  private static void syscallInfo(Call call, Out out, int address) {
    int size = (int) Math.min(call.unsigned(2), call.result() & 0xffff_ffffL);
    Bytes b = address == 0 || size <= 0 || !call.verbose() ? null : call.read(address, size);
    if (b == null) {
      out.address(address);
      return;
    }
    int op = b.u8(0);
    out.beginStruct();
    out.field("op", INFO, op);
    if (size >= 8) {
      out.field("arch", SystemFlags.AUDIT_ARCH, b.u32(4));
    }
    if (size >= 16) {
      out.fieldHex("instruction_pointer", b.i64(8));
    }
    if (size >= 24) {
      out.fieldHex("stack_pointer", b.i64(16));
    }
    if (size >= 32) {
      switch (op) {
        case 1 -> entry(call, out, b, "entry", size);
        case 3 -> entry(call, out, b, "seccomp", size);
        case 2 -> {
          out.field("exit");
          out.beginStruct();
          result(out, b.i64(24), size > 32 && b.u8(32) != 0);
          if (size > 32) {
            out.field("is_error", b.u8(32));
          }
          out.endStruct();
        }
        default -> {}
      }
    }
    out.endStruct();
  }

  private static void result(Out out, long value, boolean failed) {
    out.field("rval");
    String name = failed ? Strace.errorName((int) -value) : null;
    if (name == null) {
      out.decimal(value);
    } else {
      out.numbered("-" + name, value);
    }
  }

  private static void entry(Call call, Out out, Bytes b, String what, int size) {
    out.field(what);
    out.beginStruct();
    out.field("nr");
    long number = b.i64(24);
    String name = OldCalls.name((int) number);
    if (name == null) {
      out.hex(number);
    } else {
      out.numbered("__NR_" + name, number);
    }
    if (size >= 40) {
      out.field("args");
      out.beginArray();
      int limit = call.full() ? Integer.MAX_VALUE : out.style.stringLimit();
      for (int at = 32; at + 8 <= Math.min(size, 80); at += 8) {
        out.element();
        if ((at - 32) / 8 >= limit) {
          out.cut();
          break;
        }
        out.hex(b.i64(at));
      }
      out.endArray();
    }
    if (what.equals("seccomp") && size >= 84) {
      out.field("ret_data", b.u32(80));
    }
    out.endStruct();
  }
}
