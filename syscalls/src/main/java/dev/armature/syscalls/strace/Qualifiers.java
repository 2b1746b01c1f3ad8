package dev.armature.syscalls.strace;

import dev.armature.syscalls.strace.StraceOptions.Status;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The small sets of {@code -e}: statuses, messages, descriptors. */
final class Qualifiers {
  private static final List<String> QUIET =
      List.of("attach", "exit", "path-resolution", "personality", "thread-execve", "superseded");

  private Qualifiers() {}

  static void statuses(String value, Set<Status> into) {
    boolean inverted = value.startsWith("!");
    Set<Status> named = new HashSet<>();
    for (String word : (inverted ? value.substring(1) : value).split(",", -1)) {
      switch (word) {
        case "all" -> named.addAll(Set.of(Status.values()));
        case "none" -> {}
        default -> {
          try {
            named.add(Status.valueOf(word.toUpperCase(Locale.ROOT)));
          } catch (IllegalArgumentException unknown) {
            throw new BadExpression("invalid status '" + word + "'");
          }
        }
      }
    }
    into.clear();
    for (Status status : Status.values()) {
      if (named.contains(status) != inverted) {
        into.add(status);
      }
    }
  }

  static void quiet(String value, Set<String> into) {
    boolean inverted = value.startsWith("!");
    Set<String> named = new HashSet<>();
    for (String word : (inverted ? value.substring(1) : value).split(",", -1)) {
      switch (word) {
        case "all" -> named.addAll(QUIET);
        case "none" -> {}
        case "attach", "path-resolution", "personality", "thread-execve", "superseded" ->
            named.add(word);
        case "exit", "exits" -> named.add("exit");
        default -> throw new BadExpression("invalid quiet '" + word + "'");
      }
    }
    into.clear();
    for (String word : QUIET) {
      if (named.contains(word) != inverted) {
        into.add(word);
      }
    }
  }

  /** {@code -e read=SET}: numbers, or all, which stands as -1. */
  static Set<Integer> descriptors(String value) {
    Set<Integer> set = new HashSet<>();
    for (String word : value.split(",", -1)) {
      switch (word) {
        case "all" -> set.add(-1);
        case "none" -> set.clear();
        default -> {
          try {
            set.add(Integer.parseUnsignedInt(word));
          } catch (NumberFormatException bad) {
            throw new BadExpression("invalid descriptor '" + word + "'");
          }
        }
      }
    }
    return set;
  }

  /** {@code -e decode-fds=}. */
  static void decodeFds(String value, Set<FdNames.Decoding> into) {
    boolean inverted = value.startsWith("!");
    EnumSet<FdNames.Decoding> named = EnumSet.noneOf(FdNames.Decoding.class);
    for (String word : (inverted ? value.substring(1) : value).split(",", -1)) {
      switch (word) {
        case "none" -> named.clear();
        case "all" -> named.addAll(EnumSet.allOf(FdNames.Decoding.class));
        case "path", "socket", "dev", "pidfd" ->
            named.add(FdNames.Decoding.valueOf(word.toUpperCase(Locale.ROOT)));
        default -> throw new BadExpression("invalid decode-fds '" + word + "'");
      }
    }
    into.clear();
    into.addAll(inverted ? EnumSet.complementOf(named) : named);
  }
}
