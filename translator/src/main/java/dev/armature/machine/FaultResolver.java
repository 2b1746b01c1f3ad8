package dev.armature.machine;

/** The memory manager as {@link GuestMemory} sees it when an access is refused. */
@FunctionalInterface
public interface FaultResolver {
  /**
   * Tries to make the page of {@code address} accessible (stack growth).
   *
   * @return true when the page was accessible at a moment during this call, so that the access may
   *     happen
   */
  boolean resolve(int address, GuestFault.Access access);
}
