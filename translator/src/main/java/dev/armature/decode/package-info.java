/** One table row per encoding: A32, T16, T32, VFP, NEON; the decoded instruction; disassembler. */
package dev.armature.decode;
