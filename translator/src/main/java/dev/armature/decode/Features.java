package dev.armature.decode;

import java.util.EnumSet;
import java.util.Set;

/**
 * The features a decoder goes by.
 *
 * @param cpu name of the {@link CpuModel}
 * @param bits one bit per {@link Feature}
 */
public record Features(String cpu, long bits) {
  /** Everything the decoder knows, also what {@link CpuModel} does not promise yet. */
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
