package dev.armature.machine;

import java.util.List;

/**
 * Something that executes guest code from one entry location: a compiled guest function, or an
 * interpreted block.
 *
 * <p>A <em>location</em> is a guest instruction address with the T bit as bit 0; it names code
 * exactly, since the two instruction sets never overlap in it.
 */
public abstract class Unit {
  /**
   * Returned by {@link #run} when the thread must go back to the kernel: {@link CpuState#pc} is
   * exact and {@link CpuState#exit} says why. No guest code can sit at this location: the top page
   * of the address space is never mapped. A guest that branches there gives this value with {@link
   * Exit#NONE}, which the user loop sets before each run.
   */
  public static final int EXIT = -1;

  /** Where this unit starts. Set by the code space that owns it. */
  public int location;

  /**
   * Set when this unit must not be entered any more: its code changed, or a faster unit took its
   * place. Whoever keeps a reference to a unit checks this and asks the code space again.
   */
  public boolean stale;

  /** Where its code calls other units. Set by whoever defines it. */
  public List<CallSite> callSites = List.of();

  /** How often it was called while it was interpreted. */
  public int calls;

  /**
   * Whether this is an interpreted block. Asked instead of the class: HotSpot believes the profile
   * of a type test, and throws code away when the first unit of the other kind comes along.
   */
  public final boolean interpreted;

  protected Unit() {
    this(false);
  }

  protected Unit(boolean interpreted) {
    this.interpreted = interpreted;
  }

  /**
   * Runs from this unit's entry. {@code cpu} holds every register on the way in and on the way out;
   * its pc is stale except after {@link #EXIT}.
   *
   * @param depth nested guest calls on this Java stack; a unit that would exceed {@link #MAX_DEPTH}
   *     returns its own location instead of calling deeper
   * @return the location to go on at (the return address when the guest function returned to its
   *     caller), or {@link #EXIT}
   */
  public abstract int run(CpuState cpu, int depth);

  /**
   * Offers a faster unit of the guest's own code at this location. A unit that stands in front of
   * that code keeps it for the cases it does not do itself, and stays in its place.
   *
   * @return whether it did
   */
  public boolean adopt(Unit guestCode) {
    return false;
  }

  /** Compiled code has left for this unit, and not by a return. */
  protected void enteredByBranch() {}

  /** Whether the guest's own code at this location has been compiled. */
  public boolean isCompiled() {
    return !interpreted;
  }

  /**
   * Ends its life in an address space that is going away. Nobody enters it any more, and it keeps
   * nothing of that space alive: the same code at the same base may use it again, see {@link
   * #revive}.
   */
  public final void retire() {
    stale = true;
    for (CallSite site : callSites) {
      site.forget();
    }
  }

  /** Begins a life in another address space. */
  public final void revive() {
    stale = false;
  }

  /** Deep guest recursion unwinds to the user loop at this depth rather than overflow the stack. */
  public static final int MAX_DEPTH = 200;
}
