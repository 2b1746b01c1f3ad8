package dev.armature.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class DeathBySignalTest {
  @Test
  void saysWhatShellsSay() {
    assertEquals("Segmentation fault", DeathBySignal.message(11));
    assertEquals("Aborted", DeathBySignal.message(6));
    assertEquals("Bad system call", DeathBySignal.message(31));
    assertEquals("Real-time signal 3", DeathBySignal.message(35));
    assertEquals(139, DeathBySignal.status(11));
  }

  @Test
  void isSilentWhereShellsAre() {
    assertNull(DeathBySignal.message(2));
    assertNull(DeathBySignal.message(13));
  }
}
