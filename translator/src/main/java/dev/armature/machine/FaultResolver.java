package dev.armature.machine;

/** The memory manager as {@link GuestMemory} sees it when an access is refused. */
@FunctionalInterface
public interface FaultResolver {
  /**
   * Tries to make the page of {@code address} accessible (stack growth).
   *
   * @return true when the access should be tried again
   */
  boolean resolve(int address, GuestFault.Access access);
}
