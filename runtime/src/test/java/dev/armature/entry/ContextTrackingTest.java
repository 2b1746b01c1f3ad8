package dev.armature.entry;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ContextTrackingTest {
  private final ContextTracking tracking = new ContextTracking();

  @Test
  void entriesAndExitsTakeTurns() {
    for (int i = 0; i < 3; i++) {
      tracking.exitToUserMode();
      tracking.enterFromUserMode();
      tracking.assertInKernel("works");
    }
  }

  @Test
  void aNewThreadIsInTheKernel() {
    assertThrows(IllegalStateException.class, tracking::enterFromUserMode);
  }

  @Test
  void nothingLeavesTwice() {
    tracking.exitToUserMode();
    var error = assertThrows(IllegalStateException.class, tracking::exitToUserMode);
    assertTrue(error.getMessage().contains("goes to user code in USER context, nesting 0"));
  }

  @Test
  void noKernelWorkInUserContext() {
    tracking.exitToUserMode();
    assertThrows(IllegalStateException.class, () -> tracking.assertInKernel("works"));
  }
}
