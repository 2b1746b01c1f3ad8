package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.absent;
import static dev.armature.syscalls.table.SyscallRow.missing;
import static dev.armature.syscalls.table.SyscallRow.of;

import dev.armature.entry.SyscallHandler.Call1;
import dev.armature.entry.SyscallHandler.Call2;
import dev.armature.entry.SyscallHandler.Call3;
import dev.armature.syscalls.proc.Capabilities;
import dev.armature.syscalls.proc.Children;
import dev.armature.syscalls.proc.Execute;
import dev.armature.syscalls.proc.Futex2Calls;
import dev.armature.syscalls.proc.FutexCall;
import dev.armature.syscalls.proc.Identity;
import dev.armature.syscalls.proc.Limits;
import dev.armature.syscalls.proc.PidFds;
import dev.armature.syscalls.proc.Prctl;
import dev.armature.syscalls.proc.PtraceCall;
import dev.armature.syscalls.proc.Scheduling;
import dev.armature.syscalls.proc.SetIdentity;
import dev.armature.syscalls.proc.Threads;
import dev.armature.syscalls.proc.Usage;
import java.util.List;

/** Processes, identity, scheduling and futexes. */
final class ProcessRows {
  static final List<SyscallRow> ROWS =
      List.of(
          of(1, "exit", "noreturn> status:int", Children::exit),
          of(2, "fork", "", Children::fork),
          of(11, "execve", "path:path argv:argv envp:envp", Execute::execve),
          of(20, "getpid", "", Identity::getpid),
          of(
              23,
              "setuid",
              "uid:uid16",
              (Call1) (task, a) -> SetIdentity.setuid(task, SetIdentity.widen(a))),
          of(24, "getuid", "", Identity::getuid16),
          of(26, "ptrace", "request:ptrace_request pid:int addr:ptr data:ptr", PtraceCall::ptrace),
          of(34, "nice", "increment:int", Scheduling::nice),
          of(
              46,
              "setgid",
              "gid:gid16",
              (Call1) (task, a) -> SetIdentity.setgid(task, SetIdentity.widen(a))),
          of(47, "getgid", "", Identity::getgid16),
          of(49, "geteuid", "", Identity::geteuid16),
          of(50, "getegid", "", Identity::getegid16),
          absent(51, "acct", "path:path", "as a kernel that is built without it"),
          of(57, "setpgid", "pid:int pgid:int", Identity::setpgid),
          of(64, "getppid", "", Identity::getppid),
          of(65, "getpgrp", "", Identity::getpgrp),
          of(66, "setsid", "", Identity::setsid),
          of(
              70,
              "setreuid",
              "ruid:uid16 euid:uid16",
              (Call2)
                  (task, a, b) ->
                      SetIdentity.setreuid(task, SetIdentity.widen(a), SetIdentity.widen(b))),
          of(
              71,
              "setregid",
              "rgid:gid16 egid:gid16",
              (Call2)
                  (task, a, b) ->
                      SetIdentity.setregid(task, SetIdentity.widen(a), SetIdentity.widen(b))),
          of(75, "setrlimit", "resource:rlimit_resource limit:in_rlimit", Limits::setrlimit),
          of(77, "getrusage", "who:rusage_who usage:out_rusage", Usage::getrusage),
          of(80, "getgroups", "size:int list:ptr", Identity::getgroups16),
          of(81, "setgroups", "size:int list:ptr", SetIdentity::setgroups16),
          of(96, "getpriority", "which:priority_which who:int", Scheduling::getpriority),
          of(
              97,
              "setpriority",
              "which:priority_which who:int priority:int",
              Scheduling::setpriority),
          of(
              114,
              "wait4",
              "pid:int status:out_wstatus options:wait_options usage:out_rusage",
              Children::wait4),
          of(
              120,
              "clone",
              "flags:clone_flags stack:ptr parent_tid:ptr tls:ptr child_tid:ptr",
              Children::clone),
          of(132, "getpgid", "pid:int", Identity::getpgid),
          of(136, "personality", "hex> persona:personality", Capabilities::personality),
          of(
              138,
              "setfsuid",
              "uid:uid16",
              (Call1) (task, a) -> SetIdentity.setfsuid(task, SetIdentity.widen(a))),
          of(
              139,
              "setfsgid",
              "gid:gid16",
              (Call1) (task, a) -> SetIdentity.setfsgid(task, SetIdentity.widen(a))),
          of(147, "getsid", "pid:int", Identity::getsid),
          of(154, "sched_setparam", "pid:int param:in_sched_param", Scheduling::setparam),
          of(155, "sched_getparam", "pid:int param:out_sched_param", Scheduling::getparam),
          of(
              156,
              "sched_setscheduler",
              "pid:int policy:sched_policy param:in_sched_param",
              Scheduling::setscheduler),
          of(157, "sched_getscheduler", "pid:int", Scheduling::getscheduler),
          of(158, "sched_yield", "", Scheduling::yield),
          of(159, "sched_get_priority_max", "policy:sched_policy", Scheduling::priorityMax),
          of(160, "sched_get_priority_min", "policy:sched_policy", Scheduling::priorityMin),
          of(
              161,
              "sched_rr_get_interval",
              "pid:int interval:out_timespec",
              Scheduling::rrGetInterval),
          of(
              164,
              "setresuid",
              "ruid:uid16 euid:uid16 suid:uid16",
              (Call3)
                  (task, a, b, c) ->
                      SetIdentity.setresuid(
                          task, SetIdentity.widen(a), SetIdentity.widen(b), SetIdentity.widen(c))),
          of(165, "getresuid", "ruid:ptr euid:ptr suid:ptr", Identity::getresuid16),
          of(
              170,
              "setresgid",
              "rgid:gid16 egid:gid16 sgid:gid16",
              (Call3)
                  (task, a, b, c) ->
                      SetIdentity.setresgid(
                          task, SetIdentity.widen(a), SetIdentity.widen(b), SetIdentity.widen(c))),
          of(171, "getresgid", "rgid:ptr egid:ptr sgid:ptr", Identity::getresgid16),
          of(172, "prctl", "option:prctl_option arg2:hex arg3:hex arg4:hex arg5:hex", Prctl::prctl),
          of(184, "capget", "header:ptr data:ptr", Capabilities::capget),
          of(185, "capset", "header:ptr data:ptr", Capabilities::capset),
          of(190, "vfork", "", Children::vfork),
          of(191, "ugetrlimit", "resource:rlimit_resource limit:out_rlimit", Limits::ugetrlimit),
          of(199, "getuid32", "", Identity::getuid),
          of(200, "getgid32", "", Identity::getgid),
          of(201, "geteuid32", "", Identity::geteuid),
          of(202, "getegid32", "", Identity::getegid),
          of(203, "setreuid32", "ruid:uid euid:uid", SetIdentity::setreuid),
          of(204, "setregid32", "rgid:gid egid:gid", SetIdentity::setregid),
          of(205, "getgroups32", "size:int list:ptr", Identity::getgroups),
          of(206, "setgroups32", "size:int list:ptr", SetIdentity::setgroups),
          of(208, "setresuid32", "ruid:uid euid:uid suid:uid", SetIdentity::setresuid),
          of(209, "getresuid32", "ruid:out_uid euid:out_uid suid:out_uid", Identity::getresuid),
          of(210, "setresgid32", "rgid:gid egid:gid sgid:gid", SetIdentity::setresgid),
          of(211, "getresgid32", "rgid:out_uid egid:out_uid sgid:out_uid", Identity::getresgid),
          of(213, "setuid32", "uid:uid", SetIdentity::setuid),
          of(214, "setgid32", "gid:gid", SetIdentity::setgid),
          of(215, "setfsuid32", "uid:uid", SetIdentity::setfsuid),
          of(216, "setfsgid32", "gid:gid", SetIdentity::setfsgid),
          of(224, "gettid", "", Identity::gettid),
          of(
              240,
              "futex",
              "uaddr:ptr op:futex_op val:uint timeout:futex_timeout uaddr2:ptr val3:hex",
              FutexCall::futex),
          of(241, "sched_setaffinity", "pid:int size:size mask:ptr", Scheduling::setaffinity),
          of(242, "sched_getaffinity", "pid:int size:size mask:ptr", Scheduling::getaffinity),
          of(248, "exit_group", "noreturn> status:int", Children::exitGroup),
          of(256, "set_tid_address", "tid:ptr", Threads::setTidAddress),
          of(
              280,
              "waitid",
              "type:waitid_type id:int info:out_siginfo options:wait_options usage:out_rusage",
              Children::waitid),
          missing(314, "ioprio_set", "which:int who:int priority:hex"),
          missing(315, "ioprio_get", "which:int who:int"),
          missing(337, "unshare", "flags:clone_flags"),
          of(338, "set_robust_list", "head:ptr length:size", Threads::setRobustList),
          of(339, "get_robust_list", "pid:int head:ptr length:ptr", Threads::getRobustList),
          of(345, "getcpu", "cpu:out_uint node:out_uint unused:ptr", Scheduling::getcpu),
          of(
              369,
              "prlimit64",
              "pid:int resource:rlimit_resource new:in_rlimit64 old:out_rlimit64",
              Limits::prlimit64),
          missing(375, "setns", "fd:fd type:clone_flags"),
          missing(378, "kcmp", "pid1:int pid2:int type:int index1:hex index2:hex"),
          missing(380, "sched_setattr", "pid:int attributes:ptr flags:hex"),
          missing(381, "sched_getattr", "pid:int attributes:ptr size:size flags:hex"),
          missing(383, "seccomp", "operation:seccomp_op flags:hex args:ptr"),
          of(
              387,
              "execveat",
              "dirfd:at path:path argv:argv envp:envp flags:at_flags",
              Execute::execveat),
          absent(
              389,
              "membarrier",
              "command:int flags:hex cpu:int",
              "as a kernel that is built without it"),
          absent(
              398,
              "rseq",
              "area:ptr length:uint flags:hex signature:hex",
              "as a kernel that is built without it"),
          of(
              422,
              "futex_time64",
              "uaddr:ptr op:futex_op val:uint timeout:futex_timeout64 uaddr2:ptr val3:hex",
              FutexCall::futexTime64),
          of(
              423,
              "sched_rr_get_interval_time64",
              "pid:int interval:out_timespec64",
              Scheduling::rrGetIntervalTime64),
          of(434, "pidfd_open", "pid:int flags:hex", PidFds::open),
          of(435, "clone3", "args:in_clone_args size:size", Children::clone3),
          of(438, "pidfd_getfd", "pidfd:fd fd:int flags:hex", PidFds::getFd),
          absent(
              444,
              "landlock_create_ruleset",
              "attributes:ptr size:size flags:hex",
              "as a kernel that is built without it"),
          absent(
              445,
              "landlock_add_rule",
              "fd:fd type:int attributes:ptr flags:hex",
              "as a kernel that is built without it"),
          absent(
              446,
              "landlock_restrict_self",
              "fd:fd flags:hex",
              "as a kernel that is built without it"),
          of(
              449,
              "futex_waitv",
              "waiters:ptr count:uint flags:hex timeout:in_timespec64 clock:clock",
              Futex2Calls::futexWaitv),
          of(454, "futex_wake", "uaddr:ptr mask:hex count:int flags:hex", Futex2Calls::futexWake),
          of(
              455,
              "futex_wait",
              "uaddr:ptr value:hex mask:hex flags:hex timeout:in_timespec64 clock:clock",
              Futex2Calls::futexWait),
          of(
              456,
              "futex_requeue",
              "waiters:ptr flags:hex wake:int requeue:int",
              Futex2Calls::futexRequeue),
          absent(
              459,
              "lsm_get_self_attr",
              "attribute:uint context:ptr size:ptr flags:hex",
              "as a kernel that is built without it"),
          absent(
              460,
              "lsm_set_self_attr",
              "attribute:uint context:ptr size:size flags:hex",
              "as a kernel that is built without it"),
          absent(
              461,
              "lsm_list_modules",
              "ids:ptr size:ptr flags:hex",
              "as a kernel that is built without it"));

  private ProcessRows() {}
}
