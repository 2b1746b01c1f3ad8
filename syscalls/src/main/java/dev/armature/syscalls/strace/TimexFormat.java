package dev.armature.syscalls.strace;

/** {@code struct timex} of adjtimex and clock_adjtime. */
final class TimexFormat {
  private static final Xlat MODES =
      Xlat.of(
          "ADJ_???",
          """
          ADJ_OFFSET_SINGLESHOT 0x8001 ADJ_OFFSET_SS_READ 0xa001 ADJ_OFFSET 1 ADJ_FREQUENCY 2
          ADJ_MAXERROR 4 ADJ_ESTERROR 8 ADJ_STATUS 0x10 ADJ_TIMECONST 0x20 ADJ_TAI 0x80
          ADJ_SETOFFSET 0x100 ADJ_MICRO 0x1000 ADJ_NANO 0x2000 ADJ_TICK 0x4000
          """);

  private static final Xlat STATUS =
      Xlat.of(
          "STA_???",
          """
          STA_PLL 1 STA_PPSFREQ 2 STA_PPSTIME 4 STA_FLL 8 STA_INS 16 STA_DEL 32 STA_UNSYNC 64
          STA_FREQHOLD 128 STA_PPSSIGNAL 256 STA_PPSJITTER 512 STA_PPSWANDER 1024
          STA_PPSERROR 2048 STA_CLOCKERR 4096 STA_NANO 8192 STA_MODE 16384 STA_CLK 32768
          """);

  /** The members after modes; the status and the time are special. */
  private static final String[] MEMBERS = {
    "offset",
    "freq",
    "maxerror",
    "esterror",
    "status",
    "constant",
    "precision",
    "tolerance",
    "time",
    "tick",
    "ppsfreq",
    "jitter",
    "shift",
    "stabil",
    "jitcnt",
    "calcnt",
    "errcnt",
    "stbcnt",
    "tai"
  };

  private TimexFormat() {}

  /**
   * @param wide the layout of {@code __kernel_timex}: members of eight bytes but for ints
   */
  static void print(Call call, Out out, Bytes b, boolean wide) {
    out.beginStruct();
    out.fieldFlags("modes", MODES, b.u32(0));
    int at = wide ? 8 : 4;
    for (String name : MEMBERS) {
      switch (name) {
        case "status" -> {
          out.fieldFlags(name, STATUS, b.u32(at));
          at += wide ? 8 : 4;
        }
        case "shift" -> {
          out.field(name, b.i32(at));
          at += wide ? 8 : 4;
        }
        case "time" -> {
          out.field(name);
          TimeFormats.pair(
              out, wide ? b.i64(at) : b.i32(at), wide ? b.i64(at + 8) : b.i32(at + 4), "tv_usec");
          at += wide ? 16 : 8;
        }
        case "tai" -> out.field(name, b.i32(at));
        default -> {
          out.field(name, wide ? b.i64(at) : b.i32(at));
          at += wide ? 8 : 4;
        }
      }
    }
    out.endStruct();
  }
}
