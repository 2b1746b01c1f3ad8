package dev.armature.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last addresses of an instruction are kept, of so many instructions. */
class AddressesTest {
  private final Addresses addresses = new Addresses();

  private List<Integer> of(int pc) {
    var seen = new ArrayList<Integer>();
    addresses.forEach(pc, seen::add);
    seen.sort(null);
    return seen;
  }

  @Test
  void keepsTheLastOnes() {
    addresses.add(0x1000, 1);
    assertEquals(List.of(1), of(0x1000));
    for (int i = 2; i < 10; i++) {
      addresses.add(0x1000, i);
    }
    assertEquals(List.of(6, 7, 8, 9), of(0x1000));
    assertEquals(List.of(), of(0x1004));
  }

  @Test
  void isBounded() {
    for (int i = 0; i <= Addresses.CAPACITY; i++) {
      addresses.add(4 * i, i);
    }
    assertEquals(List.of(0), of(0));
    assertEquals(List.of(), of(4 * Addresses.CAPACITY));
  }
}
