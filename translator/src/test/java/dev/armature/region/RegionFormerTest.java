package dev.armature.region;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.armature.decode.Features;
import dev.armature.ir.Block;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.lift.Lifter;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
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

  private static Region form(IntPredicate ran) {
    return RegionFormer.form(RegionFormerTest::lift, CODE, BUDGET, ran);
  }

  private static Set<Integer> locations(Region region) {
    return region.blocks().stream()
        .map(Block::location)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Block lift(int location, IntPredicate leader) {
    var code =
        new CodeReader() {
          @Override
          public int fetch16(int address) {
            throw new AssertionError("A32 only");
          }

          @Override
          public int fetch32(int address) {
            return WORDS[(address - CODE) / 4];
          }

          @Override
          public boolean isConstant(int address) {
            return true;
          }
        };
    return new Lifter(Features.max()).lift(code, location, new BlockLimit(64, leader));
  }
}
