package dev.armature.perf.compare;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * A program to compare.
 *
 * @param name what the table calls it
 * @param group programs whose ratios are averaged together
 * @param guest its ARM command line, by the number of repetitions; without an option for libraries
 * @param libraries the directory of its libraries ({@code -L}), or null
 * @param host the same program for the host by the number of repetitions, or null
 * @param repetitions how often its work is repeated; 0: as often as takes a second under qemu-arm
 * @param seconds reads from what it wrote how long it took, for a program that measures itself and
 *     so writes something else each time; null when its process is timed
 */
record Workload(
    String name,
    String group,
    IntFunction<List<String>> guest,
    String libraries,
    IntFunction<List<String>> host,
    int repetitions,
    ToDoubleFunction<String> seconds) {}
