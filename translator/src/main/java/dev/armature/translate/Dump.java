package dev.armature.translate;

import dev.armature.decode.Decoder;
import dev.armature.decode.Disassembler;
import dev.armature.decode.Features;
import dev.armature.decode.Insn;
import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.lift.CodeReader;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code --dump}: shows what one block becomes on its way to the host, when it is first met. The
 * block must begin at the location asked for: a branch target, or what follows a call.
 */
public final class Dump {
  /** What can be shown. */
  public enum Stage {
    /** The instructions. */
    DECODE,
    /** The block's IR after the passes. */
    IR,
    /** The unit compiled from the location on. */
    BYTECODE
  }

  private final Set<Stage> stages;
  private final int location;
  private final Consumer<String> out;
  private final AtomicBoolean done = new AtomicBoolean();

  /**
   * @param location address of the first instruction; bit 0 says Thumb
   * @param out takes the text
   */
  public Dump(Set<Stage> stages, int location, Consumer<String> out) {
    this.stages = EnumSet.copyOf(stages);
    this.location = location;
    this.out = out;
  }

  /** Whether the location was met. */
  public boolean done() {
    return done.get();
  }

  /**
   * Shows the block if it is the one.
   *
   * @param bytecode makes the text of the compiled unit
   */
  void show(Block block, CodeReader code, Features features, Supplier<String> bytecode) {
    if (block.location() != location || !done.compareAndSet(false, true)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    if (stages.contains(Stage.DECODE)) {
      for (Op op : block.ops()) {
        if (op.code() == Opcode.INSN) {
          text.append(line(op.insnPc(), code, features));
        }
      }
    }
    if (stages.contains(Stage.IR)) {
      text.append(block);
    }
    if (stages.contains(Stage.BYTECODE)) {
      text.append(bytecode.get());
    }
    out.accept(text.toString().stripTrailing());
  }

  private String line(int pc, CodeReader code, Features features) {
    Insn insn;
    if ((location & 1) == 0) {
      insn = Decoder.a32(code.fetch32(pc), pc, features);
    } else {
      int first = code.fetch16(pc);
      int second = Decoder.isThumb32(first) ? code.fetch16(pc + 2) : 0;
      insn = Decoder.thumb(first, second, pc, features);
    }
    String bits = ("%0" + 2 * insn.length() + "x").formatted(insn.word());
    return "%08x:  %-8s  %s%n".formatted(pc, bits, Disassembler.text(insn));
  }
}
