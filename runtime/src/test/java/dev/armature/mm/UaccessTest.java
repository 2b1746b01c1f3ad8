package dev.armature.mm;

import static dev.armature.abi.Mman.MAP_ANONYMOUS;
import static dev.armature.abi.Mman.MAP_FIXED;
import static dev.armature.abi.Mman.MAP_PRIVATE;
import static dev.armature.abi.Mman.PROT_READ;
import static dev.armature.abi.Mman.PROT_WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.machine.GuestFault.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class UaccessTest {
  private static final int PAGE = 4096;
  private static final int AT = 0x1000_0000;
  private static final int FLAGS = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;

  private final AddressSpace mm = TestSpaces.create();
  private final Uaccess user = mm.uaccess();

  /** Two writable pages, then one that can only be read, then nothing. */
  @BeforeEach
  void map() {
    mm.mmap(AT, 2 * PAGE, PROT_READ | PROT_WRITE, FLAGS, null, 0);
    mm.mmap(AT + 2 * PAGE, PAGE, PROT_READ, FLAGS, null, 0);
  }

  @AfterEach
  void close() {
    mm.put();
  }

  private static void fails(int errno, Executable access) {
    assertEquals(errno, assertThrows(ErrnoException.class, access).errno());
  }

  @Test
  void scalars() {
    user.putLong(AT + PAGE - 3, 0x8877_6655_4433_2211L);
    assertEquals(0x11, user.getByte(AT + PAGE - 3));
    assertEquals(0x3322, user.getShort(AT + PAGE - 2));
    assertEquals(0x5544_3322, user.getInt(AT + PAGE - 2));
    assertEquals(0x8877_6655_4433_2211L, user.getLong(AT + PAGE - 3));
    user.putInt(AT, -2);
    user.putShort(AT + 4, -3);
    user.putByte(AT + 6, -4);
    assertEquals(-2, user.getInt(AT));
    assertEquals(0xfffd, user.getShort(AT + 4));
    assertEquals(0xfc, user.getByte(AT + 6));
  }

  @Test
  void badAddresses() {
    fails(Errno.EFAULT, () -> user.getInt(0));
    fails(Errno.EFAULT, () -> user.getInt(AT + 3 * PAGE));
    fails(Errno.EFAULT, () -> user.getInt(AT + 3 * PAGE - 2));
    fails(Errno.EFAULT, () -> user.getLong(-4));
    fails(Errno.EFAULT, () -> user.putInt(AT + 2 * PAGE, 1));
    fails(Errno.EFAULT, () -> user.putInt(AT + 2 * PAGE - 2, 1));
    fails(Errno.EFAULT, () -> user.copyOut(new byte[PAGE + 1], 0, AT + PAGE, PAGE + 1));
    fails(Errno.EFAULT, () -> user.bytes(AT, -1));
    assertEquals(0, user.bytes(0, 0).length);
  }

  @Test
  void memoryAboveUserSpaceIsNotTheUsers() {
    mm.mapSpecial(0xffff_0000L, PAGE, VmFlags.VM_READ | VmFlags.VM_EXEC, "[vectors]");
    assertEquals(0, mm.memory().load32(0xffff_0000));
    fails(Errno.EFAULT, () -> user.getInt(0xffff_0000));
    fails(Errno.EFAULT, () -> user.bytes(0xffff_0000, 16));
  }

  @Test
  void copies() {
    byte[] data = new byte[PAGE + 10];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) i;
    }
    user.copyOut(data, AT + 5);
    assertArrayEquals(data, user.bytes(AT + 5, data.length));
    user.clear(AT + 6, 3);
    assertEquals(4 << 24, user.getInt(AT + 6));
    assertEquals(2 * PAGE - 5, user.accessible(AT + 5, 5 * PAGE, Access.WRITE));
    assertEquals(3 * PAGE - 5, user.accessible(AT + 5, 5 * PAGE, Access.READ));
    assertEquals(0, user.accessible(0, 1, Access.READ));
  }

  @Test
  void strings() {
    user.copyOut(new byte[] {'/', (byte) 0xe4, 0}, AT + PAGE - 2);
    assertEquals("/\u00e4", user.path(AT + PAGE - 2));
    assertEquals("", user.path(AT + PAGE));
    assertEquals(2, user.stringLength(AT + PAGE - 2, 100));
    assertEquals(1, user.stringLength(AT + PAGE - 2, 1));
    byte[] letters = new byte[2 * PAGE];
    java.util.Arrays.fill(letters, (byte) 'x');
    user.copyOut(letters, AT);
    fails(Errno.ENAMETOOLONG, () -> user.path(AT));
    mm.mmap(AT + 2 * PAGE, PAGE, PROT_READ | PROT_WRITE, FLAGS, null, 0);
    user.copyOut(letters, 0, AT + 2 * PAGE, PAGE);
    fails(Errno.EFAULT, () -> user.path(AT + 3 * PAGE - 10));
  }

  @Test
  void atomics() {
    user.putInt(AT, 5);
    assertEquals(5, user.compareAndExchange(AT, 4, 6));
    assertEquals(5, user.compareAndExchange(AT, 5, 6));
    assertEquals(6, user.getIntVolatile(AT));
    fails(Errno.EFAULT, () -> user.compareAndExchange(AT + 2 * PAGE, 0, 1));
  }
}
