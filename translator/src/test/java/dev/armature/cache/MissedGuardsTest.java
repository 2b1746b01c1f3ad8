package dev.armature.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Units are compiled again for guards that miss, when that happens often, but not for ever. */
class MissedGuardsTest {
  private static final int UNIT = 0x1000;
  private static final int PC = 0x1010;

  private final MissedGuards missed = new MissedGuards();

  private int times(int samples) {
    int times = 0;
    for (int i = 0; i < samples; i++) {
      if (missed.note(UNIT, PC)) {
        times++;
        assertTrue(missed.take(UNIT));
        assertFalse(missed.take(UNIT));
      }
    }
    return times;
  }

  @Test
  void takesManyMisses() {
    assertEquals(0, times(MissedGuards.ENOUGH - 1));
    assertFalse(missed.take(UNIT));
    assertEquals(1, times(1));
  }

  @Test
  void whatMissesAgainIsUnsteady() {
    assertEquals(1, times(MissedGuards.ENOUGH));
    assertFalse(missed.isUnsteady(PC));
    assertEquals(1, times(MissedGuards.ENOUGH));
    assertTrue(missed.isUnsteady(PC));
    assertFalse(missed.isUnsteady(PC + 4));
  }

  @Test
  void givesUpAfterAFewTimes() {
    assertEquals(3, times(100 * MissedGuards.ENOUGH));
  }
}
