package dev.armature.translate;

/**
 * What translation has done so far, for {@code --stat}.
 *
 * @param blocksLifted blocks lifted and lowered for the interpreter
 * @param blocksKept blocks of the interpreter in memory, at most {@link #blocksLimit}
 * @param blocksLimit when there are so many, they are dropped and come again as needed
 * @param units functions and loops compiled to bytecode
 * @param unitsLimit when a process has so many, they are dropped and come again as needed
 * @param known units that another process or an earlier run had compiled
 * @param knownNanos time the compiling thread took to define them
 * @param reused units that were taken over from a process that had ended, with HotSpot's machine
 *     code
 * @param again units that were compiled again with what they had left out; each counts in units,
 *     too
 * @param reguarded units that were compiled again for the memory that they had been found to
 *     access; each counts in units, too
 * @param unitInstructions guest instructions in them
 * @param unitBytes bytes of their bytecode
 * @param compileNanos time the compiling thread took for them
 * @param longestNanos time of the longest one
 * @param outdated units thrown away because the code or memory changed while they were compiled
 * @param failed units that could not be compiled and stay interpreted
 * @param waiting requests in the queue
 */
public record TranslationStat(
    int blocksLifted,
    int blocksKept,
    int blocksLimit,
    long units,
    int unitsLimit,
    long known,
    long knownNanos,
    long reused,
    long again,
    long reguarded,
    long unitInstructions,
    long unitBytes,
    long compileNanos,
    long longestNanos,
    long outdated,
    long failed,
    int waiting) {}
