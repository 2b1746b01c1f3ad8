package dev.armature.lift;

import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;
import dev.armature.machine.Sha1;

/** The AES, SHA-1 and SHA-256 instructions of ARMv8. All registers are quadwords. */
final class NeonCrypto {
  private NeonCrypto() {}

  static void aes(Lift lift) {
    var v = new Vectors(lift);
    switch (v.insn.operation()) {
      case AESMC -> v.both(i -> lift.call(Routine.AESMC, v.m(i)));
      case AESIMC -> v.both(i -> lift.call(Routine.AESIMC, v.m(i)));
      default -> {
        boolean encrypts = v.insn.operation() == Operation.AESE;
        Op low = v.op(Opcode.XOR64, v.d(0), v.m(0));
        Op high = v.op(Opcode.XOR64, v.d(1), v.m(1));
        v.both(i ->
            lift.call(
                i == 0
                    ? encrypts ? Routine.AESE_LOW : Routine.AESD_LOW
                    : encrypts ? Routine.AESE_HIGH : Routine.AESD_HIGH,
                low,
                high));
      }
    }
  }

  /** The doubleword that begins in the middle of {@code low}:{@code high}. */
  private static Op middle(Vectors v, Op low, Op high) {
    return v.op(Opcode.OR64, v.shiftRight(low, 32), v.shiftLeft(high, 32));
  }

  static void sha1(Lift lift) {
    var v = new Vectors(lift);
    switch (v.insn.operation()) {
      case SHA1H -> {
        Op word = lift.call(Routine.SHA1_ROTATE, v.wordOfM(0));
        v.both(i -> i == 0 ? lift.op(Opcode.ZEXT64, word) : v.constant(0));
      }
      case SHA1SU0 ->
          v.both(i ->
              v.op(Opcode.XOR64, v.op(Opcode.XOR64, v.d(i), v.m(i)), i == 0 ? v.d(1) : v.n(0)));
      case SHA1SU1 -> {
        Op low = v.op(Opcode.XOR64, v.d(0), middle(v, v.m(0), v.m(1)));
        Op high = v.op(Opcode.XOR64, v.d(1), v.shiftRight(v.m(1), 32));
        Op first = lift.call(Routine.SHA1_SCHEDULE, low);
        Op second = lift.call(Routine.SHA1_SCHEDULE, high);
        // The last word takes the new first one, rotated once more.
        Op again = v.shiftLeft(lift.call(Routine.SHA1_SCHEDULE, first), 32);
        v.both(i -> i == 0 ? first : v.op(Opcode.XOR64, second, again));
      }
      default -> {
        int function =
            switch (v.insn.operation()) {
              case SHA1C -> Sha1.CHOOSE;
              case SHA1P -> Sha1.PARITY;
              default -> Sha1.MAJORITY;
            };
        v.both(i ->
            lift.call(
                Routine.SHA1_HASH,
                v.d(0),
                v.d(1),
                v.wordOfN(0),
                v.m(0),
                v.m(1),
                lift.constant(function | (i == 0 ? 0 : Sha1.HIGH))));
      }
    }
  }

  static void sha256(Lift lift) {
    var v = new Vectors(lift);
    switch (v.insn.operation()) {
      case SHA256H -> {
        Op[] x = {v.d(0), v.d(1)};
        Op[] y = {v.n(0), v.n(1)};
        hash(v, x, y, Routine.SHA256_X);
      }
      case SHA256H2 -> {
        Op[] x = {v.n(0), v.n(1)};
        Op[] y = {v.d(0), v.d(1)};
        hash(v, x, y, Routine.SHA256_Y);
      }
      case SHA256SU0 ->
          v.both(i ->
              lift.call(
                  Routine.SHA256_SCHEDULE0, v.d(i), lift.op(Opcode.LOW, i == 0 ? v.d(1) : v.m(0))));
      default -> {
        Op low = lift.call(Routine.SHA256_SCHEDULE1, v.d(0), middle(v, v.n(0), v.n(1)), v.m(1));
        Op high = lift.call(Routine.SHA256_SCHEDULE1, v.d(1), middle(v, v.n(1), v.m(0)), low);
        v.both(i -> i == 0 ? low : high);
      }
    }
  }

  /** Four rounds, of which {@code result} is wanted. */
  private static void hash(Vectors v, Op[] x, Op[] y, Routine result) {
    Op newX = v.lift.call(Routine.SHA256_X, x[0], x[1], y[0], y[1], v.m(0));
    Op newY = v.lift.call(Routine.SHA256_Y, x[0], x[1], y[0], y[1], v.m(0));
    Op last = v.lift.call(result, newX, x[0], newY, y[0], v.m(1));
    v.both(i -> i == 0 ? last : result == Routine.SHA256_X ? newX : newY);
  }
}
