/** The way from guest code into the kernel side and back: entry, exit to user, signal delivery. */
package dev.armature.entry;
