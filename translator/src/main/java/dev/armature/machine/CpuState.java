package dev.armature.machine;

/**
 * The user-visible state of one guest thread: ARM core registers, flags, VFP bank, CP15 thread
 * registers and the exclusive monitor.
 *
 * <p>Plain fields, because generated code loads them into locals on the way into a unit and stores
 * them on the way out. Between units, and whenever the kernel looks, the state is exact.
 *
 * <p>Flags are kept in the form that arithmetic leaves them in: {@link #n} and {@link #v} are set
 * when negative, {@link #z} is set when zero, {@link #c} and {@link #q} are 0 or 1, {@link #ge} is
 * a four-bit mask. {@link #cpsr()} assembles the architectural word (ARM ARM B1.3.3).
 *
 * <p>N, Z, C and V may be parked: {@link #flagForm} tells then what they are to be computed from.
 * Translated code parks them at each call and return, where hardly anybody looks at them again.
 * Whoever reads the four fields calls {@link #settleFlags} first.
 */
public final class CpuState {
  /** Mask of the N, Z, C, V, Q bits in the CPSR. */
  public static final int CPSR_NZCVQ = 0xf800_0000;

  public static final int CPSR_T = 1 << 5;
  public static final int CPSR_E = 1 << 9;
  public static final int CPSR_GE = 0xf << 16;

  /** The IT bits of the CPSR: IT[7:2] at 15:10, IT[1:0] at 26:25. */
  public static final int CPSR_IT = 0x0600_fc00;

  /** User mode, the only mode a guest is ever in. */
  public static final int CPSR_MODE_USER = 0x10;

  /** Length of {@link #recentTargets}, a power of two. */
  public static final int RECENT_TARGETS = 512;

  public int r0;
  public int r1;
  public int r2;
  public int r3;
  public int r4;
  public int r5;
  public int r6;
  public int r7;
  public int r8;
  public int r9;
  public int r10;
  public int r11;
  public int r12;

  /** sp. */
  public int r13;

  /** lr. */
  public int r14;

  /** Address of the next instruction, never with a Thumb bit. */
  public int pc;

  /** The T bit: 1 in Thumb state. */
  public int thumb;

  /** ITSTATE as the architecture lays it out in one byte; 0 outside IT blocks. */
  public int itstate;

  /** The E bit: 1 when data accesses are big-endian (SETEND BE). */
  public int bigEndian;

  /**
   * What N, Z, C and V are to be computed from, one of {@link LazyFlags}; 0 when the fields have
   * them.
   */
  public int flagForm;

  /** Left operand of the addition or subtraction that parked flags come from. */
  public int flagA;

  /** Its right operand. */
  public int flagB;

  /** Negative when N is set. */
  public int n;

  /** Zero when Z is set; starts non-zero because a new thread has Z clear. */
  public int z = 1;

  /** 1 when C is set. */
  public int c;

  /** Negative when V is set. */
  public int v;

  /** 1 when the sticky Q is set. */
  public int q;

  /** GE[3:0]. */
  public int ge;

  public long d0;
  public long d1;
  public long d2;
  public long d3;
  public long d4;
  public long d5;
  public long d6;
  public long d7;
  public long d8;
  public long d9;
  public long d10;
  public long d11;
  public long d12;
  public long d13;
  public long d14;
  public long d15;
  public long d16;
  public long d17;
  public long d18;
  public long d19;
  public long d20;
  public long d21;
  public long d22;
  public long d23;
  public long d24;
  public long d25;
  public long d26;
  public long d27;
  public long d28;
  public long d29;
  public long d30;
  public long d31;

  /** N, Z, C, V of the FPSCR as bits 31:28 of an otherwise zero word. */
  public int fpNzcv;

  /** The FPSCR without N, Z, C, V: modes and cumulative exception bits. */
  public int fpscr;

  /** TPIDRURO: the read-only thread register, set by set_tls. */
  public int tpidruro;

  /** TPIDRURW: the user-writable thread register. */
  public int tpidrurw;

  /** Address tagged by the last load-exclusive, valid while {@link #exclusiveSize} is not 0. */
  public int exclusiveAddress;

  /** Value the last load-exclusive saw: a store-exclusive compares against it. */
  public long exclusiveValue;

  /** Bytes tagged by the last load-exclusive: 1, 2, 4 or 8; 0 when the monitor is open. */
  public int exclusiveSize;

  /** Guest instructions of the blocks that the interpreter has entered on this thread, a count. */
  public long interpreted;

  /** Accesses of translated code on this thread that its guard sent the slow way. */
  public long guardMisses;

