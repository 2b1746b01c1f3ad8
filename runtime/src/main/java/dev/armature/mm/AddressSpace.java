package dev.armature.mm;

import dev.armature.machine.CodeLookup;
import dev.armature.machine.GuestMemory;

/**
 * The memory of a process ({@code mm_struct}): what the task side asks of it. Shared by the tasks
 * that were cloned with CLONE_VM, and by parent and child during vfork.
 */
public interface AddressSpace {
  GuestMemory memory();

  /** The translated code of this space. */
  CodeLookup code();

  /** A copy for fork. The copy has one user. */
  AddressSpace fork();

  /** One more task uses this space ({@code mmget}). */
  void get();

  /** One task less; the last one frees the reservation ({@code mmput}). */
  void put();
}
