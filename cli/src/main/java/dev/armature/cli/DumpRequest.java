package dev.armature.cli;

import dev.armature.translate.Dump.Stage;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code --dump=decode,ir,bytecode:ADDRESS}.
 *
 * @param location guest address; bit 0 says Thumb
 */
record DumpRequest(Set<Stage> stages, int location) {
  static DumpRequest parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw bad(text, "write --dump=decode,ir,bytecode:ADDRESS");
    }
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    for (String name : text.substring(0, colon).split(",", -1)) {
      stages.add(
          switch (name) {
            case "decode" -> Stage.DECODE;
            case "ir" -> Stage.IR;
            case "bytecode" -> Stage.BYTECODE;
            default -> throw bad(text, "'" + name + "' is none of decode, ir, bytecode");
          });
    }
    String address = text.substring(colon + 1);
    try {
      String digits = address.startsWith("0x") ? address.substring(2) : address;
      return new DumpRequest(stages, Integer.parseUnsignedInt(digits, 16));
    } catch (NumberFormatException e) {
      throw bad(text, "'" + address + "' is no address in hexadecimal");
    }
  }

  private static CommandException bad(String text, String why) {
    return RunLine.usage("--dump=" + text + ": " + why);
  }
}
