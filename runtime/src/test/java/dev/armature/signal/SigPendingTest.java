package dev.armature.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What waits, in which order, and how often. */
class SigPendingTest {
  private static final int RT = Signals.SIGRTMIN + 3;

  private final SigPending pending = new SigPending();

  private static SigInfo info(int signo, int mark) {
    return SigInfo.fromUser(signo, SigInfo.SI_QUEUE, mark, 0);
  }

  private int next(long blocked) {
    SigInfo info = pending.dequeue(blocked);
    return info == null ? 0 : info.signo() * 1000 + info.field(0);
  }

  @Test
  void standardSignalsCoalesceAndKeepTheFirstInfo() {
    assertTrue(pending.add(info(Signals.SIGUSR1, 1)));
    assertFalse(pending.add(info(Signals.SIGUSR1, 2)));
    assertEquals(Signals.SIGUSR1 * 1000 + 1, next(0));
    assertEquals(0, next(0));
    assertEquals(0, pending.set());
  }

  @Test
  void realTimeSignalsQueueInOrder() {
    for (int i = 1; i <= 3; i++) {
      assertTrue(pending.add(info(RT, i)));
    }
    assertEquals(RT * 1000 + 1, next(0));
    assertTrue(Signals.has(pending.set(), RT), "two are left");
    assertEquals(RT * 1000 + 2, next(0));
    assertEquals(RT * 1000 + 3, next(0));
    assertFalse(Signals.has(pending.set(), RT));
  }

  @Test
  void lowNumbersComeFirstButFaultsBeforeAll() {
    pending.add(info(RT, 1));
    pending.add(info(Signals.SIGTERM, 2));
    pending.add(info(Signals.SIGHUP, 3));
    pending.add(info(Signals.SIGSEGV, 4));
    assertEquals(Signals.SIGSEGV * 1000 + 4, next(0));
    assertEquals(Signals.SIGHUP * 1000 + 3, next(0));
    assertEquals(Signals.SIGTERM * 1000 + 2, next(0));
    assertEquals(RT * 1000 + 1, next(0));
  }

  @Test
  void blockedSignalsWait() {
    pending.add(info(Signals.SIGINT, 1));
    assertNull(pending.dequeue(Signals.bit(Signals.SIGINT)));
    assertEquals(Signals.SIGINT * 1000 + 1, next(~Signals.bit(Signals.SIGINT)));
  }

  @Test
  void flushDropsOnlyWhatItNames() {
    pending.add(info(Signals.SIGTSTP, 1));
    pending.add(info(Signals.SIGCONT, 2));
    pending.add(info(RT, 3));
    pending.add(info(RT, 4));
    pending.flush(Signals.STOP | Signals.bit(RT));
    assertEquals(Signals.bit(Signals.SIGCONT), pending.set());
    assertEquals(1, pending.size());
  }

  @Test
  void theHighestSignalHasItsOwnBit() {
    pending.add(info(Signals.NSIG, 9));
    assertEquals(Long.MIN_VALUE, pending.set());
    assertEquals(Signals.NSIG * 1000 + 9, next(0));
  }
}
