/** Turns decoded instructions into IR, one class per semantic family, shared by A32 and Thumb. */
package dev.armature.lift;
