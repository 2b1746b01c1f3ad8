package dev.armature.recognise;

import dev.armature.machine.GuestMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts programs into memory and finds the known routines in them. */
final class RoutineCode {
  private static final int PT_LOAD = 1;
  private static final int PF_X = 1;

  /** A routine in memory. */
  record Found(GuestRoutine routine, int location) {}

  private RoutineCode() {}

  /**
   * Loads the segments of an ELF file, {@code bias} above their addresses, without what needs
   * relocation.
   *
   * @return the routines in its code
   */
  static List<Found> load(GuestMemory memory, Path program, int bias) throws IOException {
    ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(program)).order(ByteOrder.LITTLE_ENDIAN);
    var found = new ArrayList<Found>();
    var recogniser = new Recogniser();
    for (int i = 0; i < elf.getShort(44); i++) {
      int at = elf.getInt(28) + 32 * i;
      if (elf.getInt(at) != PT_LOAD) {
        continue;
      }
      int address = elf.getInt(at + 8) + bias;
      int size = elf.getInt(at + 16);
      int pages = (address & 0xfff) + elf.getInt(at + 20) + 0xfff >>> 12;
      boolean code = (elf.getInt(at + 24) & PF_X) != 0;
      memory.setPermissions(address, pages, GuestMemory.READ | GuestMemory.WRITE);
      for (int k = 0; k < size; k++) {
        memory.store8(address + k, elf.get(elf.getInt(at + 4) + k));
      }
      if (code) {
        memory.setPermissions(address, pages, GuestMemory.READ | GuestMemory.EXECUTE);
        for (int k = 0; k < size; k += 2) {
          for (int thumb = 0; thumb < 2; thumb++) {
            if (thumb == 1 || (address + k & 3) == 0) {
              Fingerprint known = recogniser.find(memory, address + k | thumb);
              if (known != null) {
                found.add(new Found(known.routine(), address + k | thumb));
              }
            }
          }
        }
      }
    }
    return found;
  }
}
