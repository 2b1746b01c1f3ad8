package dev.armature.perf;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the repository is that this class was built in: guest programs and the launcher are there.
 */
final class Checkout {
  private Checkout() {}

  static Path top() {
    try {
      Path place =
          Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path at = place.toAbsolutePath(); at != null; at = at.getParent()) {
        if (Files.isExecutable(at.resolve("test-binaries/bin/perf-bench"))) {
          return at;
        }
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("works in a checkout of Armature only");
  }
}
