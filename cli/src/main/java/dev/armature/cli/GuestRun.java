package dev.armature.cli;

import dev.armature.Machine;
import dev.armature.Machine.ExitStatus;
import dev.armature.Machine.StartException;
import dev.armature.host.HostSystem;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.task.Tracer;
import dev.armature.translate.Dump;
import dev.armature.translate.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;

/** Runs the guest that was asked for and turns its end into an exit status. */
final class GuestRun {
  /** Property: the numbers of the descriptors that are the guest's. The launcher sets it. */
  static final String DESCRIPTORS = "armature.descriptors";

  private GuestRun() {}

  /**
   * Who watches a run.
   *
   * @param tracer sees all calls, or null
   * @param onSignal is told of signals that this JVM got before the guest gets them, and answers
   *     whether to kill the guest instead
   * @param stops whether this JVM stops when its program does, as a shell expects
   */
  record Watcher(Tracer tracer, IntPredicate onSignal, boolean stops) {}

  static int run(GuestRequest request) {
    return end(run(request, new Watcher(null, signal -> false, true)));
  }

  static ExitStatus run(GuestRequest request, Watcher watcher) {
    Machine.Builder builder =
        builder(new ArmSyscalls(), request)
            .onStop(watcher.stops() ? HostSystem::stopSelf : () -> {})
            .tracer(watcher.tracer());
    Map<Integer, Integer> descriptors = descriptors();
    if (!descriptors.isEmpty()) {
      builder.descriptors(descriptors);
    }
    if (request.debug()) {
      builder.log(System.err::println);
    }
    Dump dump = null;
    if (request.dump() != null) {
      DumpRequest wanted = request.dump();
      dump = new Dump(wanted.stages(), wanted.location(), System.err::println);
      builder.dump(dump);
    }
    long begin = System.nanoTime();
    AtomicReference<TraceServer> server = new AtomicReference<>();
    builder.onStart(machine -> {
      server.set(new TraceServer(machine, 0));
      if (descriptors.isEmpty()) {
        server.get().startLater();
      } else {
        HostSignals.handOnQuit(machine::interrupt, server.get()::start);
      }
    });
    Machine machine = builder.build();
    HostSignals.handOnTo(signal -> {
      if (watcher.onSignal().test(signal)) {
        machine.kill();
      } else {
        machine.interrupt(signal);
      }
    });
    try {
      ExitStatus status = machine.run();
      server.get().close();
      if (dump != null && !dump.done()) {
        System.err.printf("armature: --dump: no block began at %x%n", request.dump().location());
      }
      if (request.stat()) {
        RunStat.print(machine, String.join(" ", request.argv()), System.nanoTime() - begin);
      }
      return status;
    } catch (StartException e) {
      throw StartError.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(1, "interrupted", e);
    }
  }

  /** A machine as it was asked for, apart from what it has to do with this process. */
  static Machine.Builder builder(ArmSyscalls calls, GuestRequest request) {
    Machine.Builder builder =
        Machine.builder(calls)
            .program(request.program())
            .argv(request.argv())
            .environment(request.environment())
            .debugEntry(request.debugEntry())
            .libraryPrefix(request.prefix())
            .root(request.root())
            .cpu(request.cpu())
            .engine(Engine.valueOf(request.engine().toUpperCase(Locale.ROOT)))
            .recognise(request.recognise());
    if (request.release() != null) {
      builder.release(request.release());
    }
    if (request.stackSize() != 0) {
      builder.stackSize(request.stackSize());
    }
    if (request.codeCache() != null) {
      builder.codeCache(Path.of(host(request.codeCache())));
    }
    return builder;
  }

  /**
   * The open descriptors that the launcher was started with, empty when nobody tells. Descriptor 3
   * is at our disposal when the launcher tells, whether the caller gave it or not.
   */
  private static Map<Integer, Integer> descriptors() {
    String told = System.getProperty(DESCRIPTORS, "");
    Map<Integer, Integer> numbers = new HashMap<>();
    for (String number : told.isEmpty() ? new String[0] : told.split(",")) {
      numbers.put(Integer.valueOf(number), Integer.valueOf(number));
    }
    return numbers;
  }

  private static int end(ExitStatus status) {
    String message = DeathBySignal.message(status.signal());
    if (message != null) {
      System.err.println(message);
    }
    return status.shell();
  }

  /** A directory of the host, whose name came as bytes, as Java names files. */
  private static String host(String bytes) {
    return bytes == null
        ? null
        : new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
