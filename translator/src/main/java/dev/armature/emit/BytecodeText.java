package dev.armature.emit;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/** A compiled unit as people read it, for {@code --dump=bytecode}. */
public final class BytecodeText {
  private BytecodeText() {}

  public static String of(CompiledUnit unit) {
    StringWriter text = new StringWriter();
    var visitor = new TraceClassVisitor(null, new Textifier(), new PrintWriter(text));
    new ClassReader(unit.bytes()).accept(visitor, 0);
    return text.toString();
  }
}
