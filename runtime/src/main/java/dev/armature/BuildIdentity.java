package dev.armature;

import dev.armature.translate.Translator;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Tells builds of the translator apart: what one has written down another must not read. */
final class BuildIdentity {
  private BuildIdentity() {}

  /** Size and time of the translator's jar; null when it does not come from one. */
  static String text() {
    CodeSource source = Translator.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar)
          ? Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toMillis()
          : null;
    } catch (URISyntaxException | IOException e) {
      return null;
    }
  }
}
