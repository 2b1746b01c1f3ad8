package dev.armature.host;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Ordered and atomic access to aligned words of host memory, for futexes and robust lists. */
public final class HostAtomics {
  private static final MemorySegment HOST = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final VarHandle INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

  private HostAtomics() {}

  public static int getInt(long address) {
    return (int) INT.getVolatile(HOST, address);
  }

  public static void setInt(long address, int value) {
    INT.setVolatile(HOST, address, value);
  }

  /** Returns what was there: the exchange took place when that is {@code expected}. */
  public static int compareAndExchangeInt(long address, int expected, int value) {
    return (int) INT.compareAndExchange(HOST, address, expected, value);
  }
}
