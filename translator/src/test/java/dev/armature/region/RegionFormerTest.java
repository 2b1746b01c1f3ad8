package dev.armature.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.decode.Features;
import dev.armature.ir.Block;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.lift.Lifter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a unit is made of: what has run. */
class RegionFormerTest {
  private static final int CODE = 0x1000;
  private static final int BUDGET = 6000;

  /** A loop with a branch around a call, and a call that need not come back. */
  private static final int[] WORDS = {
    0xe350_0000, // 1000 cmp r0, #0
    0x0a00_0003, // 1004 beq 1018
    0xe250_0001, // 1008 subs r0, r0, #1
    0x1a00_0000, // 100c bne 1014
    0xeb00_0010, // 1010 bl ...
    0xeaff_fff9, // 1014 b 1000
    0xe12f_ff1e, // 1018 bx lr
  };

  @Test
  void allIsKeptWhenAllRan() {
    Region region = form(_ -> true);
    assertEquals(Set.of(0x1000, 0x1008, 0x1010, 0x1014, 0x1018), locations(region));
    assertEquals(Set.of(), region.leftOut());
  }

  @Test
  void whatNeverRanIsLeftOut() {
    Region region = form(Set.of(0x1000, 0x1008, 0x1014)::contains);
    assertEquals(Set.of(0x1000, 0x1008, 0x1014), locations(region));
    assertEquals(Set.of(0x1010, 0x1018), region.leftOut());
  }

  @Test
  void whatIsAlwaysGoneToHasRan() {
    // 1014 was not branched to, but the block before it leads there.
    Region region = form(Set.of(0x1000, 0x1008, 0x1010)::contains);
    assertEquals(Set.of(0x1000, 0x1008, 0x1010), locations(region));
    assertEquals(Set.of(0x1014, 0x1018), region.leftOut());
    // Nobody knows of 100c's target: the jump of 1014 is a part of what follows the call.
    region = form(Set.of(0x1000, 0x1008, 0x1014, 0x1018)::contains);
    assertEquals(Set.of(0x1010), region.leftOut());
  }

  @Test
  void loopHasNoExitsOfTheFunctionAroundIt() {
    Region region =
        RegionFormer.formLoop(
            RegionFormerTest::lift, CODE, BUDGET, Set.of(0x1000, 0x1008, 0x1014)::contains);
    assertEquals(Set.of(0x1000, 0x1008, 0x1014), locations(region));
    assertEquals(Set.of(0x1010, 0x1018), region.leftOut());
  }

  /** The head of a large loop, seen from a part of it that is far behind: no other function. */
  @Test
  void farJumpThatLeadsBackStaysInTheFunction() {
    var words =
        Map.of(
            0x1000, 0xe250_0001, // subs r0, r0, #1
            0x1004, 0x012f_ff1e, // bxeq lr
            0x1008, 0xea00_03fc, // b 2000
            0x2000, 0xe250_0001, // subs r0, r0, #1
            0x2004, 0xeaff_fbfd); // b 1000
    Region region = form(words, 0x2000);
    assertEquals(Set.of(0x2000), locations(region));
    assertFalse(region.isTailCall(0x1000));
    assertEquals(Set.of(0x1000), region.heads());
  }

  @Test
  void farJumpToAnotherFunctionIsATailCall() {
    var words =
        Map.of(
            0x1000, 0xe250_0001, // subs r0, r0, #1
            0x1004, 0xe12f_ff1e, // bx lr
            0x2000, 0xe250_0001, // subs r0, r0, #1
            0x2004, 0xeaff_fbfd); // b 1000
    Region region = form(words, 0x2000);
    assertEquals(Set.of(0x2000), locations(region));
    assertTrue(region.isTailCall(0x1000));
  }

  /** Two units of one function that does not fit: the second ends where the first begins. */
  @Test
  void partStopsWhereAnotherBegins() {
    int budget = 24;
    var heads = new HashSet<Integer>();
    Region first = form(CODE, budget, heads, Set.of());
    assertTrue(first.heads().contains(CODE));
    assertTrue(first.blocks().size() < 5);
    heads.addAll(first.heads());
    var seen = new HashSet<>(locations(first));
    for (int head : first.heads()) {
      if (head != CODE) {
        for (int location : locations(form(head, budget, heads, Set.of()))) {
          assertTrue(seen.add(location), "%x is in two parts".formatted(location));
        }
      }
    }
    assertEquals(Set.of(0x1000, 0x1008, 0x1010, 0x1014, 0x1018), seen);
  }

