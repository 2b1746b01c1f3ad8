package dev.armature.mm;

/**
 * The resource limits of the process that an address space serves, in bytes; {@code -1} is no
 * limit.
 */
public interface MemoryLimits {
  /** No limits but Linux's default for the stack. */
  MemoryLimits DEFAULT =
      new MemoryLimits() {
        @Override
        public long addressSpace() {
          return -1;
        }

        @Override
        public long data() {
          return -1;
        }

        @Override
        public long stack() {
          return 8 << 20;
        }

        @Override
        public long memlock() {
          return 8 << 20;
        }
      };

  /** RLIMIT_AS. */
  long addressSpace();

  /** RLIMIT_DATA. */
  long data();

  /** RLIMIT_STACK. */
  long stack();

  /** RLIMIT_MEMLOCK. */
  long memlock();
}
