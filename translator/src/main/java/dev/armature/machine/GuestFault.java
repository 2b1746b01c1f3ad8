package dev.armature.machine;

/**
 * A guest access that memory refused. Thrown by {@link GuestMemory} and routines, caught by the
 * engine, which makes the state exact and leaves with {@link CpuState#abort}. Carries no stack
 * trace: it is a guest event, not a Java error.
 */
public final class GuestFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What the guest tried. */
  public enum Access {
    READ,
    WRITE,
    EXECUTE
  }

  /** Why it was refused. */
  public enum Cause {
    /** Translation or permission: SIGSEGV, or SIGBUS past the end of a mapped file. */
    MAPPING,
    /** An access that must be aligned was not: SIGBUS, BUS_ADRALN. */
    ALIGNMENT
  }

  private final int address;
  private final Access access;
  private final Cause cause;

  public GuestFault(int address, Access access, Cause cause) {
    super(null, null, false, false);
    this.address = address;
    this.access = access;
    this.cause = cause;
  }

  /** The first guest address that could not be accessed. */
  public int address() {
    return address;
  }

  public Access access() {
    return access;
  }

  public Cause reason() {
    return cause;
  }

  @Override
  public String getMessage() {
    return "%s of 0x%08x refused (%s)".formatted(access, address, cause);
  }
}
