package dev.armature.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestFault.Cause;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** With memory that others see, where stores are atomic, and with memory of one thread. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class ExclusiveTest {
  private static final int PAGE = 0x2000;

  @Parameter boolean shared;

  private final Arena arena = Arena.ofConfined();
  private final GuestMemory memory = SmallMemory.create(arena);
  private final CpuState cpu = new CpuState();

  @BeforeEach
  void setUp() {
    memory.setPermissions(PAGE, 1, GuestMemory.READ | GuestMemory.WRITE);
    memory.setPermissions(PAGE + GuestMemory.PAGE_SIZE, 1, GuestMemory.READ);
    memory.shared = shared;
    cpu.memory = memory;
    memory.store64(PAGE, 0x8877_6655_4433_2211L);
  }

  @AfterEach
  void tearDown() {
    arena.close();
  }

  @Test
  void storesOnceAfterALoad() {
    assertEquals(0x4433_2211, Exclusive.load32(cpu, PAGE));
    assertEquals(0, Exclusive.store32(cpu, PAGE, 7));
    assertEquals(7, memory.load32(PAGE));
    assertEquals(1, Exclusive.store32(cpu, PAGE, 8), "the monitor is open");
    assertEquals(7, memory.load32(PAGE));
  }

  @Test
  void failsWhenTheValueChangedOrTheMonitorIsElsewhere() {
    Exclusive.load32(cpu, PAGE);
    memory.store32(PAGE, 1);
    assertEquals(1, Exclusive.store32(cpu, PAGE, 8));
    Exclusive.load32(cpu, PAGE);
    assertEquals(1, Exclusive.store32(cpu, PAGE + 4, 8));
    Exclusive.load32(cpu, PAGE);
    assertEquals(1, Exclusive.store16(cpu, PAGE, 8), "other size");
    Exclusive.load32(cpu, PAGE);
    Exclusive.clear(cpu);
    assertEquals(1, Exclusive.store32(cpu, PAGE, 8));
  }

  @Test
  void narrowStoresLeaveTheirNeighbours() {
    for (int i = 0; i < 4; i++) {
      assertEquals(0x11 * (i + 1), Exclusive.load8(cpu, PAGE + i));
      assertEquals(0, Exclusive.store8(cpu, PAGE + i, 0xa0 + i));
    }
    assertEquals(0xa3a2_a1a0, memory.load32(PAGE));
    assertEquals(0x8877, Exclusive.load16(cpu, PAGE + 6));
    memory.store8(PAGE + 4, 0);
    assertEquals(0, Exclusive.store16(cpu, PAGE + 6, 0xfffe), "only a neighbour changed");
    assertEquals(0xfffe_6600, memory.load32(PAGE + 4));
  }

  @Test
  void doubleWords() {
    assertEquals(0x8877_6655_4433_2211L, Exclusive.load64(cpu, PAGE));
    assertEquals(0, Exclusive.store64(cpu, PAGE, -2));
    assertEquals(-2, memory.load64(PAGE));
  }

  @Test
  void swaps() {
    assertEquals(0x4433_2211, Exclusive.swap32(cpu, PAGE, 5));
    assertEquals(5, memory.load32(PAGE));
    assertEquals(0x66, Exclusive.swap8(cpu, PAGE + 5, 0x1ff));
    assertEquals(0x8877_ff55, memory.load32(PAGE + 4));
  }

  @Test
  void storesOfTwoThreadsAreNotLost() throws InterruptedException {
    memory.shared = true;
    memory.store32(PAGE, 0);
    int each = 20_000;
    Runnable count =
        () -> {
          var own = new CpuState();
          own.memory = memory;
          for (int n = 0; n < each; n++) {
            int value;
            do {
              value = Exclusive.load32(own, PAGE);
            } while (Exclusive.store32(own, PAGE, value + 1) != 0);
          }
        };
    Thread other = new Thread(count);
    other.start();
    count.run();
    other.join();
    assertEquals(2 * each, memory.load32(PAGE));
  }

  @Test
  void mustBeAligned() {
    GuestFault fault = assertThrows(GuestFault.class, () -> Exclusive.load32(cpu, PAGE + 2));
    assertSame(Cause.ALIGNMENT, fault.reason());
    assertSame(Access.READ, fault.access());
    assertEquals(PAGE + 2, fault.address());
    fault = assertThrows(GuestFault.class, () -> Exclusive.store64(cpu, PAGE + 4, 0));
    assertSame(Access.WRITE, fault.access());
    assertThrows(GuestFault.class, () -> Exclusive.swap32(cpu, PAGE + 1, 0));
  }

  @Test
  void writesNeedPermission() {
    int readOnly = PAGE + GuestMemory.PAGE_SIZE;
    Exclusive.load32(cpu, readOnly);
    GuestFault fault = assertThrows(GuestFault.class, () -> Exclusive.store32(cpu, readOnly, 1));
    assertSame(Cause.MAPPING, fault.reason());
    assertSame(Access.WRITE, fault.access());
    assertThrows(GuestFault.class, () -> Exclusive.swap8(cpu, readOnly, 1));
  }
}
