/** Turns IR into JVM bytecode. */
package dev.armature.emit;
