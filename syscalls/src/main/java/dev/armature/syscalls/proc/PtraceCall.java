package dev.armature.syscalls.proc;

import static dev.armature.abi.PtraceRequest.ATTACH;
import static dev.armature.abi.PtraceRequest.CONT;
import static dev.armature.abi.PtraceRequest.DETACH;
import static dev.armature.abi.PtraceRequest.GETEVENTMSG;
import static dev.armature.abi.PtraceRequest.GETFPREGS;
import static dev.armature.abi.PtraceRequest.GETREGS;
import static dev.armature.abi.PtraceRequest.GETREGSET;
import static dev.armature.abi.PtraceRequest.GETSIGINFO;
import static dev.armature.abi.PtraceRequest.GETSIGMASK;
import static dev.armature.abi.PtraceRequest.GETVFPREGS;
import static dev.armature.abi.PtraceRequest.GET_SYSCALL_INFO;
import static dev.armature.abi.PtraceRequest.GET_SYSCALL_USER_DISPATCH_CONFIG;
import static dev.armature.abi.PtraceRequest.GET_THREAD_AREA;
import static dev.armature.abi.PtraceRequest.INTERRUPT;
import static dev.armature.abi.PtraceRequest.KILL;
import static dev.armature.abi.PtraceRequest.LISTEN;
import static dev.armature.abi.PtraceRequest.OLDSETOPTIONS;
import static dev.armature.abi.PtraceRequest.PEEKDATA;
import static dev.armature.abi.PtraceRequest.PEEKSIGINFO;
import static dev.armature.abi.PtraceRequest.PEEKTEXT;
import static dev.armature.abi.PtraceRequest.PEEKUSER;
import static dev.armature.abi.PtraceRequest.POKEDATA;
import static dev.armature.abi.PtraceRequest.POKETEXT;
import static dev.armature.abi.PtraceRequest.POKEUSER;
import static dev.armature.abi.PtraceRequest.SECCOMP_GET_FILTER;
import static dev.armature.abi.PtraceRequest.SEIZE;
import static dev.armature.abi.PtraceRequest.SETFPREGS;
import static dev.armature.abi.PtraceRequest.SETOPTIONS;
import static dev.armature.abi.PtraceRequest.SETREGS;
import static dev.armature.abi.PtraceRequest.SETREGSET;
import static dev.armature.abi.PtraceRequest.SETSIGINFO;
import static dev.armature.abi.PtraceRequest.SETSIGMASK;
import static dev.armature.abi.PtraceRequest.SETVFPREGS;
import static dev.armature.abi.PtraceRequest.SET_SYSCALL;
import static dev.armature.abi.PtraceRequest.SET_SYSCALL_USER_DISPATCH_CONFIG;
import static dev.armature.abi.PtraceRequest.SINGLESTEP;
import static dev.armature.abi.PtraceRequest.SYSCALL;
import static dev.armature.abi.PtraceRequest.SYSEMU;
import static dev.armature.abi.PtraceRequest.SYSEMU_SINGLESTEP;
import static dev.armature.abi.PtraceRequest.TRACEME;

import dev.armature.abi.Errno;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.ProgramBounds;
import dev.armature.mm.Uaccess;
import dev.armature.ptrace.Attach;
import dev.armature.ptrace.RegisterSet;
import dev.armature.ptrace.Resume;
import dev.armature.ptrace.Resume.Mode;
import dev.armature.ptrace.SyscallInfo;
import dev.armature.ptrace.UserRegisters;
import dev.armature.seccomp.SetSeccomp;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.UserDispatch;
import java.util.List;

/** ptrace(2) ({@code ptrace_request} of kernel/ptrace.c, {@code arch_ptrace} of arch/arm). */
public final class PtraceCall {
  /** {@code struct ptrace_sud_config}. */
  private static final int SUD_CONFIG_SIZE = 32;

  /** The part of a call number that SET_SYSCALL keeps. */
  private static final int NR_SYSCALL_MASK = 0x0f_ffff;

  // Offsets of PEEKUSER that are not registers.
  private static final int USER_SIZE = 296;
  private static final int PT_TEXT_ADDR = 0x1_0000;
  private static final int PT_DATA_ADDR = 0x1_0004;
  private static final int PT_TEXT_END_ADDR = 0x1_0008;

  private static final int SIGSET_SIZE = 8;
  private static final int PEEKSIGINFO_SHARED = 1;

  private PtraceCall() {}

