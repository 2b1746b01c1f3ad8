package dev.armature.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "#!/bin/sh~|/bin/sh|",
        "#! /bin/sh -e ~echo|/bin/sh|-e",
        "#!_/bin/sh__a b  c_ ~|/bin/sh|a b  c",
        "#!/bin/sh|/bin/sh|",
        "#!/bin/sh |/bin/sh|",
        "#!/bin/sh x|/bin/sh|x",
        "#!sh~|sh|",
        "#!/bin/sh@rest~|/bin/sh|",
        "#!/bin/sh -a@b~|/bin/sh|-a",
      })
  void lines(String line, String interpreter, String argument) throws ElfFormatException {
    ScriptLine script = parse(line.replace('~', '\n').replace('_', '\t').replace('@', '\0'));
    assertEquals(interpreter, text(script.interpreter()));
    assertEquals(
        argument == null ? "" : argument, script.argument().map(ScriptLineTest::text).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({"''", "'#'", "'# !/bin/sh'", "'#!'", "'#!~'", "'#! _ ~'", "'#!@'", "'#! '"})
  void refused(String line) {
    String text = line.replace('~', '\n').replace('_', '\t').replace('@', '\0');
    assertEquals(
        LoadError.ENOEXEC, assertThrows(ElfFormatException.class, () -> parse(text)).error());
  }

  @Test
  void aPathThatTheBufferCutsIsRefused() {
    assertThrows(ElfFormatException.class, () -> parse("#!/" + "p".repeat(300) + "\n"));
    assertThrows(ElfFormatException.class, () -> parse("#!" + " ".repeat(300) + "/bin/sh\n"));
  }

  @Test
  void anArgumentThatTheBufferCutsIsTaken() throws ElfFormatException {
    ScriptLine script = parse("#!/bin/sh " + "x".repeat(300) + "\n");
    assertEquals("/bin/sh", text(script.interpreter()));
    assertEquals("x".repeat(245), script.argument().map(ScriptLineTest::text).orElseThrow());
  }

  private static ScriptLine parse(String text) throws ElfFormatException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return ScriptLine.parse(bytes, bytes.length);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
