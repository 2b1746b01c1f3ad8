package dev.armature.syscalls.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.syscalls.table.ArmSyscalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -e inject=} and {@code -e fault=}. */
class InjectionTest {
  private final ArmSyscalls table = new ArmSyscalls();

  @Test
  void readsItsParts() {
    Injection injection =
        Injection.parse("read:error=EIO:signal=USR1:delay_exit=2ms:when=3..9+2", table, false);
    assertTrue(injection.calls().has(3));
    assertFalse(injection.calls().has(4));
    assertEquals(-Errno.EIO, injection.value());
    assertEquals(10, injection.signal());
    assertEquals(2000, injection.delayExit());
    assertFalse(injection.applies(2));
    assertTrue(injection.applies(3));
    assertFalse(injection.applies(4));
    assertTrue(injection.applies(9));
    assertFalse(injection.applies(11));
  }

  @Test
  void aFaultIsEnosysUnlessToldOtherwise() {
    assertEquals(-Errno.ENOSYS, Injection.parse("all", table, true).value());
    assertEquals(-Errno.EPERM, Injection.parse("%file:error=EPERM", table, true).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read",
        "read:",
        "read:error=EFOO",
        "nocall:error=EIO",
        "read:when=0:error=EIO",
        "read:syscall=fork:retval=1",
        "read:syscall=getpid",
        "read:poke_enter=@arg9=00",
        "read:delay_enter=3weeks"
      })
  void refusesWhatMeansNothing(String text) {
    assertThrows(BadExpression.class, () -> Injection.parse(text, table, false));
  }
}
