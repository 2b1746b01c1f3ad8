package dev.armature.syscalls.strace;

/**
 * How often a call was made: a row of the table of {@code -c}.
 *
 * @param nanos all its calls together, by the clock that was asked for
 * @param min the shortest, in nanoseconds
 * @param max the longest
 */
public record CallCount(
    String name, int number, long calls, long errors, long nanos, long min, long max) {}
