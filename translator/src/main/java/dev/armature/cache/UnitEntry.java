package dev.armature.cache;

/**
 * What is compiled as one unit.
 *
 * @param location where it is entered
 * @param loop whether it is only the loop with that head, else the function from there on
 */
public record UnitEntry(int location, boolean loop) {}
