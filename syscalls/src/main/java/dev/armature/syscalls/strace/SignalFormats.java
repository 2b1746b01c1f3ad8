package dev.armature.syscalls.strace;

import dev.armature.signal.SigInfo;
import java.util.Map;

/** Actions, masks, stacks and events of signals. */
final class SignalFormats {
  private static final int SA_RESTORER = 0x400_0000;

  private SignalFormats() {}

  static void add(Map<String, Format> to) {
    to.put(
        "in_sigaction",
        Format.struct(20, (c, out, b) -> action(out, b.i32(0), b.i64(12), b.i32(4), b.i32(8))));
    to.put("out_sigaction", Format.out(to.get("in_sigaction")));
    to.put(
        "in_old_sigaction",
        Format.struct(16, (c, out, b) -> action(out, b.i32(0), b.u32(4), b.i32(8), b.i32(12))));
    to.put("out_old_sigaction", Format.out(to.get("in_old_sigaction")));
    to.put("in_sigset", (call, out, i) -> set(call, out, call.arg(i), call.arg(i + 1)));
    to.put(
        "out_sigset",
        Format.out((call, out, i) ->
            set(
                call,
                out,
                call.arg(i),
                call.plan().size() > i + 1 && !call.plan().kind(i + 1).equals("size")
                    ? call.arg(i + 2)
                    : call.arg(i + 1))));
    to.put("mask_sigset", (call, out, i) -> set(call, out, call.arg(i), call.arg(i + 2)));
    to.put("in_old_sigset", Format.struct(4, (c, out, b) -> SignalNames.printSet(out, b.u32(0))));
    to.put("out_old_sigset", Format.out(to.get("in_old_sigset")));
    to.put("old_sigset", (call, out, i) -> SignalNames.printSet(out, call.unsigned(i)));
    to.put("wait_sigset", (call, out, i) -> set(call, out, call.arg(i), call.arg(i + 3)));
    to.put("sigreturn_mask", (call, out, i) -> frameMask(call, out, 104));
    to.put("rt_sigreturn_mask", (call, out, i) -> frameMask(call, out, SigInfo.SIZE + 104));
    to.put("in_siginfo", Format.struct(SigInfo.SIZE, SigInfoFormat::print));
    to.put(
        "out_siginfo",
        Format.out((call, out, i) -> {
          if (call.result() == 0 && call.row().name().startsWith("rt_sig")) {
            out.address(call.arg(i));
          } else {
            Format.at(call, out, call.arg(i), SigInfo.SIZE, SigInfoFormat::print);
          }
        }));
    to.put("in_stack", Format.struct(12, SignalFormats::stack));
    to.put("out_stack", Format.out(to.get("in_stack")));
    to.put("in_sigevent", Format.struct(64, SignalFormats::event));
  }

  /** The mask in the frame on the stack, where uc_sigmask is {@code offset} bytes from its top. */
  private static void frameMask(Call call, Out out, int offset) {
    int sp = call.task.cpu.r13;
    Bytes mask = call.read(sp + offset, 8);
    if (mask == null) {
      out.address(sp);
      return;
    }
    out.beginStruct();
    out.field("mask");
    SignalNames.printSet(out, mask.i64(0));
    out.endStruct();
  }

  private static void handler(Out out, int handler) {
    switch (handler) {
      case 0 -> out.symbol("SIG_DFL", 0);
      case 1 -> out.symbol("SIG_IGN", 1);
      case -1 -> out.symbol("SIG_ERR", -1);
      default -> out.address(handler);
    }
  }

  private static void action(Out out, int handler, long mask, int flags, int restorer) {
    out.beginStruct();
    out.field("sa_handler");
    handler(out, handler);
    out.field("sa_mask");
    SignalNames.printSet(out, mask);
    out.fieldFlags("sa_flags", SignalFlags.SA, flags & 0xffff_ffffL);
    if ((flags & SA_RESTORER) != 0) {
      out.fieldAddress("sa_restorer", restorer);
    }
    out.endStruct();
  }

  /** A mask in memory; the size that the call gives must be right. */
  static void set(Call call, Out out, int address, int size) {
    int used = Integer.compareUnsigned(size, 8) < 0 ? size : 8;
    Bytes bytes = address == 0 || used != 8 ? null : call.read(address, 8);
    if (bytes == null) {
      out.address(address);
    } else {
      SignalNames.printSet(out, bytes.i64(0));
    }
  }

  private static void stack(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.fieldAddress("ss_sp", b.i32(0));
    out.fieldFlags("ss_flags", SignalFlags.STACK, b.u32(4));
    out.field("ss_size", b.u32(8));
    out.endStruct();
  }

  private static void event(Call call, Out out, Bytes b) {
    int notify = b.i32(8);
    out.beginStruct();
    if (b.i32(0) != 0) {
      out.field("sigev_value");
      out.beginStruct();
      out.field("sival_int", b.i32(0));
      out.fieldAddress("sival_ptr", b.i32(0));
      out.endStruct();
    }
    out.field("sigev_signo");
    SignalNames.print(out, b.i32(4));
    out.field("sigev_notify", SignalFlags.SIGEV, notify);
    if (notify == 4) {
      out.field("sigev_notify_thread_id", b.i32(12));
    } else if (notify == 2) {
      out.fieldAddress("sigev_notify_function", b.i32(12));
      out.fieldAddress("sigev_notify_attributes", b.i32(16));
    }
    out.endStruct();
  }
}