  public static int ptrace(Task task, int request, int pid, int address, int data) {
    if (request == TRACEME) {
      return Attach.traceme(task);
    }
    Task child = task.kernel.task(pid);
    if (child == null) {
      return -Errno.ESRCH;
    }
    if (request == ATTACH) {
      return Attach.attach(task, child);
    }
    if (request == SEIZE) {
      return Attach.seize(task, child, address, data);
    }
    if (!Attach.check(task, child, request == KILL || request == INTERRUPT)) {
      return -Errno.ESRCH;
    }
    return switch (request) {
      case CONT -> Resume.resume(child, Mode.CONT, data);
      case SYSCALL -> Resume.resume(child, Mode.SYSCALL, data);
      case SYSEMU -> Resume.resume(child, Mode.SYSEMU, data);
      case SINGLESTEP -> Resume.resume(child, Mode.SINGLESTEP, data);
      case SYSEMU_SINGLESTEP -> Resume.resume(child, Mode.SYSEMU_SINGLESTEP, data);
      case DETACH -> Resume.detach(task, child, data);
      case INTERRUPT -> Resume.interrupt(child);
      case LISTEN -> Resume.listen(child);
      case KILL -> {
        Signalling.sendToTask(
            child, SigInfo.fromUser(Signals.SIGKILL, SigInfo.SI_USER, task.pid(), task.cred.uid()));
        yield 0;
      }
      case SETOPTIONS, OLDSETOPTIONS -> Attach.setOptions(task, child, data);
      case PEEKTEXT, PEEKDATA -> peek(task, child, address, data);
      case POKETEXT, POKEDATA -> poke(child, address, data);
      case PEEKUSER -> peekUser(task, child, address, data);
      case POKEUSER -> pokeUser(child, address, data);
      case GETREGS -> out(task, RegisterSet.PRSTATUS.get(child), data);
      case SETREGS -> RegisterSet.PRSTATUS.set(child, in(task, data, RegisterSet.PRSTATUS.words));
      case GETFPREGS -> out(task, RegisterSet.FPREGS.get(child), data);
      case SETFPREGS -> RegisterSet.FPREGS.set(child, in(task, data, RegisterSet.FPREGS.words));
      case GETVFPREGS -> out(task, RegisterSet.VFP.get(child), data);
      case SETVFPREGS -> RegisterSet.VFP.set(child, in(task, data, RegisterSet.VFP.words));
      case GETREGSET -> regset(task, child, address, data, false);
      case SETREGSET -> regset(task, child, address, data, true);
      case GET_THREAD_AREA -> out(task, RegisterSet.TLS.get(child), data);
      case SET_SYSCALL -> {
        child.syscallNumber = data == -1 ? -1 : data & NR_SYSCALL_MASK;
        yield 0;
      }
      case GETEVENTMSG -> out(task, new int[] {child.trace.message}, data);
      case GETSIGINFO -> getSigInfo(task, child, data);
      case SETSIGINFO -> setSigInfo(task, child, data);
      case PEEKSIGINFO -> peekSigInfo(task, child, address, data);
      case GETSIGMASK -> getSigMask(task, child, address, data);
      case SETSIGMASK -> setSigMask(task, child, address, data);
      case SECCOMP_GET_FILTER -> SetSeccomp.getFilter(task, child, address, data);
      case GET_SYSCALL_INFO -> {
        byte[] info = SyscallInfo.of(child);
        int length = (int) Math.min(info.length, address & 0xffff_ffffL);
        task.mm.uaccess().copyOut(info, 0, data, length);
        yield info.length;
      }
      case SET_SYSCALL_USER_DISPATCH_CONFIG -> {
        Uaccess user = task.mm.uaccess();
        yield address != SUD_CONFIG_SIZE
            ? -Errno.EINVAL
            : Prctl.userDispatch(
                child,
                (int) user.getLong(data),
                (int) user.getLong(data + 16),
                (int) user.getLong(data + 24),
                (int) user.getLong(data + 8));
      }
      case GET_SYSCALL_USER_DISPATCH_CONFIG -> getDispatch(task, child, address, data);
      // What this processor or kernel lacks: WMMX, Crunch, hardware breakpoints, FDPIC, rseq.
      default -> -Errno.EIO;
    };
  }

  private static int out(Task task, int[] words, int address) {
    Uaccess user = task.mm.uaccess();
    long unused = user.writable(address, 4 * words.length);
    for (int i = 0; i < words.length; i++) {
      user.putInt(address + 4 * i, words[i]);
    }
    return 0;
  }

  private static int[] in(Task task, int address, int count) {
    Uaccess user = task.mm.uaccess();
    long unused = user.readable(address, 4 * count);
    int[] words = new int[count];
    for (int i = 0; i < count; i++) {
      words[i] = user.getInt(address + 4 * i);
    }
    return words;
  }

  private static int peek(Task task, Task child, int address, int data) {
    byte[] word = new byte[4];
    if (access(child, address, word, false) != 4) {
      return -Errno.EIO;
    }
    task.mm.uaccess().copyOut(word, data);
    return 0;
  }

