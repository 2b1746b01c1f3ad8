package dev.armature.perf.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON: objects as maps, arrays as lists, strings, numbers as doubles, null and booleans. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException when it is not JSON
   */
  static Object read(String text) {
    Json json = new Json(text);
    try {
      Object value = json.value();
      if (json.blank() < text.length()) {
        throw new IllegalArgumentException("more text at " + json.at);
      }
      return value;
    } catch (StringIndexOutOfBoundsException cut) {
      throw new IllegalArgumentException("it ends too early", cut);
    }
  }

  private int blank() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean next(char c) {
    boolean is = text.charAt(blank()) == c;
    at += is ? 1 : 0;
    return is;
  }

  private void expect(char c) {
    if (!next(c)) {
      throw new IllegalArgumentException("no " + c + " at " + at);
    }
  }

  private Object value() {
    return switch (text.charAt(blank())) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    while (!next('}')) {
      if (!members.isEmpty()) {
        expect(',');
      }
      blank();
      String name = string();
      expect(':');
      members.put(name, value());
    }
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    expect('[');
    while (!next(']')) {
      if (!elements.isEmpty()) {
        expect(',');
      }
      elements.add(value());
    }
    return elements;
  }

  private String string() {
    expect('"');
    StringBuilder characters = new StringBuilder();
    for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
      if (c != '\\') {
        characters.append(c);
        continue;
      }
      char escaped = text.charAt(at++);
      switch (escaped) {
        case 'n' -> characters.append('\n');
        case 't' -> characters.append('\t');
        case 'r' -> characters.append('\r');
        case 'b' -> characters.append('\b');
        case 'f' -> characters.append('\f');
        case 'u' -> {
          characters.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
          at += 4;
        }
        default -> characters.append(escaped);
      }
    }
    return characters.toString();
  }

  /** A number or one of the names; JMH writes NaN as a string or bare. */
  private Object word() {
    int start = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> "";
      default -> Double.valueOf(word);
    };
  }
}
