package dev.armature.syscalls.strace;

/** {@code struct termios}. */
final class TerminalFormat {
  static final Xlat FLUSH = Xlat.sequence("TC???", 0, "TCIFLUSH TCOFLUSH TCIOFLUSH");
  static final Xlat FLOW = Xlat.sequence("TC???", 0, "TCOOFF TCOON TCIOFF TCION");

  private static final Xlat DISCIPLINE =
      Xlat.sequence("N_???", 0, "N_TTY N_SLIP N_MOUSE N_PPP N_STRIP N_AX25 N_X25 N_6PACK");

  private static final Xlat INPUT =
      Xlat.of(
          "I???",
          """
          IGNBRK 01 BRKINT 02 IGNPAR 04 PARMRK 010 INPCK 020 ISTRIP 040 INLCR 0100 IGNCR 0200
          ICRNL 0400 IUCLC 01000 IXON 02000 IXANY 04000 IXOFF 010000 IMAXBEL 020000 IUTF8 040000
          """);
  private static final Xlat OUTPUT =
      Xlat.of(
          "O???",
          """
          OPOST 01 OLCUC 02 ONLCR 04 OCRNL 010 ONOCR 020 ONLRET 040 OFILL 0100 OFDEL 0200
          """);
  private static final Xlat SPEED =
      Xlat.of(
          "B???",
          """
          B0 0 B50 1 B75 2 B110 3 B134 4 B150 5 B200 6 B300 7 B600 010 B1200 011 B1800 012 B2400 013
          B4800 014 B9600 015 B19200 016 B38400 017 B57600 010001 B115200 010002 B230400 010003
          """);
  private static final Xlat SIZE = Xlat.of("CS???", "CS5 0 CS6 020 CS7 040 CS8 060");
  private static final Xlat CONTROL =
      Xlat.of(
          "C???",
          """
          CSTOPB 0100 CREAD 0200 PARENB 0400 PARODD 01000 HUPCL 02000 CLOCAL 04000
          CMSPAR 010000000000 CRTSCTS 020000000000
          """);
  private static final Xlat LOCAL =
      Xlat.of(
          "L???",
          """
          ISIG 01 ICANON 02 ECHO 010 ECHOE 020 ECHOK 040 ECHONL 0100 NOFLSH 0200 IEXTEN 0100000
          ECHOCTL 01000 ECHOPRT 02000 ECHOKE 04000 FLUSHO 010000 PENDIN 040000 TOSTOP 0400
          EXTPROC 0200000 XCASE 04
          """);
  private static final String[] CHARACTERS = {
    "VINTR",
    "VQUIT",
    "VERASE",
    "VKILL",
    "VEOF",
    "VTIME",
    "VMIN",
    "VSWTC",
    "VSTART",
    "VSTOP",
    "VSUSP",
    "VEOL",
    "VREPRINT",
    "VDISCARD",
    "VWERASE",
    "VLNEXT",
    "VEOL2",
    "17",
    "18"
  };

  private static final int CBAUD = 010017;
  private static final int CSIZE = 060;

  private TerminalFormat() {}

  static void print(Call call, Out out, Bytes b) {
    out.beginStruct();
    long control = b.u32(8);
    long output = b.u32(4);
    out.field("c_iflag");
    out.flagsBehind("", INPUT, b.u32(0), b.u32(0));
    out.field("c_oflag");
    out.flagsBehind(delays(output), OUTPUT, output & 0377, output);
    out.field("c_cflag");
    control(out, control);
    out.field("c_lflag");
    out.flagsBehind("", LOCAL, b.u32(12), b.u32(12));
    if (!call.full()) {
      out.moreFields();
      out.endStruct();
      return;
    }
    out.field("c_line");
    out.named(DISCIPLINE, b.u8(16));
    out.field("c_cc");
    out.beginArray();
    for (int n = 0; n < CHARACTERS.length; n++) {
      out.element();
      out.indexed(CHARACTERS[n], b.u8(17 + n));
    }
    out.endArray();
    out.endStruct();
  }

  /** The delays of the output modes, each of which has a name for none. */
  private static String delays(long output) {
    return "NL"
        + (output >> 8 & 1)
        + "|CR"
        + (output >> 9 & 3)
        + "|TAB"
        + (output >> 11 & 3)
        + "|BS"
        + (output >> 13 & 1)
        + "|VT"
        + (output >> 14 & 1)
        + "|FF"
        + (output >> 15 & 1);
  }

  private static void control(Out out, long control) {
    Text names = new Text();
    String speed = SPEED.name(control & CBAUD);
    names.add(speed == null ? "0" + Long.toOctalString(control & CBAUD) : speed);
    names.add('|').add(SIZE.name(control & CSIZE));
    out.flagsBehind(names.toString(), CONTROL, control & ~(long) (CBAUD | CSIZE), control);
  }
}
