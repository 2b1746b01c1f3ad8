package dev.armature.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rows themselves: each can be reached, no two claim the same word, every bit is named. */
class EncodingTableTest {
  private static final int WORDS = 40;

  @Test
  void everyRowIsReached() {
    var words = new WordSource(1);
    for (EncodingTable table : Decoder.tables()) {
      for (Encoding row : table.rows()) {
        words.next(table, row);
      }
    }
  }

  @Test
  void patternsHaveSixteenOrThirtyTwoBitsAndEachIsFixedOrNamed() {
    for (EncodingTable table : Decoder.tables()) {
      int width = table.rows().get(0).width();
      for (Encoding row : table.rows()) {
        assertEquals(width, row.width(), row::toString);
        assertTrue(row.pattern().matches("[01a-zA-Z+ -]+"), row::toString);
      }
    }
  }

  /** Two rows may share words only when one is the special case of the other, and then it wins. */
  @Test
  void noWordBelongsToTwoRows() {
    var words = new WordSource(2);
    for (EncodingTable table : Decoder.tables()) {
      List<Encoding> rows = table.rows();
      for (int i = 0; i < rows.size(); i++) {
        for (int j = i + 1; j < rows.size(); j++) {
          checkDisjoint(rows.get(i), rows.get(j), words);
        }
      }
    }
  }

  private static void checkDisjoint(Encoding special, Encoding general, WordSource words) {
    int both = special.mask() & general.mask();
    boolean overlap = ((special.value() ^ general.value()) & both) == 0;
    boolean specialCase = both == general.mask() && special.mask() != general.mask();
    if (!overlap || specialCase) {
      return;
    }
    int fixed = special.mask() | general.mask();
    for (int i = 0; i < 500; i++) {
      int word = (words.next() & ~fixed) | special.value() | general.value();
      assertFalse(
          special.matches(word) && general.matches(word),
          () -> "%08x is both %s and %s".formatted(word, special, general));
    }
  }

  @Test
  void everyOperationHasARow() {
    Set<Operation> missing = EnumSet.allOf(Operation.class);
    for (EncodingTable table : Decoder.tables()) {
      for (Encoding row : table.rows()) {
        missing.remove(row.operation());
      }
    }
    assertEquals(EnumSet.noneOf(Operation.class), missing);
  }

  @Test
  void everyRowCanBeWrittenAndItsOperandsRead() {
    var words = new WordSource(3);
    for (EncodingTable table : Decoder.tables()) {
      for (Encoding row : table.rows()) {
        for (int i = 0; i < WORDS; i++) {
          int word = words.next(table, row);
          Insn insn = new Insn(row, word, word, 0x8000, 14, row.width() == 16, row.width() / 8);
          String text = Disassembler.text(insn);
          assertFalse(text.isBlank() || text.contains("null"), () -> word + " " + row);
          readOperands(insn);
        }
      }
    }
  }

  private static void readOperands(Insn insn) {
    switch (insn.encoding().form()) {
      case MEM_IMMEDIATE, MEM_REGISTER -> assertNotNull(insn.memory());
      case A32_IMMEDIATE,
          T32_IMMEDIATE,
          IMMEDIATE,
          SHIFT_IMMEDIATE,
          SHIFT_REGISTER,
          REGISTER,
          ROTATE,
          SAT ->
          assertNotNull(insn.operand());
      case BRANCH, BRANCH_BLX, BRANCH_T20, BRANCH_T24 ->
          assertEquals(insn.pc() + insn.immediate() & ~3, insn.target() & ~3);
      case NONE, T32_MOVW -> assertTrue(insn.immediate() >= 0);
    }
  }
}
