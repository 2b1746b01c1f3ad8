/** Optimisation passes over the IR, one file per pass. */
package dev.armature.opt;
