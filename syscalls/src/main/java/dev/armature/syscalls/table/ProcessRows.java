package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.absent;
import static dev.armature.syscalls.table.SyscallRow.of;

import dev.armature.entry.SyscallHandler.Call1;
import dev.armature.entry.SyscallHandler.Call2;
import dev.armature.entry.SyscallHandler.Call3;
import dev.armature.syscalls.proc.Capabilities;
import dev.armature.syscalls.proc.Children;
import dev.armature.syscalls.proc.CompareResources;
import dev.armature.syscalls.proc.Execute;
import dev.armature.syscalls.proc.Futex2Calls;
import dev.armature.syscalls.proc.FutexCall;
import dev.armature.syscalls.proc.Identity;
import dev.armature.syscalls.proc.IoPriority;
import dev.armature.syscalls.proc.Limits;
import dev.armature.syscalls.proc.Membarrier;
import dev.armature.syscalls.proc.PidFds;
import dev.armature.syscalls.proc.Prctl;
import dev.armature.syscalls.proc.PtraceCall;
import dev.armature.syscalls.proc.Scheduling;
import dev.armature.syscalls.proc.SchedulingAttributes;
import dev.armature.syscalls.proc.SeccompCall;
import dev.armature.syscalls.proc.SetIdentity;
import dev.armature.syscalls.proc.Threads;
import dev.armature.syscalls.proc.Unshare;
import dev.armature.syscalls.proc.Usage;
import dev.armature.syscalls.sys.Privileged;
import java.util.List;

