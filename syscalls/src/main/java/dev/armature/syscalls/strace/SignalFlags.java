package dev.armature.syscalls.strace;

/** Names of the constants of signals. */
final class SignalFlags {
  static final Xlat SIGMASK_HOW = Xlat.sequence("SIG_???", 0, "SIG_BLOCK SIG_UNBLOCK SIG_SETMASK");

  static final Xlat SA =
      Xlat.of(
          "SA_???",
          """
          SA_RESTORER 0x4000000 SA_ONSTACK 0x8000000 SA_RESTART 0x10000000 SA_INTERRUPT 0x20000000
          SA_NODEFER 0x40000000 SA_RESETHAND 0x80000000 SA_SIGINFO 4 SA_NOCLDSTOP 1 SA_NOCLDWAIT 2
          SA_THIRTYTWO 0x2000000 SA_UNSUPPORTED 0x400 SA_EXPOSE_TAGBITS 0x800
          """);

  static final Xlat STACK = Xlat.of("SS_???", "SS_ONSTACK 1 SS_DISABLE 2 SS_AUTODISARM 0x80000000");

  static final Xlat SI_CODE =
      Xlat.of(
          "SI_???",
          """
          SI_USER 0 SI_KERNEL 0x80 SI_QUEUE -1 SI_TIMER -2 SI_MESGQ -3 SI_ASYNCIO -4 SI_SIGIO -5
          SI_TKILL -6 SI_DETHREAD -7 SI_ASYNCNL -60
          """);

  static final Xlat CLD_CODE =
      Xlat.sequence(
          "CLD_???", 1, "CLD_EXITED CLD_KILLED CLD_DUMPED CLD_TRAPPED CLD_STOPPED CLD_CONTINUED");

  static final Xlat SEGV_CODE =
      Xlat.sequence("SEGV_???", 1, "SEGV_MAPERR SEGV_ACCERR SEGV_BNDERR SEGV_PKUERR");

  static final Xlat BUS_CODE =
      Xlat.sequence("BUS_???", 1, "BUS_ADRALN BUS_ADRERR BUS_OBJERR BUS_MCEERR_AR BUS_MCEERR_AO");

  static final Xlat ILL_CODE =
      Xlat.sequence(
          "ILL_???",
          1,
          """
          ILL_ILLOPC ILL_ILLOPN ILL_ILLADR ILL_ILLTRP ILL_PRVOPC ILL_PRVREG ILL_COPROC ILL_BADSTK
          """);

  static final Xlat FPE_CODE =
      Xlat.sequence(
          "FPE_???",
          1,
          """
          FPE_INTDIV FPE_INTOVF FPE_FLTDIV FPE_FLTOVF FPE_FLTUND FPE_FLTRES FPE_FLTINV FPE_FLTSUB
          """);

  static final Xlat TRAP_CODE =
      Xlat.sequence(
          "TRAP_???", 1, "TRAP_BRKPT TRAP_TRACE TRAP_BRANCH TRAP_HWBKPT TRAP_UNK TRAP_PERF");

  static final Xlat POLL_CODE =
      Xlat.sequence("POLL_???", 1, "POLL_IN POLL_OUT POLL_MSG POLL_ERR POLL_PRI POLL_HUP");

  static final Xlat SYS_CODE = Xlat.sequence("SYS_???", 1, "SYS_SECCOMP SYS_USER_DISPATCH");

  static final Xlat SIGEV =
      Xlat.of("SIGEV_???", "SIGEV_SIGNAL 0 SIGEV_NONE 1 SIGEV_THREAD 2 SIGEV_THREAD_ID 4");

  private SignalFlags() {}
}
