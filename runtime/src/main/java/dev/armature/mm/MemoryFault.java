package dev.armature.mm;

/** Why an access that memory refused is an error: the signal and its code. */
public enum MemoryFault {
  /** SIGSEGV, SEGV_MAPERR: nothing is mapped there. */
  SEGV_MAPERR,
  /** SIGSEGV, SEGV_ACCERR: the area doesn't allow it. */
  SEGV_ACCERR,
  /** SIGBUS, BUS_ADRERR: the mapped file has no such page. */
  BUS_ADRERR,
  /** Not an error any more: the stack or the file grew; try the access again. */
  RESOLVED
}
