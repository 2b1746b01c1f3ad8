package dev.armature.syscalls.strace;

import java.util.Map;

/** ioctl: the name of the request and what its argument is. */
final class IoctlFormats {
  private static final int TCGETS = 0x5401;
  private static final int TCSETS = 0x5402;
  private static final int TCSETSW = 0x5403;
  private static final int TCSETSF = 0x5404;
  private static final int TIOCSPGRP = 0x5410;
  private static final int TIOCGPGRP = 0x540f;
  private static final int TIOCOUTQ = 0x5411;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int TIOCSWINSZ = 0x5414;
  private static final int FIONREAD = 0x541b;
  private static final int FIONBIO = 0x5421;
  private static final int TIOCGSID = 0x5429;
  private static final int FIOASYNC = 0x5452;
  private static final int TIOCGPTN = 0x80045430;
  private static final int TIOCSPTLCK = 0x40045431;

  private static final Xlat REQUEST =
      Xlat.of(
          "",
          """
          TCGETS 0x5401 TCGETA 0x5405 TCSETA 0x5406
          TCSETAW 0x5407 TCSETAF 0x5408 TCSBRK 0x5409 TCXONC 0x540a TCFLSH 0x540b TIOCEXCL 0x540c
          TIOCNXCL 0x540d TIOCSCTTY 0x540e TIOCGPGRP 0x540f TIOCSPGRP 0x5410 TIOCOUTQ 0x5411
          TIOCSTI 0x5412 TIOCGWINSZ 0x5413 TIOCSWINSZ 0x5414 TIOCMGET 0x5415 TIOCMBIS 0x5416
          TIOCMBIC 0x5417 TIOCMSET 0x5418 TIOCGSOFTCAR 0x5419 TIOCSSOFTCAR 0x541a FIONREAD 0x541b
          TIOCLINUX 0x541c TIOCCONS 0x541d TIOCGSERIAL 0x541e TIOCSSERIAL 0x541f TIOCPKT 0x5420
          FIONBIO 0x5421 TIOCNOTTY 0x5422 TIOCSETD 0x5423 TIOCGETD 0x5424 TCSBRKP 0x5425
          TIOCSBRK 0x5427 TIOCCBRK 0x5428 TIOCGSID 0x5429 TIOCGPTN 0x80045430
          TIOCSPTLCK 0x40045431 TIOCGPTPEER 0x5441 FIONCLEX 0x5450 FIOCLEX 0x5451 FIOASYNC 0x5452
          FIOQSIZE 0x5460 SIOCGIFNAME 0x8910 SIOCGIFCONF 0x8912 SIOCGIFFLAGS 0x8913
          SIOCGIFADDR 0x8915 SIOCGIFMTU 0x8921 SIOCGIFHWADDR 0x8927 SIOCGIFINDEX 0x8933
          FS_IOC_GETFLAGS 0x80046601 FS_IOC_SETFLAGS 0x40046602 FIBMAP 1 FIGETBSZ 2
          FIFREEZE 0xc0045877 FITHAW 0xc0045878 FICLONE 0x40049409 BLKGETSIZE 0x1260
          BLKGETSIZE64 0x80041272 BLKSSZGET 0x1268
          """);

  private IoctlFormats() {}

  static void add(Map<String, Format> to) {
    to.put("ioctl_cmd", (call, out, i) -> request(out, call.unsigned(i)));
    to.put(
        "ioctl_arg",
        new Format() {
          @Override
          public void print(Call call, Out out, int i) {
            argument(call, out, i);
          }

          @Override
          public boolean present(Call call, int i) {
            return switch (call.arg(1)) {
              case 0x5422, 0x540c, 0x540d, 0x5427, 0x5428, 0x5450, 0x5451 -> false;
              default -> true;
            };
          }

          @Override
          public boolean commaBefore() {
            return false;
          }

          @Override
          public boolean late(Call call, int i) {
            return switch (call.arg(1)) {
              case TCGETS, TIOCGPGRP, TIOCGWINSZ, FIONREAD, TIOCOUTQ, TIOCGSID, TIOCGPTN -> true;
              default -> false;
            };
          }
        });
  }

  private static void request(Out out, long code) {
    // Sound cards have other names for some of the requests of terminals.
    String name =
        switch ((int) code) {
          case TCSETS -> "SNDCTL_TMR_START or TCSETS";
          case TCSETSW -> "SNDCTL_TMR_STOP or TCSETSW";
          case TCSETSF -> "SNDCTL_TMR_CONTINUE or TCSETSF";
          default -> REQUEST.name(code);
        };
    if (name != null) {
      out.symbol(name, code);
      return;
    }
    Text text = new Text();
    int direction = (int) (code >>> 30);
    text.add("_IOC(");
    String words =
        switch (direction) {
          case 0 -> "_IOC_NONE";
          case 1 -> "_IOC_WRITE";
          case 2 -> "_IOC_READ";
          default -> "_IOC_READ|_IOC_WRITE";
        };
    text.add(words).add(", ").hex(code >>> 8 & 0xff).add(", ").hex(code & 0xff).add(", ");
    text.hex(code >>> 16 & 0x3fff).add(')');
    out.constant(text.toString(), code, 16);
  }

  private static void argument(Call call, Out out, int i) {
    int address = call.arg(i);
    switch (call.arg(1)) {
      case TCGETS -> {
        if (call.failed()) {
          out.address(address);
        } else {
          Format.at(call, out, address, 36, TerminalFormat::print);
        }
      }
      case TCSETS, TCSETSW, TCSETSF -> Format.at(call, out, address, 36, TerminalFormat::print);
      case TIOCGWINSZ -> {
        if (call.failed()) {
          out.address(address);
        } else {
          Format.at(call, out, address, 8, IoctlFormats::window);
        }
      }
      case TIOCSWINSZ -> Format.at(call, out, address, 8, IoctlFormats::window);
      case TIOCGPGRP, FIONREAD, TIOCOUTQ, TIOCGSID, TIOCGPTN -> {
        if (call.failed()) {
          out.address(address);
        } else {
          Format.word(call, out, address, (o, b) -> o.decimal(b.i32(0)));
        }
      }
      case TIOCSPGRP, FIONBIO, FIOASYNC, TIOCSPTLCK ->
          Format.word(call, out, address, (o, b) -> o.decimal(b.i32(0)));
      case 0x540b -> out.named(TerminalFormat.FLUSH, address);
      case 0x540a -> out.named(TerminalFormat.FLOW, address);
      case 0x5409, 0x5425, 0x540e -> out.decimal(address);
      default -> out.hex(call.unsigned(i));
    }
  }

  private static void window(Call call, Out out, Bytes b) {
    String[] names = {"ws_row", "ws_col", "ws_xpixel", "ws_ypixel"};
    out.beginStruct();
    for (int n = 0; n < names.length; n++) {
      out.field(names[n], b.u16(2 * n));
    }
    out.endStruct();
  }
}
