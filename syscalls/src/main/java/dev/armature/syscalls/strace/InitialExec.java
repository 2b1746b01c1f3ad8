package dev.armature.syscalls.strace;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The execve of the first program, which the machine itself makes. */
final class InitialExec {
  static final int NUMBER = 11;

  private InitialExec() {}

  static void print(
      Tracee tracee, String program, List<String> argv, List<String> environment, boolean full) {
    Text text = tracee.text;
    TextOut out = tracee.out;
    text.clear();
    out.reset();
    text.add("execve(");
    out.argument("pathname");
    out.name(program);
    out.argument("argv");
    arguments(out, argv);
    out.argument("envp");
    if (full) {
      arguments(out, environment);
    } else {
      // Where the strings were has no address in the guest; the stack's top says about as much.
      out.address(tracee.task.cpu.r13);
      out.comment(environment.size() + (environment.size() == 1 ? " var" : " vars"));
    }
    text.add(')');
    tracee.tail.clear();
    tracee.tail.add('0');
  }

  static void arguments(Out out, List<String> argv) {
    out.beginArray();
    for (String argument : argv) {
      out.element();
      byte[] bytes = argument.getBytes(StandardCharsets.ISO_8859_1);
      int shown = Math.min(bytes.length, out.style.stringLimit());
      out.string(bytes, 0, shown, shown < bytes.length);
    }
    out.endArray();
  }
}
