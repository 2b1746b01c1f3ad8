package dev.armature.syscalls.strace;

import java.util.Arrays;
import java.util.Map;

/** perf_event_open(2): {@code struct perf_event_attr}, which grew over the years. */
final class PerfFormat {
  /** The size of the first version, and that of the last one known here. */
  private static final int FIRST = 64;

  private static final int LAST = 128;

  private static final int PERF_TYPE_HARDWARE = 0;
  private static final int PERF_TYPE_SOFTWARE = 1;
  private static final int PERF_TYPE_TRACEPOINT = 2;
  private static final int PERF_TYPE_HW_CACHE = 3;
  private static final int PERF_TYPE_BREAKPOINT = 5;

  private static final int PERF_SAMPLE_BRANCH_STACK = 0x800;
  private static final int PERF_SAMPLE_STACK_USER = 0x2000;

  private static final int FREQ = 1 << 10;
  private static final int WATERMARK = 1 << 14;
  private static final int PRECISE_SHIFT = 15;
  private static final int USE_CLOCKID = 1 << 25;

  /** The bits from 0 on; the two of precise_ip stand as one name. */
  private static final String[] BITS = {
    "disabled",
    "inherit",
    "pinned",
    "exclusive",
    "exclude_user",
    "exclude_kernel",
    "exclude_hv",
    "exclude_idle",
    "mmap",
    "comm",
    "freq",
    "inherit_stat",
    "enable_on_exec",
    "task",
    "watermark",
    "precise_ip",
    "",
    "mmap_data",
    "sample_id_all",
    "exclude_host",
    "exclude_guest",
    "exclude_callchain_kernel",
    "exclude_callchain_user",
    "mmap2",
    "comm_exec",
    "use_clockid",
    "context_switch",
    "write_backward",
    "namespaces",
    "ksymbol",
    "bpf_event",
    "aux_output",
    "cgroup",
    "text_poke",
    "build_id",
    "inherit_thread",
    "remove_on_exec",
    "sigtrap"
  };

  private static final String[] SKID = {
    "arbitrary skid", "constant skid", "requested to have 0 skid", "must have 0 skid"
  };

  private PerfFormat() {}

  static void add(Map<String, Format> to) {
    to.put("perf_attr", PerfFormat::attributes);
    to.put("perf_flags", FlagFormats.flags(PerfFlags.OPEN));
  }

  private static void attributes(Call call, Out out, int i) {
    int address = call.arg(i);
    Bytes head = address == 0 || !call.verbose() ? null : call.read(address, 8);
    int told = head == null ? 0 : head.i32(4);
    int size = told == 0 ? FIRST : (int) Math.min(LAST, told & 0xffff_ffffL);
    Bytes given = head == null || size < FIRST ? null : call.read(address, size);
    if (given == null) {
      out.address(address);
      return;
    }
    Bytes b = new Bytes(Arrays.copyOf(given.array(), LAST));
    out.beginStruct();
    out.field("type", PerfFlags.TYPE, b.u32(0));
    out.field("size", PerfFlags.SIZE, told & 0xffff_ffffL);
    out.field("config");
    config(out, b.i32(0), b.i64(8));
    long bits = b.i64(40);
    out.field((bits & FREQ) != 0 ? "sample_freq" : "sample_period");
    out.unsigned(b.i64(16));
    out.fieldFlags("sample_type", PerfFlags.SAMPLE, b.i64(24));
    out.fieldFlags("read_format", PerfFlags.READ, b.i64(32));
    bits(out, bits, call.full());
    if (call.full()) {
      rest(out, b, bits, size);
    }
    if (!call.full() || Integer.compareUnsigned(told, size) > 0) {
      out.moreFields();
    }
    out.endStruct();
  }

  private static void config(Out out, int type, long config) {
    switch (type) {
      case PERF_TYPE_HARDWARE -> {
        if (config >>> 32 == 0) {
          out.named(PerfFlags.HARDWARE, config);
        } else {
          out.expression(
              high(config) + out.part(PerfFlags.HARDWARE, config & 0xffff_ffffL), config);
        }
      }
      case PERF_TYPE_SOFTWARE -> out.named(PerfFlags.SOFTWARE, config);
      case PERF_TYPE_TRACEPOINT -> out.unsigned(config);
      case PERF_TYPE_HW_CACHE ->
          out.expression(
              high(config)
                  + out.part(PerfFlags.CACHE_RESULT, config >>> 16 & 0xffff)
                  + "<<16|"
                  + out.part(PerfFlags.CACHE_OPERATION, config >>> 8 & 0xff)
                  + "<<8|"
                  + out.part(PerfFlags.CACHE, config & 0xff),
              config);
      default -> out.hex(config);
    }
  }

  /** The kind of processor in the upper half, where there are several. */
  private static String high(long config) {
    return config >>> 32 == 0 ? "" : "0x" + Long.toHexString(config >>> 32) + "<<32|";
  }

  private static void bits(Out out, long bits, boolean all) {
    for (int bit = 0; bit < BITS.length; bit++) {
      if (bit == PRECISE_SHIFT) {
        int skid = (int) (bits >>> PRECISE_SHIFT & 3);
        out.field(BITS[bit], skid);
        out.comment(SKID[skid]);
      } else if (!BITS[bit].isEmpty() && (all || (bits >>> bit & 1) != 0)) {
        out.field(BITS[bit], bits >>> bit & 1);
      }
    }
  }

  private static void rest(Out out, Bytes b, long bits, int size) {
    out.field((bits & WATERMARK) != 0 ? "wakeup_watermark" : "wakeup_events", b.u32(48));
    if (b.i32(0) == PERF_TYPE_BREAKPOINT) {
      out.field("bp_type", PerfFlags.BREAKPOINT, b.u32(52));
      out.fieldHex("bp_addr", b.i64(56));
      if (size > 64) {
        out.field("bp_len");
        out.unsigned(b.i64(64));
      }
    } else {
      out.fieldHex("config1", b.i64(56));
      if (size > 64) {
        out.fieldHex("config2", b.i64(64));
      }
    }
    if (size > 72 && (b.i64(24) & PERF_SAMPLE_BRANCH_STACK) != 0) {
      out.fieldFlags("branch_sample_type", PerfFlags.BRANCH, b.i64(72));
    }
    if (size > 80) {
      out.fieldHex("sample_regs_user", b.i64(80));
    }
    if (size > 88 && (b.i64(24) & PERF_SAMPLE_STACK_USER) != 0) {
      out.fieldHex("sample_stack_user", b.u32(88));
    }
    if (size > 92 && (bits & USE_CLOCKID) != 0) {
      out.field("clockid", ProcessFlags.CLOCK, b.u32(92));
    }
    if (size > 96) {
      out.fieldHex("sample_regs_intr", b.i64(96));
    }
    if (size > 104) {
      out.field("aux_watermark", b.u32(104));
      out.field("sample_max_stack", b.u16(108));
    }
    if (size > 112) {
      out.field("aux_sample_size", b.u32(112));
    }
    if (size > 120) {
      out.fieldHex("sig_data", b.i64(120));
    }
  }
}
