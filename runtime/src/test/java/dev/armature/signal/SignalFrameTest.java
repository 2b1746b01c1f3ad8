package dev.armature.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.signal.SignalFrame.FaultInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The frame's bytes, at the offsets of {@code struct ucontext} of Linux/ARM. */
class SignalFrameTest {
  private static final int BASE = 0x2000;
  private static final long MASK = 0x8000_0001_0000_0200L;
  private static final FaultInfo FAULT = new FaultInfo(14, 0x807, 0x1234);

  // The reservation's tail with the permission bytes follows 4 GiB of addresses: map it sparsely.
  private final Arena arena = Arena.ofConfined();
  private GuestMemory memory;

  @BeforeEach
  void map() throws Exception {
    var file = Files.createTempFile("frame", ".mem");
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      MemorySegment all =
          channel.map(FileChannel.MapMode.READ_WRITE, 0, GuestMemory.RESERVATION, arena);
      memory = new GuestMemory(all.address(), (address, access) -> false);
    }
    memory.setPermissions(BASE, 1, GuestMemory.READ | GuestMemory.WRITE);
  }

  @AfterEach
  void unmap() {
    arena.close();
  }

  private static CpuState state() {
    CpuState cpu = new CpuState();
    for (int i = 0; i < 15; i++) {
      cpu.setR(i, 0x100 + i);
    }
    for (int i = 0; i < 32; i++) {
      cpu.setD(i, 0x4000_0000_0000_0000L + i);
    }
    cpu.pc = 0x8002;
    cpu.thumb = 1;
    cpu.itstate = 0x1a;
    cpu.setFlags(0xa000_0000);
    cpu.ge = 5;
    cpu.setFullFpscr(0x6000_0010);
    return cpu;
  }

  @Test
  void everyFieldIsWhereTheKernelPutsIt() {
    CpuState cpu = state();
    SignalFrame.write(memory, BASE, cpu, MASK, FAULT, true);
    assertEquals(14, memory.load32(BASE + 20), "trap_no");
    assertEquals(0x807, memory.load32(BASE + 24), "error_code");
    assertEquals(0x200, memory.load32(BASE + 28) & 0xffff, "oldmask is the mask's low word");
    for (int i = 0; i < 15; i++) {
      assertEquals(0x100 + i, memory.load32(BASE + 32 + 4 * i), "r" + i);
    }
    assertEquals(0x8002, memory.load32(BASE + 92), "pc");
    assertEquals(cpu.cpsr(), memory.load32(BASE + 96), "cpsr");
    assertEquals(0x1234, memory.load32(BASE + 100), "fault_address");
    assertEquals(MASK, memory.load64(BASE + 104), "sigmask");
    assertEquals(0x5646_5001, memory.load32(BASE + 232), "VFP magic");
    assertEquals(288, memory.load32(BASE + 236), "VFP size");
    assertEquals(0x4000_0000_0000_001fL, memory.load64(BASE + 240 + 8 * 31), "d31");
    assertEquals(0x6000_0010, memory.load32(BASE + 232 + 264), "fpscr");
    assertEquals(0x4000_0000, memory.load32(BASE + 232 + 272), "fpexc: enabled");
    assertEquals(0, memory.load32(BASE + 232 + 288), "end of records");
  }

  @Test
  void withoutVfpTheRecordsEndAtOnce() {
    SignalFrame.write(memory, BASE, state(), MASK, FAULT, false);
    assertEquals(0, memory.load32(BASE + 232));
  }

  @Test
  void restoreBringsEverythingBack() {
    CpuState cpu = state();
    SignalFrame.write(memory, BASE, cpu, MASK, FAULT, true);
    CpuState back = new CpuState();
    assertTrue(SignalFrame.restore(memory, BASE, back, true));
    for (int i = 0; i < 15; i++) {
      assertEquals(cpu.r(i), back.r(i));
    }
    for (int i = 0; i < 32; i++) {
      assertEquals(cpu.d(i), back.d(i));
    }
    assertEquals(cpu.pc, back.pc);
    assertEquals(cpu.cpsr(), back.cpsr());
    assertEquals(cpu.fullFpscr(), back.fullFpscr());
    assertEquals(MASK, SignalFrame.mask(memory, BASE));
  }

  @Test
  void aFrameMayOverwriteOnlyWhatAUserMay() {
    SignalFrame.write(memory, BASE, state(), MASK, FAULT, true);
    memory.store32(BASE + 96, 0x13);
    assertFalse(SignalFrame.restore(memory, BASE, new CpuState(), true), "supervisor mode");
    SignalFrame.write(memory, BASE, state(), MASK, FAULT, true);
    memory.store32(BASE + 236, 284);
    assertFalse(SignalFrame.restore(memory, BASE, new CpuState(), true), "VFP record's size");
    SignalFrame.write(memory, BASE, state(), MASK, FAULT, true);
    memory.store32(BASE + 232, 0x5646_5002);
    assertFalse(SignalFrame.restore(memory, BASE, new CpuState(), true), "VFP record's magic");
  }

  @Test
  void anIwmmxtDummyBeforeTheVfpRecordIsSkipped() {
    SignalFrame.write(memory, BASE, state(), MASK, FAULT, true);
    for (int i = 288; i >= 0; i -= 4) {
      memory.store32(BASE + 232 + 160 + i, memory.load32(BASE + 232 + i));
    }
    memory.store32(BASE + 232, 0xb0d9_ed01);
    memory.store32(BASE + 236, 160);
    CpuState back = new CpuState();
    assertTrue(SignalFrame.restore(memory, BASE, back, true));
    assertEquals(0x4000_0000_0000_0007L, back.d7);
  }

  @Test
  void returnCodeIsTwoWordsOfTheKernelsTable() {
    assertEquals(0xe3a0_7077, SigReturnCode.word(SigReturnCode.index(false, false)));
    assertEquals(0xdf00_2777, SigReturnCode.word(SigReturnCode.index(true, false)));
    assertEquals(0xe3a0_70ad, SigReturnCode.word(SigReturnCode.index(false, true)));
    assertEquals(0xdf00_27ad, SigReturnCode.word(SigReturnCode.index(true, true)));
    assertEquals(4096, SigReturnCode.page().length);
  }

  @Test
  void siginfoSurvivesTheRoundTrip() {
    SigInfo info = new SigInfo(40, 3, -1, new int[] {7, 0, 99});
    info.write(memory, BASE);
    SigInfo back = SigInfo.read(memory, BASE);
    assertEquals(40, back.signo());
    assertEquals(3, back.errno());
    assertEquals(-1, back.code());
    assertEquals(7, back.field(0));
    assertEquals(0, back.field(1));
    assertEquals(99, back.field(2));
    assertEquals(0, back.field(28));
  }
}
