package dev.armature.syscalls.strace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The second argument of bpf(2), whose layout the first decides. A kernel may know more fields than
 * the caller does and takes those as zero; so does this. What a caller gives beyond the fields
 * known here is shown as bytes.
 */
final class BpfFormat {
  private static final int LARGEST = 4096;
  private static final int INSTRUCTION = 8;
  private static final int INSTRUCTIONS = 4096;
  private static final int BPF_F_NUMA_NODE = 4;
  private static final int BPF_F_REPLACE = 4;
  private static final int BPF_TRACE_ITER = 28;
  private static final int BPF_PERF_EVENT = 41;
  private static final int BPF_TRACE_KPROBE_MULTI = 42;

  /**
   * A field.
   *
   * @param kind what it holds, see {@link #value}
   * @param from what the caller's size must exceed for it to be shown
   */
  private record Field(String name, int offset, String kind, int from) {}

  /**
   * @param inside the name of the structure that the fields are in, or null
   */
  private record Layout(String inside, List<Field> fields) {}

  /** By command. A field is {@code name@offset:kind}, with {@code >from} when not always shown. */
  private static final Map<Integer, Layout> LAYOUTS = new HashMap<>();

  private static final String MAP = "map_fd@0:fd key@8:pointer";
  private static final String NEXT_ID = "start_id@0:uint next_id@4:uint>4 open_flags@8:mode>8";
  private static final String BATCH =
      " count@32:uint map_fd@36:fd elem_flags@40:lock flags@48:hex64";

  static {
    layout(
        0,
        null,
        "map_type@0:map_type key_size@4:uint value_size@8:uint max_entries@12:uint"
            + " map_flags@16:map_flags>16 inner_map_fd@20:fd>20 numa_node@24:numa>24"
            + " map_name@28:name>28 map_ifindex@44:uint>44 btf_fd@48:fd>48"
            + " btf_key_type_id@52:uint>48 btf_value_type_id@56:uint>48"
            + " btf_vmlinux_value_type_id@60:uint>60 map_extra@64:uint64>64");
    layout(1, null, MAP + " value@16:pointer flags@24:lock>24");
    layout(2, null, MAP + " value@16:pointer flags@24:element");
    layout(3, null, MAP);
    layout(4, null, MAP + " next_key@16:pointer");
    layout(
        5,
        null,
        "prog_type@0:prog_type insn_cnt@4:uint insns@8:code license@16:string"
            + " log_level@24:uint>24 log_size@28:uint>24 log_buf@32:log>24"
            + " kern_version@40:version>40 prog_flags@44:prog_flags>44 prog_name@48:name>48"
            + " prog_ifindex@64:uint>64 expected_attach_type@68:attach_type>68"
            + " prog_btf_fd@72:fd>72 func_info_rec_size@76:uint>72 func_info@80:pointer>72"
            + " func_info_cnt@88:uint>72 line_info_rec_size@92:uint>72 line_info@96:pointer>72"
            + " line_info_cnt@104:uint>72 attach_btf_id@108:uint>108 attach_prog_fd@112:fd>112"
            + " fd_array@120:pointer>120");
    String object = "pathname@0:path bpf_fd@8:fd file_flags@12:mode>12";
    layout(6, null, object);
    layout(7, null, object);
    layout(
        8,
        null,
        "target_fd@0:fd attach_bpf_fd@4:fd attach_type@8:attach_type"
            + " attach_flags@12:attach_flags replace_bpf_fd@16:fd>16");
    layout(9, null, "target_fd@0:fd attach_type@8:attach_type");
    layout(
        10,
        "test",
        "prog_fd@0:fd retval@4:uint data_size_in@8:uint data_size_out@12:uint"
            + " data_in@16:pointer data_out@24:pointer repeat@32:uint duration@36:uint"
            + " ctx_size_in@40:uint>40 ctx_size_out@44:uint>40 ctx_in@48:pointer>40"
            + " ctx_out@56:pointer>40 flags@64:test_flags>64 cpu@68:uint>64"
            + " batch_size@72:uint>64");
    for (int command : new int[] {11, 12, 23, 31}) {
      layout(command, null, NEXT_ID);
    }
    layout(13, null, NEXT_ID.replace("start_id", "prog_id"));
    layout(14, null, NEXT_ID.replace("start_id", "map_id"));
    layout(15, "info", "bpf_fd@0:fd info_len@4:uint info@8:pointer");
    layout(
        16,
        "query",
        "target_fd@0:fd attach_type@4:attach_type query_flags@8:query_flags"
            + " attach_flags@12:attach_flags prog_ids@16:pointer prog_cnt@24:uint");
    layout(17, "raw_tracepoint", "name@0:string prog_fd@8:fd");
    layout(
        18,
        null,
        "btf@0:btf btf_log_buf@8:pointer btf_size@16:uint btf_log_size@20:uint"
            + " btf_log_level@24:uint");
    layout(19, null, "btf_id@0:uint");
    layout(
        20,
        "task_fd_query",
        "pid@0:int fd@4:fd flags@8:uint buf_len@12:uint buf@16:text prog_id@24:uint"
            + " fd_type@28:fd_type probe_offset@32:hex64 probe_addr@40:hex64");
    layout(21, null, MAP + " value@16:pointer");
    layout(22, null, "map_fd@0:fd");
    String values = "keys@16:pointer values@24:pointer";
    layout(24, "batch", "in_batch@0:pointer out_batch@8:pointer " + values + BATCH);
    layout(25, "batch", "in_batch@0:pointer out_batch@8:pointer " + values + BATCH);
    layout(26, "batch", values + BATCH);
    layout(27, "batch", "keys@16:pointer" + BATCH);
    layout(
        28,
        "link_create",
        "prog_fd@0:fd target_fd@4:fd attach_type@8:attach_type flags@12:hex more@16:link>16");
    layout(
        29,
        "link_update",
        "link_fd@0:fd new_prog_fd@4:fd flags@8:attach_flags old_prog_fd@12:replaced");
    layout(30, null, "link_id@0:uint");
  }

