/** The `armature` command. */
package dev.armature.cli;
