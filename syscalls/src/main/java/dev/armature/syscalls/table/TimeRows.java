package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.of;

import dev.armature.syscalls.proc.Usage;
import dev.armature.syscalls.time.ClockAdjust;
import dev.armature.syscalls.time.Clocks;
import dev.armature.syscalls.time.Itimers;
import dev.armature.syscalls.time.Sleeping;
import dev.armature.syscalls.time.TimerCalls;
import dev.armature.syscalls.time.TimerFdCalls;
import java.util.List;

/** Clocks and timers. */
final class TimeRows {
  static final List<SyscallRow> ROWS =
      List.of(
          of(43, "times", "uint> buf:out_tms", Usage::times),
          of(78, "gettimeofday", "tv:out_timeval tz:out_timezone", Clocks::gettimeofday),
          of(79, "settimeofday", "tv:in_timeval tz:in_timezone", Clocks::settimeofday),
          of(
              104,
              "setitimer",
              "which:itimer_which new:in_itimerval old:out_itimerval",
              Itimers::setitimer),
          of(105, "getitimer", "which:itimer_which value:out_itimerval", Itimers::getitimer),
          of(124, "adjtimex", "buf:out_timex", ClockAdjust::adjtimex),
          of(162, "nanosleep", "request:in_timespec remain:remain", Sleeping::nanosleep),
          of(
              257,
              "timer_create",
              "clock:clock event:in_sigevent id:out_timerid",
              TimerCalls::create),
          of(
              258,
              "timer_settime",
              "id:int flags:timer_flags new:in_itimerspec old:out_itimerspec",
              TimerCalls::settime),
          of(259, "timer_gettime", "id:int value:out_itimerspec", TimerCalls::gettime),
          of(260, "timer_getoverrun", "id:int", TimerCalls::getoverrun),
          of(261, "timer_delete", "id:int", TimerCalls::delete),
          of(262, "clock_settime", "clock:clock time:in_timespec", Clocks::settime),
          of(263, "clock_gettime", "clock:clock time:out_timespec", Clocks::gettime),
          of(264, "clock_getres", "clock:clock resolution:out_timespec", Clocks::getres),
          of(
              265,
              "clock_nanosleep",
              "clock:clock flags:timer_flags request:in_timespec remain:remain",
              Sleeping::clockNanosleep),
          of(350, "timerfd_create", "fd> clock:clock flags:tfd_flags", TimerFdCalls::create),
          of(
              353,
              "timerfd_settime",
              "fd:fd flags:tfd_set_flags new:in_itimerspec old:out_itimerspec",
              TimerFdCalls::settime),
          of(354, "timerfd_gettime", "fd:fd value:out_itimerspec", TimerFdCalls::gettime),
          of(372, "clock_adjtime", "clock:clock buf:out_timex", ClockAdjust::clockAdjtime),
          of(403, "clock_gettime64", "clock:clock time:out_timespec64", Clocks::gettime64),
          of(404, "clock_settime64", "clock:clock time:in_timespec64", Clocks::settime64),
          of(405, "clock_adjtime64", "clock:clock buf:out_timex64", ClockAdjust::clockAdjtime64),
          of(406, "clock_getres_time64", "clock:clock resolution:out_timespec64", Clocks::getres64),
          of(
              407,
              "clock_nanosleep_time64",
              "clock:clock flags:timer_flags request:in_timespec64 remain:remain64",
              Sleeping::clockNanosleep64),
          of(408, "timer_gettime64", "id:int value:out_itimerspec64", TimerCalls::gettime64),
          of(
              409,
              "timer_settime64",
              "id:int flags:timer_flags new:in_itimerspec64 old:out_itimerspec64",
              TimerCalls::settime64),
          of(410, "timerfd_gettime64", "fd:fd value:out_itimerspec64", TimerFdCalls::gettime64),
          of(
              411,
              "timerfd_settime64",
              "fd:fd flags:tfd_set_flags new:in_itimerspec64 old:out_itimerspec64",
              TimerFdCalls::settime64));

  private TimeRows() {}
}
