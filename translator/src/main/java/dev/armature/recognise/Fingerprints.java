package dev.armature.recognise;

import java.util.List;

/**
 * The routines that are known. Rows are printed by {@code FingerprintTool} (in this module's tests)
 * from the static libraries of Debian 12; the shared libraries hold the same code.
 */
final class Fingerprints {
  /** Bytes of the longest {@code __udivmoddi4} below. */
  static final int LONGEST_CALLEE = 262;

  private static final int[] NONE = {};

  private Fingerprints() {}

  static List<Fingerprint> all() {
    return List.of(
        // libgcc 12.2.0: __udivsi3
        row(GuestRoutine.UIDIV, 1, 0, 604, 4, 0xbf081e4a, 0xd05b8b626d332b56L, at(600), NONE),
        // libgcc 12.2.0: __aeabi_uidivmod
        row(GuestRoutine.UIDIVMOD, 1, 604, 630, 4, 0xd0f82900, 0x0ee0af771a61e835L, at(600), NONE),
        // libgcc 12.2.0: __divsi3
        row(GuestRoutine.IDIV, 1, 0, 660, 4, 0xf0002900, 0x0f5289bd05c832a9L, at(656), NONE),
        // libgcc 12.2.0: __aeabi_idivmod
        row(GuestRoutine.IDIVMOD, 1, 660, 686, 4, 0xd0f42900, 0x120ee01b61540b2eL, at(656), NONE),
        // libgcc 12.2.0: __aeabi_ldivmod
        row(
            GuestRoutine.LDIVMOD,
            1,
            0,
            160,
            4,
            0xb972b97b,
            0xf835bdb7c71ff866L,
            at(30),
            at(50, 76, 110, 138)),
        // libgcc 12.2.0: __aeabi_uldivmod
        row(GuestRoutine.ULDIVMOD, 1, 0, 48, 4, 0xb94ab953, 0x2e2b5ce24c8ea5c7L, at(20), at(32)),
        // libgcc 12.2.0: __udivmoddi4
        row(GuestRoutine.UDIVMODDI4, 1, 0, 262, 4, 0x43f0e92d, 0x35bd0ea7ba021c68L, NONE, NONE),
        // glibc 2.36: memcmp
        row(
            GuestRoutine.MEMCMP,
            1,
            0,
            744,
            4,
            0xc2d8f8df,
            0xf180fb6960a1707eL,
            at(728, 732, 736, 740),
            NONE),
        // glibc 2.36: memmove
        row(GuestRoutine.MEMMOVE, 0, 0, 800, 4, 0xe050c001, 0x70b46d7ed979b1d8L, at(8), NONE),
        // glibc 2.36: memset
        row(GuestRoutine.MEMSET, 0, 0, 124, 4, 0xe1a03000, 0xe58e95f3139f752bL, NONE, NONE),
        // glibc 2.36: rawmemchr
        row(GuestRoutine.RAWMEMCHR, 1, 0, 118, 4, 0xf0007802, 0x86dc0da65015c17dL, NONE, NONE),
        // glibc 2.36: strchr
        row(GuestRoutine.STRCHR, 1, 0, 168, 4, 0xb2c97802, 0xb7336045878e9b35L, NONE, NONE),
        // glibc 2.36: strchrnul
        row(GuestRoutine.STRCHRNUL, 1, 0, 156, 4, 0x0783b2c9, 0x86165d09ae41f8beL, NONE, NONE),
        // glibc 2.36: strcmp
        row(
            GuestRoutine.STRCMP_BY_WORDS,
            1,
            16,
            756,
            4,
            0x780b7802,
            0xa300185de39dcba4L,
            NONE,
            NONE),
        // glibc 2.36: stpcpy
        row(GuestRoutine.STPCPY, 1, 0, 540, 4, 0x0c00f04f, 0xbf3dee632edf6714L, NONE, NONE),
        // glibc 2.36: strcpy
        row(GuestRoutine.STRCPY, 1, 16, 538, 4, 0xf8904684, 0xb9def0d3ce6b97f4L, NONE, NONE),
        // glibc 2.36: strlen
        row(GuestRoutine.STRLEN, 1, 0, 220, 4, 0xf000f890, 0x455b9045705c1952L, NONE, NONE),
        // glibc 2.36: strncmp
        row(GuestRoutine.STRNCMP, 1, 0, 190, 4, 0xb5702a03, 0x3e9c3bec0a09afeeL, NONE, NONE),
        // glibc 2.36: strnlen
        row(GuestRoutine.STRNLEN, 1, 0, 148, 4, 0xeb10b1b1, 0x20721bfadaa1b679L, NONE, NONE),
        // glibc 2.36: __memcpy_neon
        row(GuestRoutine.MEMCPY, 0, 0, 1248, 4, 0xe1a0c000, 0xa7a407c3ba79985dL, NONE, NONE),
        // glibc 2.36: __memcpy_vfp
        row(GuestRoutine.MEMCPY, 0, 0, 1504, 4, 0xe1a0c000, 0xbe7452a9689a47f8L, NONE, NONE),
        // glibc 2.36: __memchr_neon
        row(GuestRoutine.MEMCHR, 1, 0, 232, 4, 0xd80a2a07, 0x76d4c94e15e5a96cL, NONE, NONE),
        // glibc 2.36: __memcpy_arm
        row(GuestRoutine.MEMCPY, 0, 0, 1056, 4, 0xe1a0c000, 0x3ad721a5c31a8e1cL, NONE, NONE),
        // glibc 2.36: __memchr_noneon
        row(GuestRoutine.MEMCHR, 1, 0, 156, 4, 0x01fff001, 0x2730c3e1f06dc85cL, NONE, NONE),
        // musl 1.2.3: memcpy
        row(GuestRoutine.MEMCPY, 1, 0, 732, 2, 0x4011e92d, 0xab44c4e31447e37fL, NONE, NONE),
        // musl 1.2.3: memchr
        row(GuestRoutine.MEMCHR, 1, 0, 150, 4, 0x0783b2c9, 0xfced6012bc0e9f8cL, NONE, NONE),
        // musl 1.2.3: memcmp
        row(GuestRoutine.MEMCMP, 1, 0, 38, 4, 0x3a01b17a, 0x75968d4c9969b986L, NONE, NONE),
        // musl 1.2.3: memmove
        row(GuestRoutine.MEMMOVE, 1, 0, 266, 4, 0x42884684, 0xc4bb145c7634c8d3L, at(242), NONE),
        // musl 1.2.3: memset
        row(GuestRoutine.MEMSET, 1, 0, 176, 4, 0xd0542a00, 0xb112a35ddb17f5aeL, NONE, NONE),
        // musl 1.2.3: stpcpy
        row(GuestRoutine.STPCPY, 1, 0, 150, 4, 0x0200ea81, 0xba80959781f91806L, NONE, NONE),
        // musl 1.2.3: strchrnul
        row(GuestRoutine.STRCHRNUL, 1, 0, 142, 4, 0xf011b510, 0x95e8e9bbe5577d2cL, at(134), NONE),
        // musl 1.2.3: strcmp
        row(GuestRoutine.STRCMP, 1, 0, 26, 4, 0x780a7803, 0x023f9295d03a68f1L, NONE, NONE),
        // musl 1.2.3: strlen
        row(GuestRoutine.STRLEN, 1, 0, 90, 4, 0x0784b410, 0xc889c0c0848eec7aL, NONE, NONE),
        // musl 1.2.3: strncmp
        row(GuestRoutine.STRNCMP, 1, 0, 98, 4, 0xb530b36a, 0xb972fa507fdf8d0aL, NONE, NONE));
  }

  private static int[] at(int... offsets) {
    return offsets;
  }

  private static Fingerprint row(
      GuestRoutine routine,
      int thumb,
      int entry,
      int length,
      int alignment,
      int first,
      long hash,
      int[] open,
      int[] calls) {
    return new Fingerprint(routine, thumb, entry, length, alignment, first, hash, open, calls);
  }
}
