package dev.armature.syscalls.strace;

import dev.armature.mm.AddressSpace;
import dev.armature.mm.Vma;
import dev.armature.task.Task;

/** {@code -k}: the guest's stack below a line. */
final class Backtrace {
  Text of(Task task) {
    Text text = new Text();
    frame(text, task.mm, task.cpu.pc);
    return text;
  }

  void forget(AddressSpace mm) {}

  private static void frame(Text text, AddressSpace mm, int pc) {
    Vma area = mm.areaAt(pc);
    String file = area == null || area.file() == null ? "" : area.file().path();
    text.add(" > ").add(file).add("() [").hex(pc & 0xffff_ffffL).add("]\n");
  }
}
