/** Signal state and signal frames. */
package dev.armature.signal;
