/** Executes cold code at once; the oracle for the emitter. */
package dev.armature.interp;
