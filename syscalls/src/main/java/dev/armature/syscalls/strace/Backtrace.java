package dev.armature.syscalls.strace;

import dev.armature.machine.CpuState;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.Vma;
import dev.armature.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code -k}, {@code -kk}: the guest's stack below a line, from the unwinding tables of its files.
 */
final class Backtrace {
  private static final int MOST_FRAMES = 256;
  private static final int MOST_FILES = 64;
  private static final int LR = 14;
  private static final int PC = 15;

  /** By path; the oldest go. */
  private final Map<String, ElfView> files =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ElfView> eldest) {
          return size() > MOST_FILES;
        }
      };

  private final boolean sourceLines;

  /**
   * @param sourceLines whether frames tell their line of the source
   */
  Backtrace(boolean sourceLines) {
    this.sourceLines = sourceLines;
  }

  /** The lines for the task's stack as it is now; in the task's own thread. */
  synchronized Text of(Task task) {
    Text text = new Text();
    AddressSpace mm = task.mm;
    CpuState cpu = task.cpu;
    int[] registers = {
      cpu.r0, cpu.r1, cpu.r2, cpu.r3, cpu.r4, cpu.r5, cpu.r6, cpu.r7, cpu.r8, cpu.r9, cpu.r10,
      cpu.r11, cpu.r12, cpu.r13, cpu.r14, cpu.pc
    };
    Unwinder unwinder = new Unwinder(mm.memory(), registers);
    for (int frame = 0; frame < MOST_FRAMES; frame++) {
      int pc = registers[PC] & ~1;
      // A return address may be the start of another function.
      int looked = frame == 0 ? pc : pc - 2;
      Vma area = mm.areaAt(looked);
      if (area == null || area.file() == null) {
        text.add(" > [anonymous]() [").hex(pc & 0xffff_ffffL).add("]\n");
        break;
      }
      String path = area.file().path();
      ElfView file = files.computeIfAbsent(path, ElfView::of);
      long offset = (pc & 0xffff_ffffL) - area.start() + (area.pgoff() << 12);
      long address = file.address(offset);
      text.add(" > ").add(path).add('(').add(address < 0 ? "" : file.function(address));
      text.add(") [").hex(offset).add(']');
      String source = sourceLines && address >= 0 ? file.source(address - pc + looked) : null;
      if (source != null) {
        text.add(' ').add(source);
      }
      text.add('\n');
      int bias = (int) ((pc & 0xffff_ffffL) - address);
      boolean unwound =
          address >= 0
              && file.exidx() >= 0
              && unwinder.step(looked, (int) file.exidx() + bias, file.exidxSize());
      if (!unwound) {
        if (frame != 0 || registers[LR] == 0) {
          break;
        }
        // Without a table the link register is all there is to know.
        registers[PC] = registers[LR];
        registers[LR] = 0;
      }
    }
    return text;
  }

  /** execve: other files may stand behind the same names. */
  synchronized void forget() {
    files.clear();
  }
}
