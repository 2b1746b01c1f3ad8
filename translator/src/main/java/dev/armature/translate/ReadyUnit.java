package dev.armature.translate;

import dev.armature.machine.Unit;

/** A unit as it is kept, and as it has been defined for memory at some base. */
record ReadyUnit(KeptUnit kept, Unit unit) {}
