package dev.armature.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Actions over fork and exec, and what is ignored. */
class SigHandlersTest {
  private final SigHandlers handlers = new SigHandlers();

  @Test
  void defaultsThatDoNothingAreIgnored() {
    assertTrue(handlers.ignored(Signals.SIGCHLD));
    assertTrue(handlers.ignored(Signals.SIGWINCH));
    assertFalse(handlers.ignored(Signals.SIGTERM));
    handlers.set(Signals.SIGCHLD, new SigAction(0x1_0000, 0, 0, 0));
    assertFalse(handlers.ignored(Signals.SIGCHLD));
    handlers.set(Signals.SIGTERM, new SigAction(SigAction.SIG_IGN, 0, 0, 0));
    assertTrue(handlers.ignored(Signals.SIGTERM));
  }

  @Test
  void execResetsWhatIsCaughtAndKeepsWhatIsIgnored() {
    handlers.set(Signals.SIGUSR1, new SigAction(0x1_0000, SigAction.SA_RESTART, 0, 5));
    handlers.set(Signals.SIGUSR2, new SigAction(SigAction.SIG_IGN, SigAction.SA_NODEFER, 0, 5));
    handlers.resetCaught();
    assertEquals(SigAction.DEFAULT, handlers.get(Signals.SIGUSR1));
    assertEquals(new SigAction(SigAction.SIG_IGN, 0, 0, 0), handlers.get(Signals.SIGUSR2));
  }

  @Test
  void aCopyIsIndependent() {
    SigHandlers copy = handlers.copy();
    copy.set(Signals.SIGINT, new SigAction(SigAction.SIG_IGN, 0, 0, 0));
    assertEquals(SigAction.DEFAULT, handlers.get(Signals.SIGINT));
  }

  @Test
  void alternateStackBoundsAreThoseOfTheKernel() {
    SigAltStack stack = new SigAltStack(0x1000, 0, 0x2000);
    assertFalse(stack.contains(0x1000), "the lowest address is outside: a full stack is overflow");
    assertTrue(stack.contains(0x1001));
    assertTrue(stack.contains(0x3000), "an empty stack counts");
    assertFalse(stack.contains(0x3001));
    assertEquals(SigAltStack.SS_ONSTACK, stack.state(0x2000));
    assertEquals(SigAltStack.SS_DISABLE, SigAltStack.NONE.state(0));
  }
}
