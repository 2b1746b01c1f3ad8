package dev.armature.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM's clocks are the host's: a guest may compare times from both. */
class HostClockTest {
  @ParameterizedTest
  @ValueSource(ints = {HostClock.CLOCK_MONOTONIC, HostClock.CLOCK_REALTIME})
  void theJvmTellsTheTimeOfTheHost(int clock) {
    long before = HostClock.ask(clock);
    long time = HostClock.time(clock);
    long after = HostClock.ask(clock);
    assertTrue(before <= time && time <= after, before + " <= " + time + " <= " + after);
  }
}
