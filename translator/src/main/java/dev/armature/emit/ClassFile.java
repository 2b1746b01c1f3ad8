package dev.armature.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A class file while it is being made: constant pool, fields, methods. Only as much of the format
 * (JVMS 4) as units need. A library for all of it, loaded and interpreted for the first unit of a
 * run, took longer than everything else.
 */
final class ClassFile {
  private static final int MAGIC = 0xcafe_babe;
  private static final int JAVA_17 = 61;
  private static final int MOST_CONSTANTS = 0xffff;

  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int LONG = 5;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  private final Bytes pool = new Bytes(2048);
  private final Map<Object, Integer> known = new HashMap<>();
  private int constants = 1;
  private final Bytes fields = new Bytes(512);
  private int fieldCount;
  private final List<Bytes> methods = new ArrayList<>();

  private int next(int entries) {
    int index = constants;
    constants += entries;
    if (constants > MOST_CONSTANTS) {
      throw new IllegalStateException("too many constants");
    }
    return index;
  }

  private int utf8(String text) {
    Integer index = known.get(text);
    if (index == null) {
      index = next(1);
      known.put(text, index);
      pool.u1(UTF8).u2(text.length()).ascii(text);
    }
    return index;
  }

  /** A constant that consists of others; {@code key} names it. */
  private int composed(int tag, String key, int first, int second) {
    Integer index = known.get(key);
    if (index == null) {
      index = next(1);
      known.put(key, index);
      pool.u1(tag).u2(first);
      if (second >= 0) {
        pool.u2(second);
      }
    }
    return index;
  }

  // No name in a class file has a blank in it, so that keys can't be taken for others.

  /** The class of this internal name. */
  int type(String name) {
    return composed(CLASS, "c ".concat(name), utf8(name), -1);
  }

  int string(String text) {
    return composed(STRING, "s ".concat(text), utf8(text), -1);
  }

  int field(Code.Field field) {
    return member(FIELD, field.owner(), field.name(), field.descriptor());
  }

  int method(Code.Method method) {
    return member(METHOD, method.owner(), method.name(), method.descriptor());
  }

  private int member(int tag, String owner, String name, String descriptor) {
    String key = name.concat(" ").concat(descriptor);
    int what = composed(NAME_AND_TYPE, key, utf8(name), utf8(descriptor));
    return composed(tag, owner.concat(" ").concat(key), type(owner), what);
  }

  int integer(int value) {
    Integer index = known.get(value);
    if (index == null) {
      index = next(1);
      known.put(value, index);
      pool.u1(INTEGER).u4(value);
    }
    return index;
  }

  int wide(long value) {
    Integer index = known.get(value);
    if (index == null) {
      index = next(2);
      known.put(value, index);
      pool.u1(LONG).u8(value);
    }
    return index;
  }

  /** Adds a field without attributes. */
  void addField(int access, String name, String descriptor) {
    fields.u2(access).u2(utf8(name)).u2(utf8(descriptor)).u2(0);
    fieldCount++;
  }

  /**
   * Adds a method.
   *
   * @param maxStack what its operand stack may hold
   * @param locals how many it has
   * @param before what it begins with, without labels and constants
   * @param frame the types of these at every label, see {@link Slots#frame}
   */
  void addMethod(
      int access,
      String name,
      String descriptor,
      int maxStack,
      int locals,
      Code before,
      Code code,
      Bytes frame) {
    var assembler = new Assembler(this, code, frame);
    assembler.assemble(before);
    Bytes stackMap = assembler.stackMap();
    Bytes handlers = assembler.handlers();
    int attribute = stackMap == null ? 0 : 6 + stackMap.size();
    var method = new Bytes(64 + assembler.bytes().size() + attribute);
    method.u2(access).u2(utf8(name)).u2(utf8(descriptor)).u2(1);
    method.u2(utf8("Code")).u4(10 + assembler.bytes().size() + handlers.size() + attribute);
    method.u2(maxStack).u2(locals).u4(assembler.bytes().size()).all(assembler.bytes());
    method.all(handlers);
    method.u2(stackMap == null ? 0 : 1);
    if (stackMap != null) {
      method.u2(utf8("StackMapTable")).u4(stackMap.size()).all(stackMap);
    }
    methods.add(method);
  }

  /** The file. */
  byte[] finish(int access, String name, String superclass) {
    int self = type(name);
    int parent = type(superclass);
    var file = new Bytes(pool.size() + 1024 + methods.stream().mapToInt(Bytes::size).sum());
    file.u4(MAGIC).u4(JAVA_17).u2(constants).all(pool);
    file.u2(access).u2(self).u2(parent).u2(0);
    file.u2(fieldCount).all(fields);
    file.u2(methods.size());
    methods.forEach(file::all);
    return file.u2(0).toArray();
  }
}
