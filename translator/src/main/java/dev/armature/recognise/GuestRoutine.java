package dev.armature.recognise;

/** What the routines are that can be recognised. */
enum GuestRoutine {
  UIDIV,
  UIDIVMOD,
  IDIV,
  IDIVMOD,
  ULDIVMOD,
  LDIVMOD,
  /** What the two above call; not replaced by itself. */
  UDIVMODDI4,
  MEMCPY,
  MEMMOVE,
  MEMSET,
  MEMCHR,
  MEMCMP,
  STRLEN,
  STRNLEN,
  STRCHR,
  STRCHRNUL,
  RAWMEMCHR,
  STRCPY,
  STPCPY,
  STRNCMP,
  STRCMP,
  /** As ARMv7's in glibc orders strings. */
  STRCMP_BY_WORDS;

  /** A unit that does the same, null when there is none. */
  RecognisedUnit unit() {
    return switch (this) {
      case UIDIV -> new Divisions.Unsigned();
      case UIDIVMOD -> new Divisions.UnsignedModulo();
      case IDIV -> new Divisions.Signed();
      case IDIVMOD -> new Divisions.SignedModulo();
      case ULDIVMOD -> new Divisions.UnsignedLong();
      case LDIVMOD -> new Divisions.SignedLong();
      case UDIVMODDI4 -> null;
      case MEMCPY -> new MemoryRoutines.Memcpy();
      case MEMMOVE -> new MemoryRoutines.Memmove();
      case MEMSET -> new MemoryRoutines.Memset();
      case MEMCHR -> new MemoryRoutines.Memchr();
      case MEMCMP -> new MemoryRoutines.Memcmp();
      case STRLEN -> new StringRoutines.Strlen();
      case STRNLEN -> new StringRoutines.Strnlen();
      case STRCHR -> new StringRoutines.Strchr();
      case STRCHRNUL -> new StringRoutines.Strchrnul();
      case RAWMEMCHR -> new StringRoutines.Rawmemchr();
      case STRCPY -> new StringRoutines.Strcpy();
      case STPCPY -> new StringRoutines.Stpcpy();
      case STRNCMP -> new StringRoutines.Strncmp();
      case STRCMP -> new StringRoutines.Strcmp();
      case STRCMP_BY_WORDS -> new StringRoutines.StrcmpByWords();
    };
  }
}
