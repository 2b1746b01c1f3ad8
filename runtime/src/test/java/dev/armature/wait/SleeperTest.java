package dev.armature.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.armature.abi.Errno;
import dev.armature.host.BlockingPipe;
import dev.armature.host.HostDescriptors;
import dev.armature.wait.Sleeper.Result;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sleeps end by what they wait for, by signals and by time, and never miss a wake-up. */
@Timeout(60)
class SleeperTest {
  private final AtomicBoolean signal = new AtomicBoolean();
  private final AtomicBoolean ready = new AtomicBoolean();

  private interface Sleep {
    Result run(Sleeper sleeper);
  }

  /** Runs a sleep in a thread of its own; {@code meanwhile} acts on it from here. */
  private Result sleep(Sleep sleep, java.util.function.Consumer<Sleeper> meanwhile)
      throws InterruptedException {
    AtomicReference<Result> result = new AtomicReference<>();
    AtomicReference<Sleeper> sleeper = new AtomicReference<>();
    Thread thread = Thread.ofPlatform().unstarted(() -> result.set(sleep.run(sleeper.get())));
    sleeper.set(new Sleeper(signal::get));
    thread.start();
    meanwhile.accept(sleeper.get());
    thread.join();
    sleeper.get().close();
    return result.get();
  }

  private static void set(AtomicBoolean flag, Sleeper sleeper) {
    flag.set(true);
    sleeper.wake();
  }

  @Test
  void aConditionEndsIt() throws InterruptedException {
    assertEquals(
        Result.READY, sleep(s -> s.await(ready::get, Sleeper.FOREVER), s -> set(ready, s)));
  }

  @Test
  void aSignalEndsIt() throws InterruptedException {
    assertEquals(Result.INTERRUPTED, sleep(s -> s.sleep(Sleeper.FOREVER), s -> set(signal, s)));
  }

  /** Who sees a sleeper after its signal must not think that it sleeps still, or sleeps again. */
  @Test
  void whoHasASignalSleepsNoMore() throws InterruptedException {
    Result result =
        sleep(
            s -> s.sleep(Sleeper.FOREVER),
            s -> {
              while (!s.sleeping()) {
                Thread.onSpinWait();
              }
              signal.set(true);
              assertFalse(s.sleeping());
              s.wake();
            });
    assertEquals(Result.INTERRUPTED, result);
  }

  @Test
  void timeEndsIt() throws InterruptedException {
    assertEquals(Result.TIMEOUT, sleep(s -> s.sleep(1_000_000), s -> {}));
    assertEquals(Result.TIMEOUT, sleep(s -> s.sleep(0), s -> {}));
  }

  @Test
  void wakingWithoutReasonDoesNotEndIt() throws InterruptedException {
    assertEquals(
        Result.READY,
        sleep(
            s -> s.await(ready::get, Sleeper.FOREVER),
            s -> {
              for (int i = 0; i < 100; i++) {
                s.wake();
              }
              set(ready, s);
            }));
  }

  @Test
  void aSignalEndsAWaitForADescriptor() throws InterruptedException {
    int[] pipe = new int[2];
    assertEquals(0, HostDescriptors.pipe2(pipe, 0));
    assertEquals(
        Result.INTERRUPTED,
        sleep(
            s -> s.awaitFd(pipe[0], HostDescriptors.POLLIN, Sleeper.FOREVER), s -> set(signal, s)));
    close(pipe);
  }

  @Test
  void dataEndsAWaitForADescriptor() throws InterruptedException {
    int[] pipe = new int[2];
    assertEquals(0, HostDescriptors.pipe2(pipe, 0));
    assertEquals(
        Result.READY,
        sleep(
            s -> s.awaitFd(pipe[0], HostDescriptors.POLLIN, Sleeper.FOREVER), s -> write(pipe[1])));
    assertEquals(
        Result.TIMEOUT, sleep(s -> s.awaitFd(pipe[1], 1, 1_000_000), s -> {}), "not readable");
    close(pipe);
  }

  @Test
  void descriptorsThatAreReadyWinOverASignal() throws InterruptedException {
    int[] pipe = new int[2];
    assertEquals(0, HostDescriptors.pipe2(pipe, 0));
    signal.set(true);
    assertEquals(
        Result.READY,
        sleep(s -> s.awaitFd(pipe[1], HostDescriptors.POLLOUT, Sleeper.FOREVER), s -> {}));
    close(pipe);
  }

  @Test
  void noWakeUpIsLost() throws InterruptedException {
    int[] pipe = new int[2];
    assertEquals(0, HostDescriptors.pipe2(pipe, 0));
    int rounds = 3000;
    BlockingPipe blocking = BlockingPipe.open(pipe[0]);
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Sleeper> sleeper = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .unstarted(() -> {
              for (int i = 0; i < rounds; i++) {
                Result end =
                    switch (i % 3) {
                      case 0 -> sleeper.get().sleep(Sleeper.FOREVER);
                      case 1 -> sleeper.get().awaitFd(pipe[0], 1, Sleeper.FOREVER);
                      default -> readUntilSignal(sleeper.get(), blocking);
                    };
                if (end != Result.INTERRUPTED) {
                  return;
                }
                signal.set(false);
              }
              done.set(true);
            });
    sleeper.set(new Sleeper(signal::get));
    thread.start();
    while (thread.isAlive()) {
      if (!signal.get()) {
        set(signal, sleeper.get());
      }
      Thread.onSpinWait();
    }
    assertEquals(true, done.get());
    sleeper.get().close();
    blocking.close();
    close(pipe);
  }

  // A wake-up without a signal ends the host's call as well.
  private Result readUntilSignal(Sleeper sleeper, BlockingPipe pipe) {
    try (Arena arena = Arena.ofConfined()) {
      long buffer = arena.allocate(8).address();
      while (true) {
        long count = sleeper.read(pipe, buffer, 8);
        if (count != -Errno.EAGAIN) {
          return count < 0 ? Result.TIMEOUT : Result.READY;
        }
        if (signal.get()) {
          return Result.INTERRUPTED;
        }
      }
    }
  }

  @Test
  void anInterruptedReaderLeavesTheOthersWaiting() throws InterruptedException {
    int[] pipe = new int[2];
    assertEquals(0, HostDescriptors.pipe2(pipe, 0));
    BlockingPipe blocking = BlockingPipe.open(pipe[0]);
    Result other =
        sleep(
            s -> readUntilSignal(s, blocking),
            waiting -> {
              SleeperTest others = new SleeperTest();
              for (int i = 0; i < 200; i++) {
                waiting.wake();
                assertEquals(Result.INTERRUPTED, others.interruptedRead(blocking));
              }
              write(pipe[1]);
            });
    assertEquals(Result.READY, other, "the byte was for it");
    blocking.close();
    close(pipe);
  }

  private Result interruptedRead(BlockingPipe pipe) {
    signal.set(false);
    try {
      return sleep(s -> readUntilSignal(s, pipe), s -> set(signal, s));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      assertEquals(1, HostDescriptors.write(fd, arena.allocate(1).address(), 1));
    }
  }

  private static void close(int[] pipe) {
    assertEquals(0, HostDescriptors.close(pipe[0]));
    assertEquals(0, HostDescriptors.close(pipe[1]));
  }
}
