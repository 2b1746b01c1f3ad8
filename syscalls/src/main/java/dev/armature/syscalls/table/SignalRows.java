package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.missing;

import java.util.List;

/** Signals. */
final class SignalRows {
  static final List<SyscallRow> ROWS =
      List.of(
          missing(0, "restart_syscall", ""),
          missing(29, "pause", ""),
          missing(37, "kill", "pid:int sig:signal"),
          missing(67, "sigaction", "sig:signal new:in_old_sigaction old:out_old_sigaction"),
          missing(72, "sigsuspend", "unused1:hex unused2:hex mask:old_sigset"),
          missing(73, "sigpending", "set:out_old_sigset"),
          missing(119, "sigreturn", ""),
          missing(126, "sigprocmask", "how:sigmask_how new:in_old_sigset old:out_old_sigset"),
          missing(173, "rt_sigreturn", ""),
          missing(174, "rt_sigaction", "sig:signal new:in_sigaction old:out_sigaction size:size"),
          missing(175, "rt_sigprocmask", "how:sigmask_how new:in_sigset old:out_sigset size:size"),
          missing(176, "rt_sigpending", "set:out_sigset size:size"),
          missing(
              177,
              "rt_sigtimedwait",
              "set:in_sigset info:out_siginfo timeout:in_timespec size:size"),
          missing(178, "rt_sigqueueinfo", "pid:int sig:signal info:in_siginfo"),
          missing(179, "rt_sigsuspend", "mask:in_sigset size:size"),
          missing(186, "sigaltstack", "new:in_stack old:out_stack"),
          missing(238, "tkill", "tid:int sig:signal"),
          missing(268, "tgkill", "pid:int tid:int sig:signal"),
          missing(349, "signalfd", "fd:fd mask:in_sigset size:size"),
          missing(355, "signalfd4", "fd:fd mask:in_sigset size:size flags:sfd_flags"),
          missing(363, "rt_tgsigqueueinfo", "pid:int tid:int sig:signal info:in_siginfo"),
          missing(
              421,
              "rt_sigtimedwait_time64",
              "set:in_sigset info:out_siginfo timeout:in_timespec64 size:size"),
          missing(424, "pidfd_send_signal", "pidfd:fd sig:signal info:in_siginfo flags:hex"));

  private SignalRows() {}
}
