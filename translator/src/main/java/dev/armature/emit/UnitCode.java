package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.ir.Type;
import dev.armature.region.Region;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** What the emitters of one unit share: its code, its locals, its exits and its links. */
final class UnitCode {
  private static final String CALLS = "dev/armature/machine/GuestCalls";
  private static final String FLAGS = "dev/armature/machine/LazyFlags";
  private static final String[] FLAG_METHODS = {"negative", "zero", "carry", "overflow"};
  static final String LINK = "dev/armature/machine/Link";
  static final String KERNEL_CALL = "dev/armature/machine/KernelCall";
  static final String INDIRECT = "dev/armature/machine/IndirectLink";
  static final String UNIT = "dev/armature/machine/Unit";

  /** Internal name of the unit's class. */
  final String self;

  final Region region;
  final Host host;
  final AccessProfile profile;
  final Code code = new Code();
  final Slots slots = new Slots();
  final Flow flow;
  final Registers registers;
  final Exits exits;
  final FpFacts facts;
  final int[] blockLabels;

  /** What the method is going to return, where exits share code. */
  final int result = slots.permanent(Type.I32);

  /** Location of the instruction that a cold path is about to check. */
  final int faultLocation = slots.permanent(Type.I32);

  /** Its ITSTATE. */
  final int faultItState = slots.permanent(Type.I32);

  // N, Z, C and V, see LazyFlags.
  final int flagForm = slots.permanent(Type.I32);
  final int flagA = slots.permanent(Type.I32);
  final int flagB = slots.permanent(Type.I32);

  /** The flags where they are given as values, by flag. */
  final int[] given = {
    slots.permanent(Type.I32),
    slots.permanent(Type.I32),
    slots.permanent(Type.I32),
    slots.permanent(Type.I32)
  };

  /** Ranges whose accessibility the code relies on. */
  final List<AccessProfile.Range> ranges = new ArrayList<>();

  private int counter = -1;
  private int rounds = -1;

  /** Whether some instruction is in an IT block. */
  final boolean hasItStates;

  private final List<Integer> links = new ArrayList<>();
  private int indirectLinks;
  private final List<Integer> systemCalls = new ArrayList<>();

  UnitCode(Region region, Host host, AccessProfile profile) {
    this.self = UnitClass.name(region.entry());
    this.region = region;
    this.host = host;
    this.profile = profile;
    this.flow = new Flow(region, profile);
    this.registers = new Registers(flow, slots);
    this.exits = new Exits(this);
    this.facts = new FpFacts(flow, slots);
    this.hasItStates = region.blocks().stream().anyMatch(UnitCode::hasItState);
    this.blockLabels = new int[flow.layout().size()];
    for (int i = 0; i < blockLabels.length; i++) {
      blockLabels[i] = code.label();
    }
  }

  private static boolean hasItState(Block block) {
    return block.ops().stream().anyMatch(op -> op.code() == Opcode.INSN && op.insnItState() != 0)
        || block.terminal() instanceof Terminal.If t && hasItState(t.then());
  }

  /** Guest locations that are called by links, in the order of their fields. */
  List<Integer> links() {
    return links;
  }

  /** Pushes the unit that {@code target}'s link leads to. */
  void pushLinked(int target) {
    int index = links.indexOf(target);
    if (index < 0) {
      index = links.size();
      links.add(target);
    }
    code.field(
        new Code.Field(Opcodes.GETSTATIC, self, UnitClass.LINK_FIELD + index, "L" + LINK + ";"));
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.method(
        new Code.Method(
            Opcodes.INVOKEVIRTUAL, LINK, "get", "(L" + Registers.CPU + ";)L" + UNIT + ";"));
  }

  /** Numbers of the system calls that are bound, in the order of their fields. */
  List<Integer> systemCalls() {
    return systemCalls;
  }

  /** Pushes the handler of a system call. */
  void pushSystemCall(int number) {
    int index = systemCalls.indexOf(number);
    if (index < 0) {
      index = systemCalls.size();
      systemCalls.add(number);
    }
    code.field(
        new Code.Field(
            Opcodes.GETSTATIC, self, UnitClass.CALL_FIELD + index, "L" + KERNEL_CALL + ";"));
  }

