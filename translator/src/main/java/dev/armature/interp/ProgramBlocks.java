package dev.armature.interp;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.cache.TranslationDirectory;
import dev.armature.machine.GuestMemory;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The lowered blocks of one program by location. Address spaces that run it share them where they
 * hold the same code bytes.
 */
final class ProgramBlocks implements ColdUnits {
  /**
   * A file is written again when it lacks this part of its blocks: lifting only one loads all
   * tables of the decoder, which costs more than writing a thousand blocks.
   */
  private static final int PART_WORTH_SAVING = 1000;

  private final ColdCode owner;
  private final ConcurrentHashMap<Integer, LoweredBlock> blocks = new ConcurrentHashMap<>();
  private final AtomicInteger added = new AtomicInteger();
  private final TranslationDirectory.Kept kept;
  private volatile BlockFile file;

  /**
   * @param kept where blocks are kept between runs, or null
   */
  ProgramBlocks(ColdCode owner, TranslationDirectory.Kept kept) {
    this.owner = owner;
    this.kept = kept;
    this.file = kept == null ? null : BlockFile.of(kept.read(2L * BlockFile.MAX_BYTES));
  }

  @Override
  public Made make(CodeSpace space, int location) {
    GuestMemory memory = space.memory();
    LoweredBlock block = blocks.get(location);
    if (block == null) {
      block = known(location);
    }
    if (block == null || !block.isSameIn(memory)) {
      block = owner.lower(memory, location, 0, false);
      added.incrementAndGet();
      keep(location, block);
    }
    return new Made(new InterpretedUnit(block, space, false), location & ~1, block.end());
  }

  /** The block that the file has of this location, else null. It keeps it, too. */
  private LoweredBlock known(int location) {
    BlockFile earlier = file;
    if (earlier == null) {
      return null;
    }
    int before = earlier.made();
    LoweredBlock block;
    try {
      block = earlier.find(location);
    } catch (RuntimeException damaged) {
      // Its checksum is right, so somebody wrote it so. What it says is not needed.
      file = null;
      return null;
    }
    if (earlier.made() != before) {
      owner.added();
    }
    return block;
  }

  private void keep(int location, LoweredBlock block) {
    if (blocks.put(location, block) == null) {
      owner.added();
    }
  }

  void clear() {
    blocks.clear();
    BlockFile earlier = file;
    if (earlier != null) {
      earlier.forget();
    }
  }

  void save() {
    if (kept == null) {
      return;
    }
    BlockFile earlier = file;
    int known = earlier == null ? 0 : earlier.size();
    int fresh = added.get();
    if (fresh > known / PART_WORTH_SAVING) {
      added.set(0);
      kept.write(BlockFile.write(earlier, blocks.values()));
    }
  }
}
