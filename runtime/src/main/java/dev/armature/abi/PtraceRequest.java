package dev.armature.abi;

/**
 * Requests of ptrace ({@code include/uapi/linux/ptrace.h}, {@code asm/ptrace.h}), without their
 * prefix PTRACE_, as ARM numbers them.
 */
public final class PtraceRequest {
  public static final int TRACEME = 0;
  public static final int PEEKTEXT = 1;
  public static final int PEEKDATA = 2;
  public static final int PEEKUSER = 3;
  public static final int POKETEXT = 4;
  public static final int POKEDATA = 5;
  public static final int POKEUSER = 6;
  public static final int CONT = 7;
  public static final int KILL = 8;
  public static final int SINGLESTEP = 9;
  public static final int GETREGS = 12;
  public static final int SETREGS = 13;
  public static final int GETFPREGS = 14;
  public static final int SETFPREGS = 15;
  public static final int ATTACH = 16;
  public static final int DETACH = 17;
  public static final int OLDSETOPTIONS = 21;
  public static final int GET_THREAD_AREA = 22;
  public static final int SET_SYSCALL = 23;
  public static final int SYSCALL = 24;
  public static final int GETVFPREGS = 27;
  public static final int SETVFPREGS = 28;
  public static final int SYSEMU = 32;
  public static final int SYSEMU_SINGLESTEP = 33;
  public static final int SETOPTIONS = 0x4200;
  public static final int GETEVENTMSG = 0x4201;
  public static final int GETSIGINFO = 0x4202;
  public static final int SETSIGINFO = 0x4203;
  public static final int GETREGSET = 0x4204;
  public static final int SETREGSET = 0x4205;
  public static final int SEIZE = 0x4206;
  public static final int INTERRUPT = 0x4207;
  public static final int LISTEN = 0x4208;
  public static final int PEEKSIGINFO = 0x4209;
  public static final int GETSIGMASK = 0x420a;
  public static final int SETSIGMASK = 0x420b;
  public static final int SECCOMP_GET_FILTER = 0x420c;
  public static final int SECCOMP_GET_METADATA = 0x420d;
  public static final int GET_SYSCALL_INFO = 0x420e;
  public static final int SET_SYSCALL_USER_DISPATCH_CONFIG = 0x4210;
  public static final int GET_SYSCALL_USER_DISPATCH_CONFIG = 0x4211;

  private PtraceRequest() {}
}