  private BpfFormat() {}

  private static void layout(int command, String inside, String fields) {
    List<Field> list = new ArrayList<>();
    for (String word : fields.split(" ", -1)) {
      String[] parts = word.split("[@:>]", -1);
      int from = parts.length > 3 ? Integer.parseInt(parts[3]) : 0;
      list.add(new Field(parts[0], Integer.parseInt(parts[1]), parts[2], from));
    }
    LAYOUTS.put(command, new Layout(inside, list));
  }

  static void add(Map<String, Format> to) {
    to.put("bpf_cmd", FlagFormats.named(BpfFlags.COMMAND));
    to.put("bpf_attr", BpfFormat::attributes);
  }

  private static void attributes(Call call, Out out, int i) {
    Layout layout = LAYOUTS.get(call.arg(0));
    long size = call.unsigned(i + 1);
    Bytes given =
        layout == null || size == 0 || size > LARGEST || !call.verbose() || call.arg(i) == 0
            ? null
            : call.read(call.arg(i), (int) size);
    if (given == null) {
      out.address(call.arg(i));
      return;
    }
    Bytes bytes = new Bytes(Arrays.copyOf(given.array(), LARGEST));
    out.beginStruct();
    if (layout.inside() != null) {
      out.field(layout.inside());
      out.beginStruct();
    }
    int known = 0;
    for (Field field : layout.fields()) {
      if (size > field.from()) {
        known = Math.max(known, value(call, out, bytes, field));
      }
    }
    if (layout.inside() != null) {
      out.endStruct();
    }
    rest(call, out, given, known);
    out.endStruct();
  }

  /** What the caller gives beyond the known fields, unless it is zero. */
  private static void rest(Call call, Out out, Bytes given, int known) {
    boolean any = false;
    for (int at = known; at < given.length(); at++) {
      any |= given.u8(at) != 0;
    }
    if (!any) {
      return;
    }
    if (!call.full()) {
      out.moreFields();
      return;
    }
    out.field("extra_data");
    out.hexString(given.array(), known, given.length() - known);
    out.comment("bytes " + known + ".." + (given.length() - 1));
  }

  /**
   * Prints a field.
   *
   * @return where it ends
   */
  private static int value(Call call, Out out, Bytes b, Field field) {
    int at = field.offset();
    long word = b.u32(at);
    boolean absent =
        switch (field.kind()) {
          case "numa" -> (b.i32(16) & BPF_F_NUMA_NODE) == 0;
          case "replaced" -> (b.i32(8) & BPF_F_REPLACE) == 0;
          default -> false;
        };
    if (absent) {
      return at + 4;
    }
    if (field.kind().equals("link")) {
      return link(call, out, b);
    }
    out.field(field.name());
    switch (field.kind()) {
      case "uint", "numa" -> out.decimal(word);
      case "int" -> out.decimal(word << 32 >> 32);
      case "hex" -> out.hex(word);
      case "fd", "replaced" -> call.fdNames.print(out, (int) word);
      case "map_type" -> out.named(BpfFlags.MAP_TYPE, word);
      case "map_flags" -> out.flags(BpfFlags.MAP_FLAGS, word);
      case "prog_type" -> out.named(BpfFlags.PROG_TYPE, word);
      case "prog_flags" -> out.flags(BpfFlags.PROG_FLAGS, word);
      case "attach_type" -> out.named(BpfFlags.ATTACH_TYPE, word);
      case "attach_flags" -> out.flags(BpfFlags.ATTACH_FLAGS, word);
      case "query_flags" -> out.flags(BpfFlags.QUERY_FLAGS, word);
      case "test_flags" -> out.flags(BpfFlags.TEST_RUN_FLAGS, word);
      case "mode" -> out.flags(BpfFlags.FILE_MODE, word);
      case "fd_type" -> out.named(BpfFlags.FD_TYPE, word);
      case "version" ->
          out.constant(
              "KERNEL_VERSION("
                  + (word >> 16)
                  + ", "
                  + (word >> 8 & 255)
                  + ", "
                  + (word & 255)
                  + ")",
              word,
              16);
      case "name" -> out.name(b.string(at, 16));
      default -> {
        wide(call, out, b, field);
        return at + 8;
      }
    }
    return at + (field.kind().equals("name") ? 16 : 4);
  }

