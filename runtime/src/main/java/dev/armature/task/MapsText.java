package dev.armature.task;

import dev.armature.mm.MappedFile;
import dev.armature.mm.ProgramBounds;
import dev.armature.mm.VmFlags;
import dev.armature.mm.Vma;
import java.util.List;

/** The text of /proc/PID/maps ({@code show_map_vma} of fs/proc/task_mmu.c). */
final class MapsText {
  /** Column of the name with 32-bit addresses. */
  private static final int NAME_COLUMN = 49;

  private MapsText() {}

  static String of(List<Vma> areas, ProgramBounds bounds) {
    var text = new StringBuilder();
    for (Vma vma : areas) {
      int start = text.length();
      MappedFile file = vma.file();
      text.append(
          String.format(
              "%08x-%08x %c%c%c%c %08x %02x:%02x %d ",
              vma.start(),
              vma.end(),
              vma.has(VmFlags.VM_READ) ? 'r' : '-',
              vma.has(VmFlags.VM_WRITE) ? 'w' : '-',
              vma.has(VmFlags.VM_EXEC) ? 'x' : '-',
              vma.has(VmFlags.VM_MAYSHARE) ? 's' : 'p',
              file == null ? 0 : vma.pgoff() << 12,
              file == null ? 0 : file.deviceMajor(),
              file == null ? 0 : file.deviceMinor(),
              file == null ? 0 : file.inode()));
      String name = name(vma, bounds);
      if (name.isEmpty()) {
        // Without a name the kernel still leaves one blank.
        text.append('\n');
        continue;
      }
      while (text.length() - start < NAME_COLUMN) {
        text.append(' ');
      }
      text.append(name).append('\n');
    }
    return text.toString();
  }

  private static String name(Vma vma, ProgramBounds bounds) {
    if (vma.file() != null) {
      return vma.file().path().replace("\n", "\\012");
    }
    if (vma.name() != null) {
      return vma.name();
    }
    if (vma.start() <= bounds.brk && vma.end() >= bounds.startBrk && bounds.brk != 0) {
      return "[heap]";
    }
    return "";
  }
}