/** Processes, identity, scheduling and futexes. */
final class ProcessRows {
  static final List<SyscallRow> ROWS =
      List.of(
          of(1, "exit", "noreturn> status:int", Children::exit),
          of(2, "fork", "pid>", Children::fork),
          of(11, "execve", "path:path argv:argv envp:envp", Execute::execve),
          of(20, "getpid", "pid>", Identity::getpid),
          of(
              23,
              "setuid",
              "uid:uid16",
              (Call1) (task, a) -> SetIdentity.setuid(task, SetIdentity.widen(a))),
          of(24, "getuid", "", Identity::getuid16),
          of(
              26,
              "ptrace",
              "request:ptrace_request pid:ptrace_pid addr:ptrace_addr data:inout_ptrace_data",
              PtraceCall::ptrace),
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
          of(57, "setpgid", "pid:pid pgid:pid", Identity::setpgid),
          of(64, "getppid", "pid>", Identity::getppid),
          of(65, "getpgrp", "pid>", Identity::getpgrp),
          of(66, "setsid", "pid>", Identity::setsid),
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
          of(80, "getgroups", "size:int list:out_groups16", Identity::getgroups16),
          of(81, "setgroups", "size:int list:in_groups16", SetIdentity::setgroups16),
          of(96, "getpriority", "which:priority_which who:int", Scheduling::getpriority),
          of(
              97,
              "setpriority",
              "which:priority_which who:int priority:int",
              Scheduling::setpriority),
          of(
              114,
              "wait4",
              "pid> pid:pid status:out_wstatus options:wait_options usage:out_rusage",
              Children::wait4),
          of(
              120,
              "clone",
              "pid> flags:clone_flags child_stack:clone_stack parent_tid:clone_parent_tid"
                  + " tls:clone_tls child_tidptr:clone_child_tid",
              Children::clone),
          of(132, "getpgid", "pid> pid:pid", Identity::getpgid),
          of(136, "personality", "personality> persona:personality", Capabilities::personality),
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
          of(147, "getsid", "pid> pid:pid", Identity::getsid),
          of(154, "sched_setparam", "pid:pid param:in_sched_param", Scheduling::setparam),
          of(155, "sched_getparam", "pid:pid param:out_sched_param", Scheduling::getparam),
          of(
              156,
              "sched_setscheduler",
              "pid:pid policy:sched_policy param:in_sched_param",
              Scheduling::setscheduler),
          of(157, "sched_getscheduler", "scheduler> pid:pid", Scheduling::getscheduler),
          of(158, "sched_yield", "", Scheduling::yield),
          of(159, "sched_get_priority_max", "policy:sched_policy", Scheduling::priorityMax),
          of(160, "sched_get_priority_min", "policy:sched_policy", Scheduling::priorityMin),
          of(
              161,
              "sched_rr_get_interval",
              "pid:pid interval:out_timespec",
              Scheduling::rrGetInterval),
          of(
              164,
              "setresuid",
              "ruid:uid16 euid:uid16 suid:uid16",
              (Call3)
                  (task, a, b, c) ->
                      SetIdentity.setresuid(
                          task, SetIdentity.widen(a), SetIdentity.widen(b), SetIdentity.widen(c))),
          of(
              165,
              "getresuid",
              "ruid:out_uid16 euid:out_uid16 suid:out_uid16",
              Identity::getresuid16),
          of(
              170,
              "setresgid",
              "rgid:gid16 egid:gid16 sgid:gid16",
              (Call3)
                  (task, a, b, c) ->
                      SetIdentity.setresgid(
                          task, SetIdentity.widen(a), SetIdentity.widen(b), SetIdentity.widen(c))),
          of(
              171,
              "getresgid",
              "rgid:out_uid16 egid:out_uid16 sgid:out_uid16",
              Identity::getresgid16),
          of(
              172,
              "prctl",
              "prctl> option:prctl_option arg2:prctl_arg arg3:prctl_arg arg4:prctl_arg"
                  + " arg5:prctl_arg",
              Prctl::prctl),
          of(184, "capget", "header:cap_header data:out_cap_data", Capabilities::capget),
          of(185, "capset", "header:cap_header data:in_cap_data", Capabilities::capset),
          of(190, "vfork", "pid>", Children::vfork),
          of(191, "ugetrlimit", "resource:rlimit_resource limit:out_rlimit", Limits::ugetrlimit),
          of(199, "getuid32", "", Identity::getuid),
          of(200, "getgid32", "", Identity::getgid),
          of(201, "geteuid32", "", Identity::geteuid),
          of(202, "getegid32", "", Identity::getegid),
          of(203, "setreuid32", "ruid:uid euid:uid", SetIdentity::setreuid),
          of(204, "setregid32", "rgid:gid egid:gid", SetIdentity::setregid),
          of(205, "getgroups32", "size:int list:out_groups", Identity::getgroups),
          of(206, "setgroups32", "size:int list:in_groups", SetIdentity::setgroups),
          of(208, "setresuid32", "ruid:uid euid:uid suid:uid", SetIdentity::setresuid),
          of(209, "getresuid32", "ruid:out_uid euid:out_uid suid:out_uid", Identity::getresuid),
          of(210, "setresgid32", "rgid:gid egid:gid sgid:gid", SetIdentity::setresgid),
          of(211, "getresgid32", "rgid:out_uid egid:out_uid sgid:out_uid", Identity::getresgid),
          of(213, "setuid32", "uid:uid", SetIdentity::setuid),
          of(214, "setgid32", "gid:gid", SetIdentity::setgid),
          of(215, "setfsuid32", "uid:uid", SetIdentity::setfsuid),
          of(216, "setfsgid32", "gid:gid", SetIdentity::setfsgid),
          of(224, "gettid", "pid>", Identity::gettid),
          of(
              240,
              "futex",
              "uaddr:ptr op:futex_op val:futex_val timeout:futex_timeout uaddr2:futex_uaddr2"
                  + " val3:futex_val3",
              FutexCall::futex),
          of(
              241,
              "sched_setaffinity",
              "pid:pid size:size mask:in_affinity",
              Scheduling::setaffinity),
          of(
              242,
              "sched_getaffinity",
              "pid:pid size:size mask:out_affinity",
              Scheduling::getaffinity),
          of(248, "exit_group", "noreturn> status:int", Children::exitGroup),
          of(256, "set_tid_address", "pid> tid:ptr", Threads::setTidAddress),
          of(
              280,
              "waitid",
              "type:waitid_type id:waitid_id info:out_siginfo options:waitid_options"
                  + " usage:out_rusage",
              Children::waitid),
          of(314, "ioprio_set", "which:ioprio_who who:int priority:ioprio", IoPriority::set),
          of(315, "ioprio_get", "hex> which:ioprio_who who:int", IoPriority::get),
          of(337, "unshare", "flags:unshare_flags", Unshare::unshare),
          of(338, "set_robust_list", "head:ptr length:size", Threads::setRobustList),
          of(
              339,
              "get_robust_list",
              "pid:pid head:out_ptr length:out_uint",
              Threads::getRobustList),
          of(345, "getcpu", "cpu:out_uint node:out_uint unused:ptr", Scheduling::getcpu),
          of(
              369,
              "prlimit64",
              "pid:pid resource:rlimit_resource new:in_rlimit64 old:out_rlimit64",
              Limits::prlimit64),
          of(375, "setns", "fd:fd type:unshare_flags", Privileged::refused),
          of(
              378,
              "kcmp",
              "pid1:pid pid2:pid type:kcmp_type index1:kcmp_index index2:kcmp_index",
              CompareResources::kcmp),
          of(
              380,
              "sched_setattr",
              "pid:pid attributes:in_sched_attr flags:uint",
              SchedulingAttributes::setattr),
          of(
              381,
              "sched_getattr",
              "pid:pid attributes:out_sched_attr size:size flags:uint",
              SchedulingAttributes::getattr),
          of(
              383,
              "seccomp",
              "operation:seccomp_op flags:seccomp_flags args:seccomp_arg",
              SeccompCall::seccomp),
          of(
              387,
              "execveat",
              "dirfd:at path:path argv:argv envp:envp flags:at_flags",
              Execute::execveat),
          of(389, "membarrier", "command:membarrier_cmd flags:hex cpu:int", Membarrier::membarrier),
          absent(
              398,
              "rseq",
              "area:ptr length:hex flags:hex signature:hex",
              "as a kernel that is built without it"),
          of(
              422,
              "futex_time64",
              "uaddr:ptr op:futex_op val:futex_val timeout:futex_timeout64 uaddr2:futex_uaddr2"
                  + " val3:futex_val3",
              FutexCall::futexTime64),
          of(
              423,
              "sched_rr_get_interval_time64",
              "pid:pid interval:out_timespec64",
              Scheduling::rrGetIntervalTime64),
          of(434, "pidfd_open", "fd> pid:pid flags:pidfd_open_flags", PidFds::open),
          of(435, "clone3", "pid> args:in_clone_args size:size", Children::clone3),
          of(438, "pidfd_getfd", "fd> pidfd:fd fd:int flags:hex", PidFds::getFd),
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
