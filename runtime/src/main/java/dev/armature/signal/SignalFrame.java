package dev.armature.signal;

import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;

/**
 * The frame that a signal handler finds on its stack ({@code struct sigframe} and {@code
 * rt_sigframe} of arch/arm/kernel/signal.h), byte for byte. {@code base} is always the address of
 * the ucontext.
 */
public final class SignalFrame {
  /** Bytes of ucontext and return code: the frame of a handler without SA_SIGINFO. */
  public static final int SIZE = 760;

  /** siginfo goes before it when SA_SIGINFO is set. */
  public static final int RT_SIZE = SigInfo.SIZE + SIZE;

  /** uc_flags of a frame without siginfo. */
  public static final int NON_RT_FLAGS = 0x5ac3_c35a;

  private static final int UC_FLAGS = 0;
  private static final int UC_LINK = 4;
  private static final int UC_STACK = 8;
  private static final int TRAP_NO = 20;
  private static final int ERROR_CODE = 24;
  private static final int OLDMASK = 28;
  private static final int R0 = 32;
  private static final int SP = 84;
  private static final int LR = 88;
  private static final int PC = 92;
  private static final int CPSR = 96;
  private static final int FAULT_ADDRESS = 100;
  private static final int SIGMASK = 104;
  private static final int REGSPACE = 232;
  private static final int RETCODE = 744;

  private static final int VFP_MAGIC = 0x5646_5001;
  private static final int VFP_SIZE = 288;
  private static final int DUMMY_MAGIC = 0xb0d9_ed01;
  private static final int IWMMXT_SIZE = 160;

  private static final int CPSR_I = 0x80;

  private static final int FPEXC_EN = 0x4000_0000;

  /** What the processor said about the last fault ({@code thread_struct}). */
  public record FaultInfo(int trapNo, int errorCode, int address) {
    public static final FaultInfo NONE = new FaultInfo(0, 0, 0);
  }

  private SignalFrame() {}

  /** Writes what both kinds have ({@code setup_sigframe}). */
  public static void write(
      GuestMemory memory, int base, CpuState cpu, long mask, FaultInfo fault, boolean vfp) {
    memory.store32(base + TRAP_NO, fault.trapNo());
    memory.store32(base + ERROR_CODE, fault.errorCode());
    memory.store32(base + OLDMASK, (int) mask);
    for (int i = 0; i < 13; i++) {
      memory.store32(base + R0 + 4 * i, cpu.r(i));
    }
    memory.store32(base + SP, cpu.r13);
    memory.store32(base + LR, cpu.r14);
    memory.store32(base + PC, cpu.pc);
    memory.store32(base + CPSR, cpu.cpsr());
    memory.store32(base + FAULT_ADDRESS, fault.address());
    memory.store64(base + SIGMASK, mask);
    int end = base + REGSPACE;
    if (vfp) {
      memory.store32(end, VFP_MAGIC);
      memory.store32(end + 4, VFP_SIZE);
      for (int i = 0; i < 32; i++) {
        memory.store64(end + 8 + 8 * i, cpu.d(i));
      }
      memory.store32(end + 264, cpu.fullFpscr());
      memory.store32(end + 268, 0);
      memory.store32(end + 272, FPEXC_EN);
      memory.store32(end + 276, 0);
      memory.store32(end + 280, 0);
      memory.store32(end + 284, 0);
      end += VFP_SIZE;
    }
    memory.store32(end, 0);
  }

  /** Marks a frame without siginfo. */
  public static void writeNonRt(GuestMemory memory, int base) {
    memory.store32(base + UC_FLAGS, NON_RT_FLAGS);
  }

  /** Writes what only a frame with siginfo has. */
  public static void writeRt(GuestMemory memory, int base, SigAltStack stack) {
    memory.store32(base + UC_FLAGS, 0);
    memory.store32(base + UC_LINK, 0);
    memory.store32(base + UC_STACK, stack.sp());
    memory.store32(base + UC_STACK + 4, stack.flags());
    memory.store32(base + UC_STACK + 8, stack.size());
  }

  /** Writes the two words of return code; where they are. */
  public static int writeReturnCode(GuestMemory memory, int base, int first, int second) {
    memory.store32(base + RETCODE, first);
    memory.store32(base + RETCODE + 4, second);
    return base + RETCODE;
  }

  /** The mask saved in a frame. */
  public static long mask(GuestMemory memory, int base) {
    return memory.load64(base + SIGMASK);
  }

  /** The alternate stack saved in a frame with siginfo. */
  public static SigAltStack stack(GuestMemory memory, int base) {
    return new SigAltStack(
        memory.load32(base + UC_STACK),
        memory.load32(base + UC_STACK + 4),
        memory.load32(base + UC_STACK + 8));
  }

  /**
   * Takes registers back from a frame ({@code restore_sigframe}).
   *
   * @return false for a frame that names another mode than user's or whose coprocessor records are
   *     damaged; registers may have changed by then
   */
  public static boolean restore(GuestMemory memory, int base, CpuState cpu, boolean vfp) {
    int cpsr = memory.load32(base + CPSR);
    for (int i = 0; i < 13; i++) {
      cpu.setR(i, memory.load32(base + R0 + 4 * i));
    }
    cpu.r13 = memory.load32(base + SP);
    cpu.r14 = memory.load32(base + LR);
    cpu.setCpsr(cpsr);
    cpu.pc = memory.load32(base + PC) & (cpu.thumb != 0 ? ~1 : ~3);
    cpu.exclusiveSize = 0;
    // valid_user_regs: interrupts masked is no user state either.
    if ((cpsr & (0x1f | CPSR_I)) != CpuState.CPSR_MODE_USER) {
      return false;
    }
    int at = base + REGSPACE;
    if (memory.load32(at) == DUMMY_MAGIC && memory.load32(at + 4) == IWMMXT_SIZE) {
      at += IWMMXT_SIZE;
    }
    if (!vfp) {
      return true;
    }
    if (memory.load32(at) != VFP_MAGIC || memory.load32(at + 4) != VFP_SIZE) {
      return false;
    }
    for (int i = 0; i < 32; i++) {
      cpu.setD(i, memory.load64(at + 8 + 8 * i));
    }
    cpu.setFullFpscr(memory.load32(at + 264));
    return true;
  }
}
