/** Routines of run-time and C libraries that are known by their code, and faster code for them. */
package dev.armature.recognise;
