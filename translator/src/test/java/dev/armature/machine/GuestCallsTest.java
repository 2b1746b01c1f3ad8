package dev.armature.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accesses that a guard did not expect: allowed by their pages, refused, or a sample. */
class GuestCallsTest {
  private static final int PAGE = 0x10_0000;
  private static final int NEXT = PAGE + GuestMemory.PAGE_SIZE;
  private static final int WORD = 4 << 2;
  private static final int LOCATION = 0x8001;
  private static final int IT_STATE = 0x18;

  private static final class Unused extends Unit {
    @Override
    public int run(CpuState cpu, int depth) {
      throw new UnsupportedOperationException();
    }
  }

  private final CpuState cpu = new CpuState();
  private final Unit unit = new Unused();
  private final List<Integer> samples = new ArrayList<>();

  private boolean reads(int address) {
    return GuestCalls.allows(cpu, address, WORD | GuestMemory.READ, LOCATION, IT_STATE);
  }

  private boolean writes(int address) {
    return GuestCalls.allows(cpu, address, WORD | GuestMemory.WRITE, LOCATION, IT_STATE);
  }

  private void faultsAt(int address) {
    assertEquals(Unit.EXIT, GuestCalls.stop(cpu, unit));
    assertEquals(Exit.DATA_ABORT, cpu.exit);
    assertEquals(address, cpu.fault.address());
    assertEquals(List.of(LOCATION & ~1, IT_STATE), List.of(cpu.pc, cpu.itstate));
  }

  private void missUntilSample() {
    while (reads(PAGE)) {
      assertTrue(cpu.guardMisses < GuestCalls.MISSES_PER_SAMPLE * 3L);
    }
  }

  @Test
  void goTheirWay() {
    try (Arena arena = Arena.ofShared()) {
      cpu.memory = SmallMemory.create(arena);
      cpu.code =
          new CodeLookup() {
            @Override
            public Unit lookup(int location) {
              throw new UnsupportedOperationException();
            }

            @Override
            public void missed(Unit missing, int location, int address) {
              assertEquals(unit, missing);
              samples.add(address);
            }
          };
      cpu.memory.setPermissions(PAGE, 1, GuestMemory.READ | GuestMemory.WRITE);
      assertTrue(reads(PAGE));
      assertTrue(writes(NEXT - 4));
      assertFalse(reads(NEXT - 2), "the next page may not be read");
      faultsAt(NEXT);
      cpu.memory.setPermissions(NEXT, 1, GuestMemory.READ);
      assertTrue(reads(NEXT - 2));
      assertFalse(writes(NEXT - 2));
      faultsAt(NEXT);
      assertFalse(reads(PAGE - 2));
      faultsAt(PAGE - 2);
      assertEquals(List.of(), samples);

      missUntilSample();
      assertEquals(Unit.EXIT, GuestCalls.stop(cpu, unit));
      assertEquals(Exit.STATE, cpu.exit, "the instruction is in an IT block");
      assertEquals(List.of(LOCATION & ~1, IT_STATE), List.of(cpu.pc, cpu.itstate));
      assertEquals(List.of(PAGE), samples);
      assertTrue(reads(PAGE), "the second time it must go on");

      cpu.stopLocation = LOCATION;
      assertEquals(Unit.EXIT, GuestCalls.stop(cpu, unit));
      assertEquals(Exit.PENDING, cpu.exit, "nothing was refused since");
    }
  }
}
