package dev.armature.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.signal.SigAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the restart codes when a handler runs. */
class RestartTest {
  @ParameterizedTest
  @CsvSource({
    "-513, false, true",
    "-513, true,  true",
    "-512, false, false",
    "-512, true,  true",
    "-514, false, false",
    "-514, true,  false",
    "-516, false, false",
    "-516, true,  false",
  })
  void codeAndActionDecide(int code, boolean saRestart, boolean again) {
    SigAction action = new SigAction(0x8000, saRestart ? SigAction.SA_RESTART : 0, 0, 0);
    assertEquals(again, SignalDelivery.again(code, action));
  }

  @Test
  void onlyFourResultsAreCodes() {
    int codes = 0;
    for (int result = -4095; result < 0; result++) {
      codes += Restart.isCode(result) ? 1 : 0;
    }
    assertEquals(4, codes);
    assertTrue(Restart.isCode(Restart.ERESTARTSYS));
    assertTrue(Restart.isCode(Restart.ERESTARTNOINTR));
    assertTrue(Restart.isCode(Restart.ERESTARTNOHAND));
    assertTrue(Restart.isCode(Restart.ERESTART_RESTARTBLOCK));
    assertFalse(Restart.isCode(-515));
    assertFalse(Restart.isCode(-Errno.EINTR));
    assertFalse(Restart.isCode(0));
  }
}
