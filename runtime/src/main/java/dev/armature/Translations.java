package dev.armature;

import dev.armature.entry.SyscallTable;
import dev.armature.translate.Engine;
import dev.armature.translate.Translator;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What machines have translated, for those that come after them in this JVM: lowered blocks, and
 * compiled units with the machine code that HotSpot has made of them. Machines of different kinds
 * may share it; each uses what was made for its own.
 */
public final class Translations {
  /** What translations depend on besides the code. */
  record Kind(SyscallTable calls, String cpu, Engine engine, boolean recognise, Path codeCache) {}

  private final Map<Kind, Translator> translators = new ConcurrentHashMap<>();

  /** Writes what is worth keeping to the directories of {@link Machine.Builder#codeCache}. */
  public void save() {
    translators.values().forEach(Translator::save);
  }

  /** The translator of a kind of machine, made by {@code maker} for the first one. */
  Translator of(Kind kind, Supplier<Translator> maker) {
    return translators.computeIfAbsent(kind, _ -> maker.get());
  }
}
