package dev.armature.translate;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.HotCode;
import dev.armature.machine.GuestFault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Compiles what became hot, on one thread behind the guest's back. The thread goes when there has
 * been nothing to do for a while; a full queue drops requests, since what is hot asks again as
 * another block.
 */
final class CompileQueue {
  /** Loaded when there is something to tell: loggers take several milliseconds of a start. */
  private static final class Log {
    static final Logger LOG = System.getLogger(CompileQueue.class.getName());
  }

  private static final int CAPACITY = 10_000;
  private static final int IDLE_SECONDS = 5;

  private final Compiler compiler;
  private final ThreadPoolExecutor thread;

  CompileQueue(Compiler compiler) {
    this.compiler = compiler;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(CAPACITY),
            task -> Thread.ofPlatform().daemon().name("armature-compiler").unstarted(task),
            new ThreadPoolExecutor.DiscardPolicy());
    thread.allowCoreThreadTimeOut(true);
  }

  /** Requests that wait. */
  int waiting() {
    return thread.getQueue().size();
  }

  /** Compiles for one address space, that of the process of {@code units}. */
  HotCode of(ProcessUnits units) {
    return new ForSpace(units);
  }

  private final class ForSpace implements HotCode {
    private final ProcessUnits units;

    /** Locations with a unit that could not be used here when they got hot. */
    private final Set<Integer> asked = new HashSet<>();

    ForSpace(ProcessUnits units) {
      this.units = units;
    }

    @Override
    public boolean provedHot(int location) {
      return units.has(location);
    }

    @Override
    public void hot(CodeSpace space, int location, boolean loop) {
      // The space of a process that has gone must not wait here for its turn.
      var reference = new WeakReference<>(space);
      long time = System.nanoTime();
      thread.execute(() -> {
        CodeSpace live = reference.get();
        if (live != null) {
          compile(live, location, loop, time);
        }
      });
    }

    @Override
    public void met(CodeSpace space, int location) {
      boolean unused = compiler.reuse(space, units, location);
    }

    @Override
    public void closed() {
      units.end();
    }

    private void compile(CodeSpace space, int location, boolean loop, long time) {
      try {
        if (!compiler.hot(space, units, asked.contains(location), location, loop, time)) {
          asked.add(location);
        }
      } catch (GuestFault fault) {
        // The code has gone meanwhile.
      } catch (RuntimeException e) {
        compiler.counts.failed.incrementAndGet();
        Log.LOG.log(Level.WARNING, "code at %08x stays interpreted".formatted(location), e);
      }
    }
  }
}
