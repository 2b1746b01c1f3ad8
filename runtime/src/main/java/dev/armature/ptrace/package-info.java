/** Stops, requests and register views of ptrace. */
package dev.armature.ptrace;
