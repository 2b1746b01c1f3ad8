package dev.armature.decode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The disassembler of binutils for ARM, when this machine has one. */
final class Objdump {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/bin/arm-linux-gnueabihf-objdump"),
          Path.of("/usr/bin/arm-linux-gnueabi-objdump"));

  private static final Pattern LINE =
      Pattern.compile("\\s*([0-9a-f]+):\\t([0-9a-f ]+?)\\s*\\t(.*)");

  /** One line of output: bytes taken and the text, spaces made one, comments left out. */
  record Line(int length, String text, boolean undefined) {}

  private Objdump() {}

  /** The first line of {@code --version}, empty when there is no objdump for ARM. */
  static String version() throws IOException {
    for (Path place : PLACES) {
      if (Files.isExecutable(place)) {
        Process process = new ProcessBuilder(place.toString(), "--version").start();
        try (var reader = process.inputReader()) {
          return reader.readLine();
        }
      }
    }
    return "";
  }

  /** Lines by address for {@code code} at address 0. */
  static Map<Integer, Line> disassemble(byte[] code, boolean thumb, Path scratch)
      throws IOException, InterruptedException {
    Path file = scratch.resolve(thumb ? "thumb.bin" : "arm.bin");
    Files.write(file, code);
    String options = thumb ? "reg-names-std,force-thumb" : "reg-names-std";
    Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    Path output = scratch.resolve("output");
    Process process =
        new ProcessBuilder(
                program.toString(), "-Dz", "-bbinary", "-marm", "-M" + options, file.toString())
            .redirectOutput(output.toFile())
            .redirectErrorStream(true)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(output));
    }
    Map<Integer, Line> lines = new HashMap<>();
    for (String line : Files.readAllLines(output, StandardCharsets.ISO_8859_1)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        int address = Integer.parseUnsignedInt(matcher.group(1), 16);
        int length = matcher.group(2).replace(" ", "").length() / 2;
        lines.put(address, line(length, matcher.group(3)));
      }
    }
    return lines;
  }

  private static Line line(int length, String text) {
    String plain = normalise(text.replaceAll("<\\.data.*?>", ""));
    String lower = text.toLowerCase(Locale.ROOT);
    boolean undefined = lower.contains("undefined") || plain.matches(".*<illegal.*|.*invalid.*");
    return new Line(length, plain, undefined);
  }

  /** Without comment, with single spaces. */
  static String normalise(String text) {
    return text.replaceAll("\\s*[@;].*", "").replaceAll("\\s+", " ").strip();
  }
}
