package dev.armature.e2e;

/** Just enough of a JSON parser to see whether a text is JSON (RFC 8259). */
final class Json {
  private Json() {}

  /** Where the value that begins at {@code at} ends, or -1 when it is none. */
  static int end(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return -1;
    }
    return switch (text.charAt(at)) {
      case '{' -> members(text, at, '}', true);
      case '[' -> members(text, at, ']', false);
      case '"' -> string(text, at);
      case 't' -> word(text, at, "true");
      case 'f' -> word(text, at, "false");
      case 'n' -> word(text, at, "null");
      default -> number(text, at);
    };
  }

  private static int members(String text, int at, char close, boolean keys) {
    int next = at + 1;
    if (next < text.length() && text.charAt(next) == close) {
      return next + 1;
    }
    while (true) {
      if (keys) {
        next = next < text.length() && text.charAt(next) == '"' ? string(text, next) : -1;
        if (next < 0 || next >= text.length() || text.charAt(next) != ':') {
          return -1;
        }
        next++;
      }
      next = end(text, next);
      if (next < 0 || next >= text.length()) {
        return -1;
      }
      char c = text.charAt(next++);
      if (c == close) {
        return next;
      }
      if (c != ',') {
        return -1;
      }
    }
  }

  private static int string(String text, int at) {
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c < ' ') {
        return -1;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  private static int word(String text, int at, String word) {
    return text.startsWith(word, at) ? at + word.length() : -1;
  }

  private static int number(String text, int at) {
    int end = at;
    while (end < text.length() && "+-.eE0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end > at && text.substring(at, end).matches("-?(0|[1-9]\\d*)(\\.\\d+)?") ? end : -1;
  }
}
