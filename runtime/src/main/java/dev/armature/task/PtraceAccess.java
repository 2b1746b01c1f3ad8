package dev.armature.task;

/** Who may look into another task ({@code __ptrace_may_access} of kernel/ptrace.c). */
public final class PtraceAccess {
  private PtraceAccess() {}

  /** Whether {@code caller}, by its real identity, may trace {@code target}. */
  public static boolean mayAttach(Task caller, Task target) {
    if (caller.group == target.group) {
      return true;
    }
    Credentials own = caller.cred;
    if (own.capable()) {
      return true;
    }
    Credentials other = target.cred;
    return own.uid() == other.euid()
        && own.uid() == other.suid()
        && own.uid() == other.uid()
        && own.gid() == other.egid()
        && own.gid() == other.sgid()
        && own.gid() == other.gid()
        && target.group.dumpable;
  }
}
