package dev.armature.machine;

/** The code cache of a process as running code sees it. */
public interface CodeLookup {
  /**
   * The unit to run at {@code location}: the compiled one when there is one, else the cold one,
   * which is made on first sight.
   *
   * @throws GuestFault when the instruction there can't be fetched
   */
  Unit lookup(int location);

  /**
   * Tells that a guard of {@code unit} did not expect an access that turned out to be allowed. Of
   * many such accesses only a few are told.
   *
   * @param location the instruction that made it
   */
  void missed(Unit unit, int location, int address);
}
