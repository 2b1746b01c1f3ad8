package dev.armature.perf;

import dev.armature.cache.CodeSpace;
import dev.armature.decode.Features;
import dev.armature.host.HostMemory;
import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.translate.Engine;
import dev.armature.translate.Translator;

/**
 * A processor with a page of code and some of data, and no kernel: for benchmarks of code alone.
 */
final class BenchGuest {
  static final int CODE = GuestCode.ADDRESS;
  static final int DATA = 0x10_0000;
  static final int DATA_PAGES = 16;

  /** Where the code returns to. Nothing is there. */
  private static final int RETURN = 0x4000;

  final GuestMemory memory;
  final CpuState cpu = new CpuState();
  final CodeSpace space;

  BenchGuest(Engine engine, int[] code) {
    int protection = HostMemory.PROT_READ | HostMemory.PROT_WRITE;
    int flags = HostMemory.MAP_PRIVATE | HostMemory.MAP_ANONYMOUS | HostMemory.MAP_NORESERVE;
    long base = HostMemory.mmap(0, GuestMemory.RESERVATION, protection, flags, -1, 0);
    memory = new GuestMemory(base, (address, access) -> false);
    memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
    memory.setPermissions(DATA, DATA_PAGES, GuestMemory.READ | GuestMemory.WRITE);
    for (int i = 0; i < code.length; i++) {
      memory.store32(CODE + 4 * i, code[i]);
    }
    space = newSpace(engine);
    cpu.memory = memory;
    cpu.code = space;
  }

  /** Code of its own for the same memory: nothing is translated yet. */
  CodeSpace newSpace(Engine engine) {
    return new Translator(Features.max(), engine).newSpace(memory);
  }

  /** Calls the code with two arguments and returns r0. */
  int call(int r0, int r1) {
    cpu.r0 = r0;
    cpu.r1 = r1;
    cpu.r14 = RETURN;
    int location = CODE;
    while (location != RETURN) {
      location = space.lookup(location).run(cpu, 1);
    }
    return cpu.r0;
  }

  void close() {
    int unused = HostMemory.munmap(memory.base(), GuestMemory.RESERVATION);
  }
}
