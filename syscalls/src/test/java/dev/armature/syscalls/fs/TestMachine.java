package dev.armature.syscalls.fs;

import dev.armature.abi.OpenFlags;
import dev.armature.decode.CpuModel;
import dev.armature.host.HostFiles;
import dev.armature.machine.CodeLookup;
import dev.armature.mm.ProcessCode;
import dev.armature.task.Credentials;
import dev.armature.task.Kernel;
import dev.armature.task.Log;
import dev.armature.task.MachineConfig;
import dev.armature.task.Task;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.FsStruct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A machine whose processes run what a test gives them instead of ARM code. */
public final class TestMachine implements AutoCloseable {
  private static final Runnable END = () -> {};

  final Kernel kernel;
  final Map<Task, BlockingQueue<Runnable>> work = new ConcurrentHashMap<>();
  private final List<TestProcess> processes = new ArrayList<>();
  private final String root;

  public TestMachine() {
    this(null, null);
  }

  /**
   * @param prefix as {@code -L}, or null
   * @param root as {@code --root}, or null
   */
  public TestMachine(String prefix, String root) {
    this.root = root;
    MachineConfig config =
        new MachineConfig("6.12.0", CpuModel.named("max"), prefix, 8 << 20, 1 << 20);
    kernel = new Kernel(config, new Log(null), this::run, (_, _) -> new NoCode());
  }

  static final class NoCode implements ProcessCode {
    @Override
    public CodeLookup lookup() {
      throw new AssertionError("no code here");
    }

    @Override
    public void invalidate(int start, long length) {}

    @Override
    public void close() {}
  }

  private void run(Task task) {
    BlockingQueue<Runnable> queue = work.get(task);
    try {
      for (Runnable next = queue.take(); !next.equals(END); next = queue.take()) {
        next.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    task.sleeper.close();
  }

  /** A new process with no open files. */
  public TestProcess process() {
    Credentials cred = new Credentials(0, 0, 0, 0, 0, 0, 0, 0, new int[0]);
    Task task =
        kernel.firstTask(new FileTable(kernel.locks), FsStruct.initial(root, ".", 022), cred);
    work.put(task, new LinkedBlockingQueue<>());
    TestProcess process = new TestProcess(this, task);
    processes.add(process);
    kernel.start(task, 0);
    return process;
  }

  @Override
  public void close() {
    for (TestProcess process : processes) {
      work.get(process.task).add(END);
    }
    for (TestProcess process : processes) {
      try {
        process.task.thread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process.task.files.put();
      process.task.fs.put();
      process.task.mm.put();
    }
    kernel.timerQueue.close();
  }

  /** O_RDWR | O_CREAT, for brevity. */
  static final int CREATE = OpenFlags.O_RDWR | OpenFlags.O_CREAT;

  static final int AT_FDCWD = HostFiles.AT_FDCWD;
}
