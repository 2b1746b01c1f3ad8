package dev.armature.machine;

import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestFault.Cause;

/**
 * The exclusive monitor (ARM ARM A3.4): LDREX and STREX, and SWP.
 *
 * <p>A load-exclusive remembers address, size and value; a store-exclusive succeeds when the
 * monitor still tags the same address and size and memory still holds the same value, which an
 * atomic compare-and-set decides. A value that changed and changed back in between is not noticed,
 * which user code written for other translators with the same rule lives with.
 *
 * <p>Unaligned addresses raise an alignment fault whatever the alignment mode (ARM ARM A3.2.1).
 * Values are as they lie in memory, little-endian.
 */
public final class Exclusive {
  private Exclusive() {}

  public static int load8(CpuState cpu, int address) {
    int value = cpu.memory.load8(address);
    tag(cpu, address, 1, value);
    return value;
  }

  public static int load16(CpuState cpu, int address) {
    align(address, 2, Access.READ);
    int value = cpu.memory.load16(address);
    tag(cpu, address, 2, value);
    return value;
  }

  public static int load32(CpuState cpu, int address) {
    align(address, 4, Access.READ);
    int value = cpu.memory.load32(address);
    tag(cpu, address, 4, value);
    return value;
  }

  public static long load64(CpuState cpu, int address) {
    align(address, 8, Access.READ);
    long value = cpu.memory.load64(address);
    tag(cpu, address, 8, value);
    return value;
  }

  private static void tag(CpuState cpu, int address, int size, long value) {
    cpu.exclusiveAddress = address;
    cpu.exclusiveSize = size;
    cpu.exclusiveValue = value;
  }

  /** CLREX. */
  public static void clear(CpuState cpu) {
    cpu.exclusiveSize = 0;
  }

  /** Stores if the monitor allows: 0 when stored, 1 when not. So for the other sizes. */
  public static int store8(CpuState cpu, int address, int value) {
    return claim(cpu, address, 1) && narrow(cpu, address, 0xff, value) ? 0 : 1;
  }

  public static int store16(CpuState cpu, int address, int value) {
    align(address, 2, Access.WRITE);
    return claim(cpu, address, 2) && narrow(cpu, address, 0xffff, value) ? 0 : 1;
  }

  public static int store32(CpuState cpu, int address, int value) {
    align(address, 4, Access.WRITE);
    return claim(cpu, address, 4)
            && cpu.memory.compareAndSet32(address, (int) cpu.exclusiveValue, value)
        ? 0
        : 1;
  }

  public static int store64(CpuState cpu, int address, long value) {
    align(address, 8, Access.WRITE);
    return claim(cpu, address, 8) && cpu.memory.compareAndSet64(address, cpu.exclusiveValue, value)
        ? 0
        : 1;
  }

  /** Opens the monitor; true when it tagged this access. Only then must the page be writable. */
  private static boolean claim(CpuState cpu, int address, int size) {
    if (cpu.exclusiveSize != size || cpu.exclusiveAddress != address) {
      cpu.exclusiveSize = 0;
      return false;
    }
    cpu.memory.check(address, size, Access.WRITE);
    cpu.exclusiveSize = 0;
    return true;
  }

  /** Compare-and-set of a part of a word: tried again while only its other bytes change. */
  private static boolean narrow(CpuState cpu, int address, int mask, int value) {
    int word = address & ~3;
    int shift = 8 * (address & 3);
    while (true) {
      int old = cpu.memory.load32(word);
      if ((old >>> shift & mask) != (int) cpu.exclusiveValue) {
        return false;
      }
      int changed = old & ~(mask << shift) | (value & mask) << shift;
      if (cpu.memory.compareAndSet32(word, old, changed)) {
        return true;
      }
    }
  }

  /** SWP: exchanges a word and returns the old one. */
  public static int swap32(CpuState cpu, int address, int value) {
    align(address, 4, Access.WRITE);
    cpu.memory.check(address, 4, Access.WRITE);
    int old;
    do {
      old = cpu.memory.load32(address);
    } while (!cpu.memory.compareAndSet32(address, old, value));
    return old;
  }

  /** SWPB: exchanges a byte and returns the old one. */
  public static int swap8(CpuState cpu, int address, int value) {
    cpu.memory.check(address, 1, Access.WRITE);
    int word = address & ~3;
    int shift = 8 * (address & 3);
    int old;
    int changed;
    do {
      old = cpu.memory.load32(word);
      changed = old & ~(0xff << shift) | (value & 0xff) << shift;
    } while (!cpu.memory.compareAndSet32(word, old, changed));
    return old >>> shift & 0xff;
  }

  /** Raises the alignment fault of accesses that must be aligned. */
  static void align(int address, int size, Access access) {
    if ((address & size - 1) != 0) {
      throw new GuestFault(address, access, Cause.ALIGNMENT);
    }
  }
}
