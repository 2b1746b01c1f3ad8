/**
 * Address spaces: areas, page permissions, mapping calls, fork, checked access for the kernel side.
 */
package dev.armature.mm;
