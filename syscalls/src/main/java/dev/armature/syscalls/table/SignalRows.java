package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.of;

import dev.armature.syscalls.proc.PidFds;
import dev.armature.syscalls.sig.Actions;
import dev.armature.syscalls.sig.Masks;
import dev.armature.syscalls.sig.Returning;
import dev.armature.syscalls.sig.Sending;
import dev.armature.syscalls.sig.SignalFdCalls;
import dev.armature.syscalls.sig.TimedWait;
import java.util.List;

/** Signals. */
final class SignalRows {
  static final List<SyscallRow> ROWS =
      List.of(
          of(0, "restart_syscall", "", Returning::restartSyscall),
          of(29, "pause", "", Masks::pause),
          of(37, "kill", "pid:pid sig:signal", Sending::kill),
          of(
              67,
              "sigaction",
              "sig:signal new:in_old_sigaction old:out_old_sigaction",
              Actions::sigaction),
          of(72, "sigsuspend", "unused1:hex unused2:hex mask:old_sigset", Masks::sigsuspend),
          of(73, "sigpending", "set:out_old_sigset", Masks::sigpending),
          of(119, "sigreturn", "frame:sigreturn_mask", Returning::sigreturn),
          of(
              126,
              "sigprocmask",
              "how:sigmask_how new:in_old_sigset old:out_old_sigset",
              Masks::sigprocmask),
          of(173, "rt_sigreturn", "frame:rt_sigreturn_mask", Returning::rtSigreturn),
          of(
              174,
              "rt_sigaction",
              "sig:signal new:in_sigaction old:out_sigaction size:size",
              Actions::rtSigaction),
          of(
              175,
              "rt_sigprocmask",
              "how:sigmask_how new:mask_sigset old:out_sigset size:size",
              Masks::rtSigprocmask),
          of(176, "rt_sigpending", "set:out_sigset size:size", Masks::rtSigpending),
          of(
              177,
              "rt_sigtimedwait",
              "signal> set:wait_sigset info:out_siginfo timeout:in_timespec size:size",
              TimedWait::rtSigtimedwait),
          of(178, "rt_sigqueueinfo", "pid:pid sig:signal info:in_siginfo", Sending::rtSigqueueinfo),
          of(179, "rt_sigsuspend", "mask:in_sigset size:size", Masks::rtSigsuspend),
          of(186, "sigaltstack", "new:in_stack old:out_stack", Actions::sigaltstack),
          of(238, "tkill", "tid:pid sig:signal", Sending::tkill),
          of(268, "tgkill", "pid:pid tid:pid sig:signal", Sending::tgkill),
          of(349, "signalfd", "fd> fd:fd mask:in_sigset size:size", SignalFdCalls::signalfd),
          of(
              355,
              "signalfd4",
              "fd> fd:fd mask:in_sigset size:size flags:sfd_flags",
              SignalFdCalls::signalfd4),
          of(
              363,
              "rt_tgsigqueueinfo",
              "pid:pid tid:pid sig:signal info:in_siginfo",
              Sending::rtTgsigqueueinfo),
          of(
              421,
              "rt_sigtimedwait_time64",
              "signal> set:wait_sigset info:out_siginfo timeout:in_timespec64 size:size",
              TimedWait::rtSigtimedwaitTime64),
          of(
              424,
              "pidfd_send_signal",
              "pidfd:fd sig:signal info:in_siginfo flags:hex",
              PidFds::sendSignal));

  private SignalRows() {}
}
