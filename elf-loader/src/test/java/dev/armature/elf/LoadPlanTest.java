package dev.armature.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
  private static final int LOAD = ElfConstants.PT_LOAD;

  @Test
  void textAndDataThatShareAFilePage() throws ElfFormatException {
    LoadPlan plan =
        new ElfBuilder(0x3000)
            .phdr(LOAD, 0, 0x10000, 0x1234, 0x1234, 5, 0x10000)
            .phdr(LOAD, 0x1234, 0x22234, 0x100, 0x3000, 6, 0x10000)
            .plan();
    LoadSegment text = plan.segments().get(0);
    assertEquals(0x10000, text.mapStart());
    assertEquals(0x2000, text.mapLength());
    assertEquals(0, text.zeroLength());
    assertEquals(0, text.anonLength());
    LoadSegment data = plan.segments().get(1);
    assertEquals(0x22000, data.mapStart());
    assertEquals(0x1000, data.mapLength());
    assertEquals(0x1000, data.fileOffset());
    assertEquals(0x22334, data.zeroStart());
    assertEquals(0xccc, data.zeroLength());
    assertEquals(0x23000, data.anonStart());
    assertEquals(0x3000, data.anonLength());
    assertEquals(0x10000, plan.start());
    assertEquals(0x26000, plan.end());
    assertEquals(0x16000, plan.span());
    assertEquals(0x10000, plan.alignment());
    assertEquals(0x10000 + 52, plan.phdrAddress());
    assertEquals(new LoadPlan.CodeAndData(0x10000, 0x11234, 0x22234, 0x22334), plan.codeAndData());
    assertFalse(plan.relocatable());
  }

  @Test
  void aSegmentOfZeroPagesOnly() throws ElfFormatException {
    LoadSegment bss =
        ElfBuilder.small().phdr(LOAD, 0x7777, 0x20010, 0, 0x1000, 6, 4).plan().segments().get(1);
    assertEquals(0, bss.mapLength());
    assertEquals(0, bss.zeroLength());
    assertEquals(0x20000, bss.anonStart());
    assertEquals(0x2000, bss.anonLength());
  }

  @Test
  void aSegmentThatEndsWithItsPageHasNothingToClear() throws ElfFormatException {
    LoadSegment data =
        new ElfBuilder(0x1000)
            .phdr(LOAD, 0, 0x10000, 0x1000, 0x1800, 6, 4096)
            .plan()
            .segments()
            .get(0);
    assertEquals(0, data.zeroLength());
    assertEquals(0x11000, data.anonStart());
    assertEquals(0x1000, data.anonLength());
  }

  @Test
  void anEmptySegmentIsSkipped() throws ElfFormatException {
    LoadPlan plan = ElfBuilder.small().phdr(LOAD, 3, 0xffff_fff0L, 0, 0, 6, 4).plan();
    assertEquals(1, plan.segments().size());
  }

  @Test
  void theLastPageOfUserMemoryMayBeUsed() throws ElfFormatException {
    LoadPlan plan = ElfBuilder.small().u32(52 + 8, 0xbeff_f000).plan();
    assertEquals(ElfBuilder.TASK_SIZE, plan.end());
  }

  @Test
  void stackFlags() throws ElfFormatException {
    assertEquals(LoadPlan.ExecStack.DEFAULT, ElfBuilder.small().plan().stack());
    assertTrue(ElfBuilder.small().plan().readImpliesExec());
    assertEquals(
        LoadPlan.ExecStack.DISABLE_X,
        ElfBuilder.small().phdr(ElfConstants.PT_GNU_STACK, 0, 0, 0, 0, 6, 16).plan().stack());
    assertEquals(
        LoadPlan.ExecStack.ENABLE_X,
        ElfBuilder.small().phdr(ElfConstants.PT_GNU_STACK, 0, 0, 0, 0, 7, 16).plan().stack());
  }

  @Test
  void threadLocalStorage() throws ElfFormatException {
    LoadPlan plan = ElfBuilder.small().phdr(ElfConstants.PT_TLS, 16, 0x10010, 4, 12, 4, 8).plan();
    assertEquals(Optional.of(new LoadPlan.Tls(0x10010, 4, 12, 8)), plan.tls());
  }

  @Test
  void positionIndependentWithInterpreter() throws ElfFormatException {
    ElfBuilder builder =
        new ElfBuilder(4096)
            .u16(16, 3)
            .u32(24, 0x101)
            .phdr(LOAD, 0, 0, 4096, 4096, 5, 0x10000)
            .phdr(ElfConstants.PT_INTERP, 0x200, 0x200, 25, 25, 4, 1)
            .text(0x200, "/lib/ld-linux-armhf.so.3");
    LoadPlan plan = builder.plan();
    assertTrue(plan.relocatable());
    assertEquals(0x101, plan.entry());
    assertEquals(Optional.of("/lib/ld-linux-armhf.so.3"), plan.image().interpreter());
    assertEquals("dynamic PIE, EABI5 hard-float", plan.image().describe());
  }

  @Test
  void headersThatNoSegmentHoldsHaveNoAddress() throws ElfFormatException {
    LoadPlan plan =
        new ElfBuilder(0x2000).phdr(LOAD, 0x1000, 0x10000, 0x1000, 0x1000, 5, 4096).plan();
    assertEquals(0, plan.phdrAddress());
  }

  @Test
  void abiFlags() {
    assertEquals("OABI", new ElfFlags(0).describe());
    assertEquals("EABI4 soft-float", new ElfFlags(0x0400_0200).describe());
    assertEquals("EABI5 hard-float", new ElfFlags(0x0500_0400).describe());
  }
}
