package dev.armature.decode;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a CPU model can do.
 *
 * @param cpu the model's name as {@code --cpu} takes it
 * @param bits one bit per {@link Feature}
 */
public record Features(String cpu, long bits) {
  /** Everything the decoder knows. */
  public static Features max() {
    return of("max", EnumSet.allOf(Feature.class));
  }

  static Features of(String cpu, Set<Feature> features) {
    long bits = 0;
    for (Feature feature : features) {
      bits |= feature.bit();
    }
    return new Features(cpu, bits);
  }

  public boolean has(Feature feature) {
    return (bits & feature.bit()) != 0;
  }
}
