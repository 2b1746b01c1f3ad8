package dev.armature.decode;

/** An architecture level or extension that brought encodings. */
public enum Feature {
  V4,
  V4T,
  V5T,
  V5TE,
  V6,
  V6K,
  V6T2,
  V7,
  /** SDIV and UDIV in A32 and Thumb. */
  DIV,
  /** Multiprocessing extensions: PLDW. */
  MP,
  V8,
  CRC32,
  VFP2,
  VFP3,
  /** 32 double registers instead of 16. */
  D32,
  /** Half-precision conversions. */
  FP16,
  /** Fused multiply-add. */
  VFP4,
  /** The scalar floating-point instructions of ARMv8. */
  FPV8,
  NEON,
  /** VFMA and VFMS of Advanced SIMD. */
  NEON_VFP4,
  /** Half-precision conversions of Advanced SIMD. */
  NEON_FP16,
  /** The Advanced SIMD instructions of ARMv8. */
  NEON_V8,
  AES,
  PMULL,
  SHA1,
  SHA2;

  @SuppressWarnings("EnumOrdinal") // position in a set that is never stored
  long bit() {
    return 1L << ordinal();
  }
}
