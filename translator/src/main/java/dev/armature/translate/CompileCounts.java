package dev.armature.translate;

import java.util.concurrent.atomic.AtomicLong;

/** What the compiler has done, counted. */
final class CompileCounts {
  final AtomicLong units = new AtomicLong();
  final AtomicLong known = new AtomicLong();
  final AtomicLong knownNanos = new AtomicLong();
  final AtomicLong reused = new AtomicLong();
  final AtomicLong again = new AtomicLong();
  final AtomicLong reguarded = new AtomicLong();
  final AtomicLong instructions = new AtomicLong();
  final AtomicLong bytes = new AtomicLong();
  final AtomicLong nanos = new AtomicLong();
  final AtomicLong longest = new AtomicLong();
  final AtomicLong outdated = new AtomicLong();
  final AtomicLong failed = new AtomicLong();

  void unit(int guestInstructions, int codeSize, long took) {
    units.incrementAndGet();
    instructions.addAndGet(guestInstructions);
    bytes.addAndGet(codeSize);
    nanos.addAndGet(took);
    longest.accumulateAndGet(took, Math::max);
  }
}
