package dev.armature.translate;

import dev.armature.cache.TranslationDirectory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The compiled units of all programs of a machine. */
final class KeptUnits {
  private final TranslationDirectory directory;
  private final String options;
  private final Map<String, ProgramUnits> programs = new ConcurrentHashMap<>();

  /**
   * @param directory where units are kept between runs, or null
   * @param options what units depend on besides the build, the processor and the code
   */
  KeptUnits(TranslationDirectory directory, String options) {
    this.directory = directory;
    this.options = options;
  }

  ProgramUnits program(String name) {
    ProgramUnits units = programs.get(name);
    return units != null
        ? units
        : programs.computeIfAbsent(
            name,
            key ->
                new ProgramUnits(directory == null ? null : directory.kept(key, "units", options)));
  }

  /** Writes down what is new, if there is a place for it. */
  void save() {
    programs.values().forEach(ProgramUnits::save);
  }
}
