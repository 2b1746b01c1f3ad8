package dev.armature.translate;

import dev.armature.cache.CodeSpace;
import dev.armature.decode.Features;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a static guest program with no kernel but write, exit and cacheflush: enough to test the
 * translator by itself.
 */
final class BareGuest {
  private static final int STACK_TOP = 0xbf00_0000;
  private static final int STACK_SIZE = 0x10_0000;
  private static final int HEAP = 0x1000_0000;
  private static final int LOAD_ADDRESS = 0x1_0000;
  private static final int AT_PHDR = 3;
  private static final int AT_PHENT = 4;
  private static final int AT_PHNUM = 5;
  private static final int AT_PAGESZ = 6;
  private static final int AT_HWCAP = 16;
  private static final int HWCAP_TLS = 1 << 15;
  private static final int NR_EXIT = 1;
  private static final int NR_WRITE = 4;
  private static final int NR_EXIT_GROUP = 248;
  private static final int NR_CACHEFLUSH = 0x0f_0002;
  private static final int NR_BRK = 45;
  private static final int NR_MUNMAP = 91;
  private static final int NR_MPROTECT = 125;
  private static final int NR_WRITEV = 146;
  private static final int NR_MMAP2 = 192;
  private static final int NR_SET_TID_ADDRESS = 256;
  private static final int NR_SET_TLS = 0x0f_0005;
  private static final int ENOSYS = -38;

  /** What a program did. */
  record Result(int status, String output) {}

  private final CpuState cpu = new CpuState();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final GuestMemory memory;
  private final CodeSpace space;
  private final Translator translator;
  private final int brk = 0x2000_0000;
  private int mapped = 0x3000_0000;
  private int status = -1;

  private BareGuest(GuestMemory memory, Translator translator) {
    this.memory = memory;
    this.translator = translator;
    space = translator.newSpace(memory);
    cpu.memory = memory;
    cpu.code = space;
    cpu.kernel = this::supervisorCall;
  }

  static Result run(Path program, Engine engine, String... arguments) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      var translator = new Translator(Features.max(), engine);
      var guest = new BareGuest(SmallMemory.create(arena), translator);
      guest.load(program, arguments);
      try {
        guest.loop();
      } finally {
        guest.space.close();
      }
      return new Result(guest.status, guest.output.toString(StandardCharsets.UTF_8));
    }
  }

  private void load(Path program, String... arguments) throws IOException {
    ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(program)).order(ByteOrder.LITTLE_ENDIAN);
    int headers = elf.getInt(28);
    int rwx = GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE;
    for (int i = 0; i < elf.getShort(44); i++) {
      int at = headers + 32 * i;
      if (elf.getInt(at) != 1) {
        continue;
      }
      int offset = elf.getInt(at + 4);
      int address = elf.getInt(at + 8);
      int fileSize = elf.getInt(at + 16);
      int pages = (address & 0xfff) + elf.getInt(at + 20) + 0xfff >>> 12;
      memory.setPermissions(address, pages, rwx);
      for (int k = 0; k < fileSize; k++) {
        memory.store8(address + k, elf.get(offset + k));
      }
    }
    int rw = GuestMemory.READ | GuestMemory.WRITE;
    memory.setPermissions(STACK_TOP - STACK_SIZE, STACK_SIZE >>> 12, rw);
    memory.setPermissions(HEAP, 16, rw);
    int strings = STACK_TOP - 0x1000;
    int sp = STACK_TOP - 0x2000;
    memory.store32(sp, arguments.length + 1);
    int slot = sp + 4;
    slot = putString(program.getFileName().toString(), strings, slot);
    strings += 256;
    for (String argument : arguments) {
      slot = putString(argument, strings, slot);
      strings += 256;
    }
    int auxv = slot + 8; // after the null pointers that end argv and envp
    int[] entries = {
      AT_HWCAP,
      HWCAP_TLS,
      AT_PAGESZ,
      GuestMemory.PAGE_SIZE,
      AT_PHDR,
      LOAD_ADDRESS + headers,
      AT_PHENT,
      32,
      AT_PHNUM,
      elf.getShort(44),
    };
    for (int i = 0; i < entries.length; i++) {
      memory.store32(auxv + 4 * i, entries[i]);
    }
    cpu.r13 = sp;
    cpu.setLocation(elf.getInt(24));
  }

  private int putString(String text, int at, int slot) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      memory.store8(at + i, bytes[i]);
    }
    memory.store32(slot, at);
    return slot + 4;
  }

  private void loop() {
    while (status < 0) {
      int location;
      try {
        location = translator.unit(cpu).run(cpu, 0);
      } catch (GuestFault fault) {
        throw new AssertionError("no code at %08x".formatted(cpu.pc), fault);
      }
      if (location != Unit.EXIT) {
        cpu.setLocation(location);
      } else if (cpu.exit != Exit.KERNEL && cpu.exit != Exit.STATE) {
        throw new AssertionError(
            "%s at %08x, info %08x, output so far: %s"
                .formatted(cpu.exit, cpu.pc, cpu.exitInfo, output),
            cpu.fault);
      }
    }
  }

  private int supervisorCall(CpuState c, int immediate) {
    switch (c.r7) {
      case NR_EXIT, NR_EXIT_GROUP -> {
        status = c.r0 & 0xff;
        c.exit = Exit.KERNEL;
        return Unit.EXIT;
      }
      case NR_WRITE -> {
        for (int i = 0; i < c.r2; i++) {
          output.write(memory.load8(c.r1 + i));
        }
        c.r0 = c.r2;
      }
      case NR_CACHEFLUSH -> {
        boolean changed = space.invalidate(c.r0, c.r1 - c.r0);
        c.r0 = 0;
        if (changed) {
          c.exit = Exit.KERNEL;
          return Unit.EXIT;
        }
      }
      case NR_WRITEV -> {
        int total = 0;
        for (int i = 0; i < c.r2; i++) {
          int at = memory.load32(c.r1 + 8 * i);
          int length = memory.load32(c.r1 + 8 * i + 4);
          for (int k = 0; k < length; k++) {
            output.write(memory.load8(at + k));
          }
          total += length;
        }
        c.r0 = total;
      }
      case NR_SET_TLS -> {
        c.tpidruro = c.r0;
        c.r0 = 0;
      }
      case NR_BRK -> c.r0 = brk;
      case NR_MMAP2 -> {
        int pages = c.r1 + 0xfff >>> 12;
        // PROT_READ, PROT_WRITE and PROT_EXEC are the permission bits.
        memory.setPermissions(mapped, pages, c.r2 & 7);
        c.r0 = mapped;
        mapped += pages << 12;
      }
      case NR_MPROTECT -> {
        memory.setPermissions(c.r0, c.r1 + 0xfff >>> 12, c.r2 & 7);
        c.r0 = 0;
      }
      case NR_MUNMAP, NR_SET_TID_ADDRESS -> c.r0 = 0;
      default -> c.r0 = ENOSYS;
    }
    return c.location();
  }
}
