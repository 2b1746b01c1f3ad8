package dev.armature.perf.compare;

import java.util.List;
import java.util.function.IntFunction;

/**
 * A program to compare.
 *
 * @param name what the table calls it
 * @param group programs whose ratios are averaged together
 * @param guest its ARM command line, by the number of repetitions; without an option for libraries
 * @param libraries the directory of its libraries ({@code -L}), or null
 * @param host the same program for the host by the number of repetitions, or null
 * @param repetitions how often its work is repeated; 0: as often as takes a second under qemu-arm
 */
record Workload(
    String name,
    String group,
    IntFunction<List<String>> guest,
    String libraries,
    IntFunction<List<String>> host,
    int repetitions) {}