  // Why and where a unit stops that is not at its end, see GuestCalls.stop.
  int stopAddress;

  /** 0 when work is pending. */
  int stopAccess;

  public int stopLocation;
  int stopItState;

  /** Calls of recognised routines on this thread that were done without the guest's code. */
  public long recognised;

  /**
   * Non-zero when this thread has work to do before its next guest instruction (a signal, a stop, a
   * request to leave). Other threads set it. Units look at it at back-edges and calls, the
   * interpreter between blocks, and leave with {@link Exit#PENDING}.
   */
  public volatile int pending;

  /** Why the last unit returned {@link Unit#EXIT}; meaningful only then. */
  public Exit exit = Exit.NONE;

  /** The fault that belongs to {@link Exit#DATA_ABORT} and {@link Exit#PREFETCH_ABORT}. */
  public GuestFault fault;

  /** Immediate of the SVC, BKPT or undefined instruction that the exit reports. */
  public int exitInfo;

  /** The interpreter's slots: guest registers and temporaries of one block at a time. */
  public final int[] slots = new int[256];

  /** The interpreter's 64-bit slots. */
  public final long[] wideSlots = new long[256];

  /** The interpreter's memory of where returns and computed jumps went, by location. */
  public final Unit[] recentTargets = new Unit[RECENT_TARGETS];

  /** The memory this thread sees; replaced by execve. */
  public GuestMemory memory;

  /** The code of this process; replaced by execve. */
  public CodeLookup code;

  /** The kernel behind SVC. */
  public KernelEntry kernel;

  /** The location of the next instruction: pc with the T bit as bit 0. */
  public int location() {
    return pc | thumb;
  }

  /** Sets pc and T from a location. */
  public void setLocation(int location) {
    pc = location & ~1;
    thumb = location & 1;
  }

  /** Leaves a unit with exact state at {@code location}. Returns {@link Unit#EXIT}. */
  public int leave(int location, Exit reason) {
    setLocation(location);
    exit = reason;
    return Unit.EXIT;
  }

  /** Leaves a unit because of a fault of the instruction at {@code location}. */
  public int abort(int location, GuestFault cause) {
    fault = cause;
    return leave(
        location,
        cause.access() == GuestFault.Access.EXECUTE ? Exit.PREFETCH_ABORT : Exit.DATA_ABORT);
  }

  /** Makes {@link #n}, {@link #z}, {@link #c} and {@link #v} what the flags are. */
  public void settleFlags() {
    if (flagForm != LazyFlags.CLEAN) {
      LazyFlags.settle(this);
    }
  }

  /** The CPSR as user code and signal frames see it. */
  public int cpsr() {
    settleFlags();
    return (n & 0x8000_0000)
        | (z == 0 ? 0x4000_0000 : 0)
        | c << 29
        | (v < 0 ? 0x1000_0000 : 0)
        | q << 27
        | (itstate & 3) << 25
        | ge << 16
        | (itstate & 0xfc) << 8
        | bigEndian << 9
        | thumb << 5
        | CPSR_MODE_USER;
  }

  /** Sets every user-visible field of the CPSR; mode and interrupt masks are ignored. */
  public void setCpsr(int cpsr) {
    setFlags(cpsr);
    ge = cpsr >>> 16 & 0xf;
    itstate = (cpsr >>> 25 & 3) | (cpsr >>> 8 & 0xfc);
    bigEndian = cpsr >>> 9 & 1;
    thumb = cpsr >>> 5 & 1;
  }

  /** Sets N, Z, C, V and Q from bits 31:27 of {@code word}. */
  public void setFlags(int word) {
    flagForm = LazyFlags.CLEAN;
    n = word;
    z = (word & 0x4000_0000) != 0 ? 0 : 1;
    c = word >>> 29 & 1;
    v = word << 3;
    q = word >>> 27 & 1;
  }

  /** The whole FPSCR. */
  public int fullFpscr() {
    return fpNzcv | fpscr;
  }

  /** Sets the whole FPSCR. */
  public void setFullFpscr(int word) {
    fpNzcv = word & 0xf000_0000;
    fpscr = word & 0x0fff_ffff;
  }