  /** Number of links to computed locations. */
  int indirectLinks() {
    return indirectLinks;
  }

  /** Pushes the unit at the location in {@link #result}, by a link of this place alone. */
  void pushIndirect() {
    String field = UnitClass.INDIRECT_FIELD + indirectLinks++;
    code.field(new Code.Field(Opcodes.GETSTATIC, self, field, "L" + INDIRECT + ";"));
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.local(Opcodes.ILOAD, result);
    code.method(
        new Code.Method(
            Opcodes.INVOKEVIRTUAL, INDIRECT, "get", "(L" + Registers.CPU + ";I)L" + UNIT + ";"));
  }

  /** Runs the unit on the stack, one call deeper; leaves the location on the stack. */
  void runUnit() {
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.local(Opcodes.ILOAD, Slots.DEPTH);
    code.push(1);
    code.op(Opcodes.IADD);
    code.method(new Code.Method(Opcodes.INVOKEVIRTUAL, UNIT, "run", "(L" + Registers.CPU + ";I)I"));
  }

  /** Calls {@code GuestCalls.name}; the first argument is a {@code CpuState} where it says so. */
  void call(String name, String descriptor) {
    code.method(
        new Code.Method(
            Opcodes.INVOKESTATIC,
            CALLS,
            name,
            descriptor
                .replace("C", "L" + Registers.CPU + ";")
                .replace("U", "L" + UNIT + ";")
                .replace("K", "L" + KERNEL_CALL + ";")
                .replace("E", "Ldev/armature/machine/GuestFault;")));
  }

  /** Calls {@code LazyFlags.name}. */
  void flags(String name, String descriptor) {
    code.method(
        new Code.Method(
            Opcodes.INVOKESTATIC, FLAGS, name, descriptor.replace("C", "L" + Registers.CPU + ";")));
  }

  /** Local with the number of rounds that a counted loop has made. */
  int counter() {
    if (counter < 0) {
      counter = slots.permanent(Type.I32);
    }
    return counter;
  }

  /** Local with the number of rounds that it makes before it asks the guest's condition. */
  int rounds() {
    if (rounds < 0) {
      rounds = slots.permanent(Type.I32);
    }
    return rounds;
  }

  /** Pushes a flag as {@code CpuState} has it. */
  void pushFlag(int reg) {
    pushKept();
    code.local(Opcodes.ILOAD, given[reg - Reg.N]);
    flags(FLAG_METHODS[reg - Reg.N], "(CIIII)I");
  }

  private void pushKept() {
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.local(Opcodes.ILOAD, flagForm);
    code.local(Opcodes.ILOAD, flagA);
    code.local(Opcodes.ILOAD, flagB);
  }

  /**
   * What is to be stored where {@code dirty} registers differ from the CPU state.
   *
   * @param forms the forms that the flags may be in here
   */
  long unstored(long dirty, int forms) {
    return forms == FlagForms.CLEAN ? dirty & ~Mask.FLAGS : dirty;
  }

  /**
   * Leaves the flags in the CPU state.
   *
   * @param forms the forms they may be in here
   */
  void parkFlags(int forms) {
    pushKept();
    if (FlagForms.areOperands(forms)) {
      flags("parkOperands", "(CIII)V");
      return;
    }
    for (int slot : given) {
      code.local(Opcodes.ILOAD, slot);
    }
    flags("park", "(CIIIIIII)V");
  }

  /**
   * Stores everything of {@code mask} to the CPU state.
   *
   * @param forms the forms that the flags may be in here
   */
  void spill(long mask, int forms) {
    registers.store(code, mask);
    if ((mask & Mask.FLAGS) != 0) {
      parkFlags(forms);
    }
  }

  /** After a call: loads what is needed at {@code location}. */
  void reload(int location) {
    registers.load(code, flow.liveAt(location));
    code.push(0);
    code.local(Opcodes.ISTORE, flagForm);
  }
}
