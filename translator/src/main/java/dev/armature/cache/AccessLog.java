package dev.armature.cache;

import java.util.function.IntConsumer;

/** A unit that remembers which addresses its instructions accessed. */
public interface AccessLog {
  /** Calls {@code each} with addresses that the instruction at {@code pc} accessed lately. */
  void addresses(int pc, IntConsumer each);
}
