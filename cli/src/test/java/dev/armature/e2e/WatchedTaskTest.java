package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.Machine;
import dev.armature.abi.Errno;
import dev.armature.syscalls.strace.CallCount;
import dev.armature.syscalls.strace.Strace;
import dev.armature.syscalls.strace.StraceOptions;
import dev.armature.syscalls.strace.TraceOutput;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.task.NoTracer;
import dev.armature.task.Task;
import dev.armature.translate.Engine;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task that runs compiled code is watched at its next call, and is as before afterwards. */
@Timeout(120)
class WatchedTaskTest {
  @TempDir Path scratch;

  /** Counts what is written. */
  private static final class Lines extends OutputStream implements TraceOutput {
    final AtomicInteger bytes = new AtomicInteger();
    final CountDownLatch calls = new CountDownLatch(1000);

    @Override
    public void write(int b) {
      bytes.incrementAndGet();
    }

    @Override
    public void write(byte[] text, int offset, int length) {
      bytes.addAndGet(length);
      calls.countDown();
    }

    @Override
    public OutputStream shared() {
      return this;
    }

    @Override
    public OutputStream separate(String id) {
      return this;
    }

    @Override
    public void message(String text) {}

    @Override
    public void counts(List<CallCount> counts, boolean last) {}

    @Override
    public void close() {}
  }

  @Test
  void fromTheNextCallToTheLast() throws Exception {
    String program = Repository.guest("perf-bench").toString();
    CountDownLatch started = new CountDownLatch(1);
    Machine machine =
        Machine.builder(new ArmSyscalls())
            .program(program)
            .argv(List.of(program, scratch.resolve("answer").toString(), "basic", "2000000000"))
            .engine(Engine.JIT)
            .onStart(m -> started.countDown())
            .build();
    FutureTask<Machine.ExitStatus> run = new FutureTask<>(machine::run);
    Thread unused = Thread.ofPlatform().start(run);
    started.await();
    Task task = machine.kernel().firstProcess().firstThread();
    for (int i = 0; i < 3; i++) {
      assertFalse(task.watched());
      Lines lines = new Lines();
      CountDownLatch over = new CountDownLatch(1);
      Strace strace = new Strace(new StraceOptions(new ArmSyscalls()), lines, over::countDown);
      strace.attach(List.of(task), (index, error) -> assertEquals(0, error));
      assertEquals(-Errno.EPERM, task.watch(NoTracer.INSTANCE));
      lines.calls.await();
      assertEquals(List.of(task), strace.detach());
      over.await();
      assertFalse(task.watched());
      assertSame(NoTracer.INSTANCE, task.tracer());
      int written = lines.bytes.get();
      strace.finish();
      assertEquals(written, lines.bytes.get(), "a line after the end");
    }
    Lines lines = new Lines();
    CountDownLatch over = new CountDownLatch(1);
    Strace strace = new Strace(new StraceOptions(new ArmSyscalls()), lines, over::countDown);
    strace.attach(List.of(task), (index, error) -> assertEquals(0, error));
    machine.kill();
    over.await();
    assertEquals(128 + 9, run.get().shell());
    assertTrue(lines.bytes.get() > 0);
    assertEquals(-Errno.ESRCH, task.watch(strace));
  }
}
