/** Parses and checks 32-bit ARM ELF files and says how to load them; writes no memory. */
package dev.armature.elf;
