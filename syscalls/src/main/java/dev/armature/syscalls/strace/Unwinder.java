package dev.armature.syscalls.strace;

import dev.armature.host.HostBytes;
import dev.armature.machine.GuestMemory;

/**
 * Walks from a function to its caller by the tables that ARM's exception handling ABI defines
 * (EHABI sections 5 to 10), read from the guest's memory.
 */
final class Unwinder {
  private static final int SP = 13;
  private static final int LR = 14;
  private static final int PC = 15;
  private static final int CANTUNWIND = 1;

  private final GuestMemory memory;
  final int[] registers;

  /** Memory that can't be read ends a walk. */
  private static final class EndException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EndException() {
      super(null, null, false, false);
    }
  }

  Unwinder(GuestMemory memory, int[] registers) {
    this.memory = memory;
    this.registers = registers;
  }

  private int word(int address) {
    if (!memory.allows(address, 4, GuestMemory.READ)) {
      throw new EndException();
    }
    return HostBytes.getInt(memory.host(address));
  }

  /** A 31-bit offset from where it stands. */
  private int relative(int address) {
    return address + (word(address) << 1 >> 1);
  }

  /**
   * Goes to the caller of the function that holds {@code pc}.
   *
   * @param table address of the unwinding table of the code there
   * @param size bytes of it
   * @return false when there is no way on
   */
  boolean step(int pc, int table, int size) {
    try {
      int entry = find(pc, table, size / 8);
      if (entry < 0 || word(table + 8 * entry + 4) == CANTUNWIND) {
        return false;
      }
      int before = registers[PC];
      int stack = registers[SP];
      registers[PC] = 0;
      instructions(table + 8 * entry + 4);
      if (registers[PC] == 0) {
        registers[PC] = registers[LR];
      }
      // A frame that does not move would never end.
      return registers[PC] != 0 && (registers[PC] != before || registers[SP] != stack);
    } catch (EndException end) {
      return false;
    }
  }

  private int find(int pc, int table, int count) {
    int low = 0;
    int high = count - 1;
    int found = -1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Integer.compareUnsigned(relative(table + 8 * middle), pc) <= 0) {
        found = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return found;
  }

  /** Where an entry's instructions are: in the entry, or in .ARM.extab in one of three forms. */
  private void instructions(int at) {
    int word = word(at);
    if (word < 0) {
      run(at, 1, 1);
      return;
    }
    int data = relative(at);
    int first = word(data);
    if (first < 0) {
      int personality = first >>> 24 & 15;
      run(data, personality == 0 ? 1 : 2, personality == 0 ? 1 : 1 + (first >>> 16 & 0xff));
    } else {
      // A personality routine of the language comes first, then the same as in form 1.
      run(data + 4, 1, 1 + (word(data + 4) >>> 24));
    }
  }

  /**
   * Executes instructions.
   *
   * @param at the first word; its bytes count from the top
   * @param skip bytes of the first word that are no instructions
   * @param words how many words there are
   */
  private void run(int at, int skip, int words) {
    int position = skip;
    int end = 4 * words;
    while (position < end) {
      int op = code(at, position++);
      if (op < 0x40) {
        registers[SP] += (op << 2) + 4;
      } else if (op < 0x80) {
        registers[SP] -= ((op & 0x3f) << 2) + 4;
      } else if (op < 0x90) {
        int mask = (op & 15) << 8 | code(at, position++);
        if (mask == 0) {
          throw new EndException();
        }
        pop(mask << 4);
      } else if (op < 0xa0) {
        registers[SP] = registers[op & 15];
      } else if (op < 0xb0) {
        pop((2 << (op & 7)) - 1 << 4 | ((op & 8) != 0 ? 1 << LR : 0));
      } else if (op == 0xb0) {
        return;
      } else if (op == 0xb1) {
        pop(code(at, position++) & 15);
      } else if (op == 0xb2) {
        int shift = 0;
        int value = 0;
        int part;
        do {
          part = code(at, position++);
          value |= (part & 0x7f) << shift;
          shift += 7;
        } while ((part & 0x80) != 0 && position < end);
        registers[SP] += 0x204 + (value << 2);
      } else if (op == 0xb3) {
        registers[SP] += ((code(at, position++) & 15) + 1) * 8 + 4;
      } else if (op >= 0xb8 && op < 0xc0) {
        registers[SP] += ((op & 7) + 1) * 8 + 4;
      } else if (op == 0xc8 || op == 0xc9) {
        registers[SP] += ((code(at, position++) & 15) + 1) * 8;
      } else if (op >= 0xd0 && op < 0xd8) {
        registers[SP] += ((op & 7) + 1) * 8;
      } else {
        throw new EndException();
      }
    }
  }

  private int code(int at, int position) {
    return word(at + (position & ~3)) >>> 24 - 8 * (position & 3) & 0xff;
  }

  private void pop(int mask) {
    int stack = registers[SP];
    for (int number = 0; number < 16; number++) {
      if ((mask >>> number & 1) != 0) {
        registers[number] = word(stack);
        stack += 4;
      }
    }
    if ((mask >>> SP & 1) == 0) {
      registers[SP] = stack;
    }
  }
}
