/** Translated units: lookup by pc and state, links, invalidation, background compilation. */
package dev.armature.cache;
