package dev.armature.emit;

import java.util.TreeMap;

/**
 * A value in a loop that goes in equal steps: a sum of multiples of the registers as they are
 * before the first round, and what is added in each.
 *
 * @param terms factor of each register
 * @param constant added to them
 * @param perRound what each round adds
 * @param byStep how often each round adds the loop's step, where that is in a register
 */
record Linear(TreeMap<Integer, Integer> terms, int constant, int perRound, int byStep) {
  // Written out, see UnitEntry.
  @Override
  public boolean equals(Object other) {
    return other instanceof Linear linear
        && constant == linear.constant
        && perRound == linear.perRound
        && byStep == linear.byStep
        && terms.equals(linear.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode() + constant;
  }

  static Linear constant(int value) {
    return new Linear(new TreeMap<>(), value, 0, 0);
  }

  static Linear register(int register) {
    return registerThatSteps(register, 0);
  }

  static Linear registerThatSteps(int register, int perRound) {
    var terms = new TreeMap<Integer, Integer>();
    terms.put(register, 1);
    return new Linear(terms, 0, perRound, 0);
  }

  Linear withStep(int times) {
    return new Linear(terms, constant, perRound, byStep + times);
  }

  Linear plus(Linear other, int factor) {
    var sum = new TreeMap<>(terms);
    other.terms.forEach((register, times) -> sum.merge(register, times * factor, Integer::sum));
    sum.values().removeIf(times -> times == 0);
    return new Linear(
        sum,
        constant + other.constant * factor,
        perRound + other.perRound * factor,
        byStep + other.byStep * factor);
  }

  Linear times(int factor) {
    return constant(0).plus(this, factor);
  }
}
