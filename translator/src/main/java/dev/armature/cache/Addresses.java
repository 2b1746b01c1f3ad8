package dev.armature.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** Addresses that instructions accessed: the last few of each. */
final class Addresses {
  private static final int LAST = 4;

  /** When there are so many instructions others are not noted. */
  static final int CAPACITY = 100_000;

  private static final class Instruction {
    final int[] addresses = new int[LAST];
    int count;
  }

  private final Map<Integer, Instruction> instructions = new HashMap<>();

  /** Notes that the instruction at {@code pc} accessed {@code address}. */
  void add(int pc, int address) {
    Instruction instruction = instructions.get(pc);
    if (instruction == null) {
      if (instructions.size() >= CAPACITY) {
        return;
      }
      instruction = new Instruction();
      instructions.put(pc, instruction);
    }
    instruction.addresses[instruction.count++ % LAST] = address;
  }

  /** Calls {@code each} with the addresses of the instruction at {@code pc}. */
  void forEach(int pc, IntConsumer each) {
    Instruction instruction = instructions.get(pc);
    if (instruction != null) {
      for (int i = 0; i < Math.min(instruction.count, LAST); i++) {
        each.accept(instruction.addresses[i]);
      }
    }
  }
}
