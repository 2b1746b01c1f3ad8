package dev.armature.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Units are compiled again for what they left out, but not for ever. */
class LeftOutTest {
  private static final UnitEntry FUNCTION = new UnitEntry(0x1000, false);
  private static final UnitEntry LOOP = new UnitEntry(0x1040, true);

  private final LeftOut leftOut = new LeftOut();

  @Test
  void namesEveryUnitOnce() {
    leftOut.add(FUNCTION, List.of(0x1100, 0x1200));
    leftOut.add(LOOP, List.of(0x1100));
    leftOut.add(LOOP, List.of(0x1100));
    assertEquals(List.of(FUNCTION, LOOP), leftOut.take(0x1100));
    assertEquals(List.of(), leftOut.take(0x1100));
    assertEquals(List.of(FUNCTION), leftOut.take(0x1200));
    assertEquals(List.of(), leftOut.take(0x1300));
  }

  @Test
  void givesUpAfterAFewTimes() {
    int times = 0;
    for (int i = 0; i < 100; i++) {
      leftOut.add(FUNCTION, List.of(0x1100 + i));
      times += leftOut.take(0x1100 + i).size();
    }
    assertEquals(3, times);
  }
}
