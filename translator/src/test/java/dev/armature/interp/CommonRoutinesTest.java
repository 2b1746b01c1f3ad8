package dev.armature.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.Routine;
import dev.armature.machine.SmallMemory;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is called directly gives what the generated dispatcher gives, for every such routine. */
class CommonRoutinesTest {
  private static final int DATA = 0x2000;
  private final Random random = new Random(7);

  private static CpuState cpu(Arena arena) {
    GuestMemory memory = SmallMemory.create(arena);
    memory.setPermissions(DATA, 1, GuestMemory.READ | GuestMemory.WRITE);
    var cpu = new CpuState();
    cpu.memory = memory;
    cpu.tpidruro = 0x1234_5678;
    return cpu;
  }

  @Test
  void theSameBothWays() {
    int common = 0;
    try (Arena arena = Arena.ofConfined()) {
      for (Routine routine : Routine.values()) {
        int n = routine.arity();
        int[] slots = IntStream.range(30, 30 + n).toArray();
        var call = new LoweredBlock.Call(routine, slots);
        boolean direct = true;
        for (int i = 0; i < 50 && direct; i++) {
          var a = cpu(arena);
          var b = cpu(arena);
          int[] s = random.ints(64).toArray();
          long[] w = random.longs(64).toArray();
          for (int k = 0; k < 64; k++) {
            // Addresses that are accessible and aligned, shift amounts and flags: small numbers.
            s[k] = i % 2 == 0 ? s[k] & 0xff : s[k];
            w[k] = i % 2 == 0 ? Double.doubleToRawLongBits(s[k] / 8.0) : w[k];
          }
          boolean memory = routine.name().contains("REX") || routine.name().startsWith("ALIGN");
          if (memory) {
            s[30] = DATA + 64 * (i & 7);
            s[31] = routine.name().startsWith("ALIGN") ? 4 : s[31];
          }
          int[] s2 = s.clone();
          long[] w2 = w.clone();
          direct = CommonRoutines.call(a, s, w, call, 1);
          if (direct) {
            RoutineCalls.generated(b, s2, w2, call, 1);
            assertEquals(s2[1], s[1], routine + " to a narrow slot");
            assertEquals(w2[1], w[1], routine + " to a wide slot");
            assertEquals(b.fpscr, a.fpscr, routine.name());
          }
        }
        common += direct ? 1 : 0;
      }
    }
    assertTrue(common >= 33, "only " + common);
  }
}
