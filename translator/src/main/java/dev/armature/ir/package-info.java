/** The typed intermediate representation and its verifier. */
package dev.armature.ir;
