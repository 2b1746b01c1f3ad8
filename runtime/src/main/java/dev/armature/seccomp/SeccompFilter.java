package dev.armature.seccomp;

import dev.armature.task.SyscallFilter;
import java.util.concurrent.atomic.AtomicInteger;

/** A filter and those installed before it ({@code struct seccomp_filter}). */
final class SeccompFilter implements SyscallFilter {
  final BpfProgram program;

  /** The filter that was there before, or null. */
  final SeccompFilter previous;

  /** SECCOMP_FILTER_FLAG_LOG. */
  final boolean log;

  /** Where its user notifications go, or null. */
  final Notifications notifications;

  /** Tasks whose newest filter this is, and filters on top of it. */
  private final AtomicInteger users = new AtomicInteger(1);

  SeccompFilter(
      BpfProgram program, SeccompFilter previous, boolean log, Notifications notifications) {
    this.program = program;
    this.previous = previous;
    this.log = log;
    this.notifications = notifications;
  }

  @Override
  public void use() {
    users.incrementAndGet();
  }

  /** {@code __seccomp_filter_orphan}. */
  @Override
  public void unuse() {
    SeccompFilter filter = this;
    while (filter != null && filter.users.decrementAndGet() == 0) {
      if (filter.notifications != null) {
        filter.notifications.orphaned();
      }
      filter = filter.previous;
    }
  }

  @Override
  public int count() {
    int count = 0;
    for (SeccompFilter filter = this; filter != null; filter = filter.previous) {
      count++;
    }
    return count;
  }

  /** Whether {@code other} is this filter or one below it. */
  boolean contains(SeccompFilter other) {
    for (SeccompFilter filter = this; filter != null; filter = filter.previous) {
      if (filter == other) {
        return true;
      }
    }
    return other == null;
  }

  /** Instructions of all filters, with the price of each ({@code seccomp_attach_filter}). */
  int totalLength() {
    int total = 0;
    for (SeccompFilter filter = this; filter != null; filter = filter.previous) {
      total += filter.program.length() + 4;
    }
    return total;
  }
}