  /** Fields of 64 bits; most are pointers. */
  private static void wide(Call call, Out out, Bytes b, Field field) {
    long value = b.i64(field.offset());
    switch (field.kind()) {
      case "hex64" -> out.hex(value);
      case "uint64" -> out.unsigned(value);
      case "lock" -> out.flags(BpfFlags.LOCK, value);
      case "element" -> out.named(BpfFlags.ELEMENT, value);
      default -> {
        if (value >>> 32 != 0) {
          out.hex(value);
        } else {
          pointer(call, out, b, field.kind(), (int) value);
        }
      }
    }
  }

  private static void pointer(Call call, Out out, Bytes b, String kind, int address) {
    switch (kind) {
      case "string" -> StringFormats.string(call, out, address);
      case "path" -> StringFormats.path(call, out, address);
      case "btf" -> StringFormats.buffer(call, out, address, b.i32(16));
      case "log" -> StringFormats.cString(call, out, address, b.u32(28));
      case "text" -> StringFormats.cString(call, out, address, b.u32(12));
      case "code" -> code(call, out, address, b.u32(4));
      default -> out.address(address);
    }
  }

  /** What a link has besides depends on what it is to. */
  private static int link(Call call, Out out, Bytes b) {
    switch (b.i32(8)) {
      case BPF_TRACE_ITER -> {
        out.field("iter_info");
        iterator(call, out, b.i64(16), b.u32(24));
        out.field("iter_info_len", b.u32(24));
        return 28;
      }
      case BPF_PERF_EVENT -> {
        out.field("perf_event");
        out.beginStruct();
        out.fieldHex("bpf_cookie", b.i64(16));
        out.endStruct();
        return 24;
      }
      case BPF_TRACE_KPROBE_MULTI -> {
        out.field("kprobe_multi");
        out.beginStruct();
        out.fieldHex("flags", b.u32(16));
        out.field("cnt", b.u32(20));
        for (int n = 0; n < 3; n++) {
          out.fieldAddress(new String[] {"syms", "addrs", "cookies"}[n], b.i32(24 + 8 * n));
        }
        out.endStruct();
        return 48;
      }
      default -> {
        return 16;
      }
    }
  }

  private static void iterator(Call call, Out out, long address, long count) {
    if (address >>> 32 != 0) {
      out.hex(address);
      return;
    }
    if (address == 0 || call.read((int) address, 4) == null) {
      out.address((int) address);
      return;
    }
    out.beginArray();
    for (int n = 0; n < count; n++) {
      Bytes entry = call.read((int) address + 4 * n, 4);
      out.element();
      if (entry == null) {
        out.cutAt((int) address + 4 * n);
        break;
      }
      out.beginStruct();
      out.field("map");
      out.beginStruct();
      out.field("map_fd");
      call.fdNames.print(out, entry.i32(0));
      out.endStruct();
      out.endStruct();
    }
    out.endArray();
  }

  private static void code(Call call, Out out, int address, long count) {
    if (!call.full() || address == 0 || count == 0 || call.read(address, INSTRUCTION) == null) {
      out.address(address);
      return;
    }
    out.beginArray();
    for (int n = 0; n < count; n++) {
      Bytes one = call.read(address + INSTRUCTION * n, INSTRUCTION);
      out.element();
      if (one == null) {
        out.cutAt(address + INSTRUCTION * n);
        break;
      }
      if (n >= INSTRUCTIONS) {
        out.cut();
        break;
      }
      out.beginStruct();
      out.field("code");
      operation(out, one.u8(0));
      out.field("dst_reg", BpfFlags.REGISTER, one.u8(1) & 15);
      out.field("src_reg", BpfFlags.REGISTER, one.u8(1) >> 4);
      out.field("off", (short) one.u16(2));
      out.fieldHex("imm", one.u32(4));
      out.endStruct();
    }
    out.endArray();
  }

  /** The code of an instruction: a class, and what its bits mean in that class. */
  private static void operation(Out out, int code) {
    int rest = code & ~7;
    List<String> words = new ArrayList<>();
    words.add(BpfFlags.CLASS.name(code & 7));
    Xlat last =
        switch (code & 7) {
          case 0, 1, 2, 3 -> {
            words.add(BpfFlags.SIZE.name(rest & 0x18));
            rest &= 0xe0;
            yield BpfFlags.MODE;
          }
          case 4, 7 -> {
            words.add(BpfFlags.SOURCE.name(rest & 8));
            rest &= 0xf0;
            yield BpfFlags.ARITHMETIC;
          }
          case 5 -> {
            words.add(BpfFlags.SOURCE.name(rest & 8));
            rest &= 0xf0;
            yield BpfFlags.JUMP;
          }
          default -> null;
        };
    String name = last == null ? null : last.name(rest);
    if (name != null) {
      words.add(name);
    } else if (last != null || rest != 0) {
      words.add("0x" + Integer.toHexString(rest) + " /* BPF_??? */");
    }
    out.constant(String.join("|", words), code, 16);
  }
}