  @Test
  void regionThatIsNotSmallLeavesLargeUnitsToThemselves() {
    assertEquals(Set.of(0x1014), locations(form(0x1014, 24, Set.of(), Set.of(0x1000))));
    // With room for all, it is worth having in one unit.
    Region whole = form(0x1014, BUDGET, Set.of(), Set.of(0x1000));
    assertEquals(Set.of(0x1000, 0x1008, 0x1010, 0x1014, 0x1018), locations(whole));
    assertEquals(Set.of(), whole.heads());
  }

  /** A loop in a loop, with a part of the outer one behind the function's end. */
  private static final Map<Integer, Integer> NEST =
      Map.of(
          0x1000, 0xe3a0_1014, // mov r1, #20
          0x1004, 0xe251_1001, // subs r1, r1, #1
          0x1008, 0x1aff_fffd, // bne 1004
          0x100c, 0xe250_0001, // subs r0, r0, #1
          0x1010, 0x4a00_0001, // bmi 101c
          0x1014, 0x1aff_fff9, // bne 1000
          0x1018, 0xe12f_ff1e, // bx lr
          0x101c, 0xe280_0002, // add r0, r0, #2
          0x1020, 0xeaff_fff6); // b 1000

  @Test
  void loopAroundIsTheInnermostOne() {
    assertEquals(0x1000, loopAround(NEST, 0x100c, false));
    assertEquals(0x1000, loopAround(NEST, 0x101c, false));
    assertEquals(0x1004, loopAround(NEST, 0x1004, true));
    assertEquals(0, loopAround(NEST, 0x1018, false));
  }

  /** Compilers make it of a loop in a loop whose rounds mostly do nothing, as in a sieve. */
  @Test
  void loopWithTwoWaysInBeginsAtTheFirst() {
    var words =
        Map.of(
            0x1000, 0xe252_2001, // subs r2, r2, #1
            0x1004, 0x012f_ff1e, // bxeq lr
            0x1008, 0xe5d3_4001, // ldrb r4, [r3, #1]
            0x100c, 0xe354_0000, // cmp r4, #0
            0x1010, 0x1aff_fffa, // bne 1000
            0x1014, 0xe150_0006, // cmp r0, r6
            0x1018, 0x8aff_fff8, // bhi 1000
            0x101c, 0xe250_0001, // subs r0, r0, #1
            0x1020, 0x1aff_fffd, // bne 101c
            0x1024, 0xeaff_fff7); // b 1008
    assertEquals(0x1000, loopAround(words, 0x1008, true));
    assertEquals(0x1000, loopAround(words, 0x1024, false));
    assertEquals(0x101c, loopAround(words, 0x101c, true));
    Region region =
        RegionFormer.formLoop(
            (at, leader) -> lift(words::get, at, leader), 0x1000, BUDGET, _ -> true);
    assertTrue(locations(region).containsAll(Set.of(0x1000, 0x1008, 0x1014, 0x101c, 0x1024)));
  }

  private static int loopAround(Map<Integer, Integer> words, int location, boolean isHead) {
    return RegionFormer.loopAround(
        (at, leader) -> lift(words::get, at, leader), location, isHead, _ -> true);
  }

  private static Region form(int entry, int budget, Set<Integer> heads, Set<Integer> units) {
    var source =
        new RegionFormer.Source() {
          @Override
          public Block lift(int location, IntPredicate leader) {
            return RegionFormerTest.lift(location, leader);
          }

          @Override
          public boolean beginsPart(int location) {
            return heads.contains(location);
          }

          @Override
          public boolean beginsLargeUnit(int location) {
            return units.contains(location);
          }
        };
    return RegionFormer.form(source, entry, budget, _ -> true);
  }

  private static Region form(Map<Integer, Integer> words, int entry) {
    return RegionFormer.form(
        (location, leader) -> lift(words::get, location, leader), entry, BUDGET, _ -> true);
  }

  private static Region form(IntPredicate ran) {
    return RegionFormer.form(RegionFormerTest::lift, CODE, BUDGET, ran);
  }

  private static Set<Integer> locations(Region region) {
    return region.blocks().stream()
        .map(Block::location)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Block lift(int location, IntPredicate leader) {
    return lift(address -> WORDS[(address - CODE) / 4], location, leader);
  }

  private static Block lift(IntUnaryOperator words, int location, IntPredicate leader) {
    var code =
        new CodeReader() {
          @Override
          public int fetch16(int address) {
            throw new AssertionError("A32 only");
          }

          @Override
          public int fetch32(int address) {
            return words.applyAsInt(address);
          }

          @Override
          public boolean isConstant(int address) {
            return true;
          }
        };
    return new Lifter(Features.max()).lift(code, location, new BlockLimit(64, leader));
  }
}