  private static int poke(Task child, int address, int value) {
    byte[] word = {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    return access(child, address, word, true) == 4 ? 0 : -Errno.EIO;
  }

  /** Bytes accessed; none when the child was killed meanwhile and its memory is gone. */
  private static int access(Task child, int address, byte[] bytes, boolean write) {
    AddressSpace mm = child.mm;
    if (!mm.tryGet()) {
      return 0;
    }
    try {
      return mm.accessRemote(address, bytes, bytes.length, write);
    } finally {
      mm.put();
    }
  }

  /** {@code ptrace_read_user}. */
  private static int peekUser(Task task, Task child, int offset, int data) {
    if ((offset & 3) != 0) {
      return -Errno.EIO;
    }
    ProgramBounds bounds = child.mm.bounds();
    int value;
    switch (offset) {
      case PT_TEXT_ADDR -> value = (int) bounds.startCode;
      case PT_DATA_ADDR -> value = (int) bounds.startData;
      case PT_TEXT_END_ADDR -> value = (int) bounds.endCode;
      default -> {
        if (Integer.compareUnsigned(offset, USER_SIZE) >= 0) {
          return -Errno.EIO;
        }
        value = offset < 4 * UserRegisters.COUNT ? UserRegisters.get(child)[offset / 4] : 0;
      }
    }
    return out(task, new int[] {value}, data);
  }

  /** {@code ptrace_write_user}. */
  private static int pokeUser(Task child, int offset, int value) {
    if ((offset & 3) != 0 || Integer.compareUnsigned(offset, USER_SIZE) >= 0) {
      return -Errno.EIO;
    }
    if (offset >= 4 * UserRegisters.COUNT) {
      return 0;
    }
    int[] registers = UserRegisters.get(child);
    registers[offset / 4] = value;
    return UserRegisters.set(child, registers);
  }

  /** {@code ptrace_regset}: data points to an iovec, whose length comes back. */
  private static int regset(Task task, Task child, int type, int data, boolean set) {
    Uaccess user = task.mm.uaccess();
    int base = user.getInt(data);
    int length = user.getInt(data + 4);
    RegisterSet registers = RegisterSet.of(type);
    if (registers == null || (length & 3) != 0) {
      return -Errno.EINVAL;
    }
    int count = (int) Math.min((length & 0xffff_ffffL) / 4, registers.words);
    int result =
        set
            ? registers.set(child, in(task, base, count))
            : out(task, registers.get(child, count), base);
    user.putInt(data + 4, 4 * count);
    return result;
  }

  private static int getSigInfo(Task task, Task child, int data) {
    SigInfo info = child.trace.info;
    if (info == null) {
      return -Errno.EINVAL;
    }
    long unused = task.mm.uaccess().writable(data, SigInfo.SIZE);
    info.write(task.mm.memory(), data);
    return 0;
  }

  private static int setSigInfo(Task task, Task child, int data) {
    long unused = task.mm.uaccess().readable(data, SigInfo.SIZE);
    SigInfo info = SigInfo.read(task.mm.memory(), data);
    synchronized (child.group.siglock) {
      if (child.trace.info == null) {
        return -Errno.EINVAL;
      }
      child.trace.info = info;
    }
    return 0;
  }

  private static int peekSigInfo(Task task, Task child, int address, int data) {
    Uaccess user = task.mm.uaccess();
    long skip = user.getLong(address);
    int flags = user.getInt(address + 8);
    int most = user.getInt(address + 12);
    if ((flags & ~PEEKSIGINFO_SHARED) != 0 || most < 0) {
      return -Errno.EINVAL;
    }
    if (skip >>> 32 != 0) {
      return 0;
    }
    List<SigInfo> infos;
    synchronized (child.group.siglock) {
      var queue = (flags & PEEKSIGINFO_SHARED) != 0 ? child.group.sharedPending : child.pending;
      infos = queue.peek(skip, most);
    }
    int at = data;
    for (SigInfo info : infos) {
      long unused = user.writable(at, SigInfo.SIZE);
      info.write(task.mm.memory(), at);
      at += SigInfo.SIZE;
    }
    return infos.size();
  }

  private static int getSigMask(Task task, Task child, int size, int data) {
    if (size != SIGSET_SIZE) {
      return -Errno.EINVAL;
    }
    task.mm.uaccess().putLong(data, child.restoreSigmask ? child.savedSigmask : child.blocked);
    return 0;
  }

  private static int setSigMask(Task task, Task child, int size, int data) {
    if (size != SIGSET_SIZE) {
      return -Errno.EINVAL;
    }
    long mask = task.mm.uaccess().getLong(data);
    child.restoreSigmask = false;
    Signalling.setBlockedOfStopped(child, mask);
    return 0;
  }

  private static int getDispatch(Task task, Task child, int size, int data) {
    if (size != SUD_CONFIG_SIZE) {
      return -Errno.EINVAL;
    }
    UserDispatch dispatch = child.userDispatch;
    boolean on = dispatch != null;
    int[] words = {
      on ? 1 : 0, 0,
      on ? dispatch.selector() : 0, 0,
      on ? dispatch.offset() : 0, 0,
      on ? dispatch.length() : 0, 0
    };
    return out(task, words, data);
  }
}