  /** Core register {@code index} 0..14. For the kernel's use, not for generated code. */
  public int r(int index) {
    return switch (index) {
      case 0 -> r0;
      case 1 -> r1;
      case 2 -> r2;
      case 3 -> r3;
      case 4 -> r4;
      case 5 -> r5;
      case 6 -> r6;
      case 7 -> r7;
      case 8 -> r8;
      case 9 -> r9;
      case 10 -> r10;
      case 11 -> r11;
      case 12 -> r12;
      case 13 -> r13;
      case 14 -> r14;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }

  /** Sets core register {@code index} 0..14. */
  public void setR(int index, int value) {
    switch (index) {
      case 0 -> r0 = value;
      case 1 -> r1 = value;
      case 2 -> r2 = value;
      case 3 -> r3 = value;
      case 4 -> r4 = value;
      case 5 -> r5 = value;
      case 6 -> r6 = value;
      case 7 -> r7 = value;
      case 8 -> r8 = value;
      case 9 -> r9 = value;
      case 10 -> r10 = value;
      case 11 -> r11 = value;
      case 12 -> r12 = value;
      case 13 -> r13 = value;
      case 14 -> r14 = value;
      default -> throw new IndexOutOfBoundsException(index);
    }
  }

  /** VFP register {@code index} d0..d31 as 64 bits. */
  public long d(int index) {
    return switch (index) {
      case 0 -> d0;
      case 1 -> d1;
      case 2 -> d2;
      case 3 -> d3;
      case 4 -> d4;
      case 5 -> d5;
      case 6 -> d6;
      case 7 -> d7;
      case 8 -> d8;
      case 9 -> d9;
      case 10 -> d10;
      case 11 -> d11;
      case 12 -> d12;
      case 13 -> d13;
      case 14 -> d14;
      case 15 -> d15;
      case 16 -> d16;
      case 17 -> d17;
      case 18 -> d18;
      case 19 -> d19;
      case 20 -> d20;
      case 21 -> d21;
      case 22 -> d22;
      case 23 -> d23;
      case 24 -> d24;
      case 25 -> d25;
      case 26 -> d26;
      case 27 -> d27;
      case 28 -> d28;
      case 29 -> d29;
      case 30 -> d30;
      case 31 -> d31;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }

  /** Sets VFP register {@code index} d0..d31. */
  public void setD(int index, long value) {
    switch (index) {
      case 0 -> d0 = value;
      case 1 -> d1 = value;
      case 2 -> d2 = value;
      case 3 -> d3 = value;
      case 4 -> d4 = value;
      case 5 -> d5 = value;
      case 6 -> d6 = value;
      case 7 -> d7 = value;
      case 8 -> d8 = value;
      case 9 -> d9 = value;
      case 10 -> d10 = value;
      case 11 -> d11 = value;
      case 12 -> d12 = value;
      case 13 -> d13 = value;
      case 14 -> d14 = value;
      case 15 -> d15 = value;
      case 16 -> d16 = value;
      case 17 -> d17 = value;
      case 18 -> d18 = value;
      case 19 -> d19 = value;
      case 20 -> d20 = value;
      case 21 -> d21 = value;
      case 22 -> d22 = value;
      case 23 -> d23 = value;
      case 24 -> d24 = value;
      case 25 -> d25 = value;
      case 26 -> d26 = value;
      case 27 -> d27 = value;
      case 28 -> d28 = value;
      case 29 -> d29 = value;
      case 30 -> d30 = value;
      case 31 -> d31 = value;
      default -> throw new IndexOutOfBoundsException(index);
    }
  }

  /** VFP register {@code index} s0..s31: half of a doubleword register. */
  public int s(int index) {
    long pair = d(index >>> 1);
    return (int) ((index & 1) == 0 ? pair : pair >>> 32);
  }

  /** Sets VFP register {@code index} s0..s31. */
  public void setS(int index, int value) {
    long pair = d(index >>> 1);
    setD(
        index >>> 1,
        (index & 1) == 0
            ? (pair & 0xffff_ffff_0000_0000L) | (value & 0xffff_ffffL)
            : (pair & 0xffff_ffffL) | (long) value << 32);
  }

  /** Copies the whole user-visible state of {@code other}: what fork gives the child. */
  public void copyFrom(CpuState other) {
    for (int i = 0; i < 15; i++) {
      setR(i, other.r(i));
    }
    for (int i = 0; i < 32; i++) {
      setD(i, other.d(i));
    }
    pc = other.pc;
    thumb = other.thumb;
    itstate = other.itstate;
    bigEndian = other.bigEndian;
    flagForm = other.flagForm;
    flagA = other.flagA;
    flagB = other.flagB;
    n = other.n;
    z = other.z;
    c = other.c;
    v = other.v;
    q = other.q;
    ge = other.ge;
    fpNzcv = other.fpNzcv;
    fpscr = other.fpscr;
    tpidruro = other.tpidruro;
    tpidrurw = other.tpidrurw;
    exclusiveSize = 0;
  }
}
