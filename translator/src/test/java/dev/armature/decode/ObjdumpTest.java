package dev.armature.decode;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares what is undefined, lengths and texts with binutils: all of T16, some words of every row
 * of A32 and T32, and random words. Where the two differ for a reason, {@code
 * objdump-differences.tsv} says which.
 */
class ObjdumpTest {
  private static final int WORDS_OF_A_ROW = 20;

  /** Random words of A32, and as many of T32; 10 million each for the proof. */
  private static final int RANDOM_WORDS = Integer.getInteger("armature.decode.words", 30_000);

  private static final int BATCH = 400_000;

  /** With so many words every listed difference must be met. */
  private static final int MANY = 10_000_000;

  private static final int REPORTED = 300;
  private static final String LISTED_VERSION = "2.40";
  private static final int NOP = 0x46c0;

  @TempDir Path scratch;

  /** The first unexplained difference of each row. */
  private final Map<String, String> differences = new LinkedHashMap<>();

  @BeforeEach
  void needObjdump() throws IOException {
    String version = Objdump.version();
    assumeTrue(!version.isEmpty(), "arm-linux-gnueabihf-objdump (binutils) is not on this machine");
    assumeTrue(
        version.contains(LISTED_VERSION),
        "the differences are listed for binutils " + LISTED_VERSION + ", this is " + version);
  }

  @Test
  void everySixteenBitThumbInstruction() throws Exception {
    var code = new CodeBytes();
    int[] addresses = new int[0xe800];
    for (int half = 0; half < 0xe800; half++) {
      addresses[half] = code.size();
      code.half(half);
      if (half >>> 8 == 0xbf) { // an IT block must not reach the next word under test
        for (int i = 0; i < 4; i++) {
          code.half(NOP);
        }
      }
    }
    var lines = Objdump.disassemble(code.toArray(), true, scratch);
    var explained = ObjdumpDifferences.load("t16");
    for (int half = 0; half < 0xe800; half++) {
      Insn insn = Decoder.thumb(half, 0, addresses[half], Features.max());
      compare(insn, lines.get(addresses[half]), explained);
    }
    report(explained);
  }

  @Test
  void armWords() throws Exception {
    var explained = ObjdumpDifferences.load("a32");
    var source = new WordSource(4);
    compareArm(rowWords(List.of(0, 1), source, false), explained);
    for (int done = 0; done < RANDOM_WORDS; done += BATCH) {
      compareArm(randomWords(source, Math.min(BATCH, RANDOM_WORDS - done), false), explained);
    }
    report(explained);
  }

  private void compareArm(int[] words, ObjdumpDifferences explained) throws Exception {
    var code = new CodeBytes();
    for (int word : words) {
      code.word(word);
    }
    var lines = Objdump.disassemble(code.toArray(), false, scratch);
    for (int i = 0; i < words.length; i++) {
      compare(Decoder.a32(words[i], 4 * i, Features.max()), lines.get(4 * i), explained);
    }
  }

  @Test
  void thumbWords() throws Exception {
    var explained = ObjdumpDifferences.load("t32");
    var source = new WordSource(5);
    compareThumb(rowWords(List.of(3, 0, 1), source, true), explained);
    for (int done = 0; done < RANDOM_WORDS; done += BATCH) {
      compareThumb(randomWords(source, Math.min(BATCH, RANDOM_WORDS - done), true), explained);
    }
    report(explained);
  }

  private void compareThumb(int[] words, ObjdumpDifferences explained) throws Exception {
    var code = new CodeBytes();
    for (int word : words) {
      code.half(word >>> 16);
      code.half(word);
    }
    var lines = Objdump.disassemble(code.toArray(), true, scratch);
    for (int i = 0; i < words.length; i++) {
      Insn insn = Decoder.thumb(words[i] >>> 16, words[i] & 0xffff, 4 * i, Features.max());
      compare(insn, lines.get(4 * i), explained);
    }
  }

  /** Words of every row of some tables, with should-be bits as they should be. */
  private static int[] rowWords(List<Integer> tables, WordSource source, boolean thumb) {
    List<Integer> words = new ArrayList<>();
    for (int index : tables) {
      EncodingTable table = Decoder.tables().get(index);
      for (Encoding row : table.rows()) {
        for (int i = 0; i < WORDS_OF_A_ROW; i++) {
          words.add(canonical(source.next(table, row), thumb));
        }
      }
    }
    return words.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] randomWords(WordSource source, int count, boolean thumb) {
    int[] words = new int[count];
    Arrays.setAll(words, _ -> canonical(source.next(), thumb));
    return words;
  }

  private static int canonical(int word, boolean thumb) {
    if (!thumb) {
      return Decoder.a32(word, 0, Features.max()).encoding().canonical(word);
    }
    int pair = RandomCode.toThumb(word);
    if (pair >>> 27 < 0x1d) {
      pair |= 0xe800_0000;
    }
    Insn insn = Decoder.thumb(pair >>> 16, pair & 0xffff, 0, Features.max());
    return RandomCode.toThumb(insn.encoding().canonical(insn.bits()));
  }

  private void compare(Insn insn, Objdump.Line line, ObjdumpDifferences explained) {
    if (line == null || line.length() != insn.length()) {
      differences.put("length", insn + " against " + line);
      return;
    }
    boolean undefined = insn.encoding() == Encoding.UNDEFINED;
    String ours = undefined ? "undefined" : Objdump.normalise(Disassembler.text(insn));
    String theirs = line.undefined() ? "undefined" : line.text();
    if (!ours.equals(theirs) && !explained.explains(ours, theirs)) {
      String text = "%08x\t%s\t%s".formatted(insn.word(), ours, theirs);
      differences.merge(
          insn.encoding() + (undefined ? theirs.split(" ")[0] : ""), text, (a, b) -> a);
    }
  }

  private void report(ObjdumpDifferences explained) {
    List<String> stale = explained.unused(RANDOM_WORDS >= MANY);
    assertTrue(
        differences.isEmpty() && stale.isEmpty(),
        () ->
            "unexplained (word, ours, objdump's) for %d rows:%n%s%nexplained but gone: %s"
                .formatted(
                    differences.size(),
                    String.join("\n", differences.values().stream().limit(REPORTED).toList()),
                    stale));
  }
}
