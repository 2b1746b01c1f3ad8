// Walks the table of instruction stubs. Each stub runs on many operands; a line of output is the
// instruction, a digest of all results, and two samples in full. "PROGRAM TEXT" prints every run of
// the instructions whose text begins with TEXT, which is how a differing digest is taken apart.
#include "../rt/rt.h"

struct state {
  u32 r[8];
  u32 apsr;
  u32 fpscr;
  u64 d[8];
};

struct row {
  void *stub;
  const char *text;
};

extern const struct row table[];
void run_int(struct state *s, void *stub);
void run_vfp(struct state *s, void *stub);

static u32 digest;

static void mix(u32 v) {
  digest = (digest ^ v) * 0x01000193u;
  digest = (digest << 13) | (digest >> 19);
}

static int begins(const char *text, const char *with) {
  while (*with && *text == *with) text++, with++;
  return !*with;
}

static void reg(const char *name, u32 v) {
  putch(' ');
  put(name);
  putch('=');
  hex(v, 8);
}

#define APSR_BITS 0xf80f0000u
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#if defined(KIND_INT)

static const u32 values[] = {0,          1,          2,          31,         0x7f,       0x80,
                             0xff,       0x7fff,     0x8000,     0xffff,     0x00807f01, 0x7fffffff,
                             0x80000000, 0x80000001, 0xfffffffe, 0xffffffff, 0x12345678, 0xdeadbeef,
                             0x00010000, 33};
static const u32 flags[] = {0, 0xf80f0000, 0x20000000, 0x50050000};

static void run_row(const struct row *row, int all) {
  unsigned n = 0;
  for (unsigned i = 0; i < COUNT(values); i++) {
    for (unsigned j = 0; j < COUNT(values); j++, n++) {
      struct state s = {.apsr = flags[n & 3]};
      s.r[0] = 0x89abcdefu + n * 0x01030507u;
      s.r[1] = values[i];
      s.r[2] = values[j];
      s.r[3] = values[(i * 7 + j * 3 + 1) % COUNT(values)];
      s.r[4] = 0x44444444u;
      s.r[5] = 0x55555555u;
      s.r[6] = 0x66666666u;
      s.r[7] = 0x77777777u;
      u32 a = s.r[0], c = s.r[3], in = s.apsr;
      run_int(&s, row->stub);
      for (int k = 0; k < 8; k++) mix(s.r[k]);
      mix(s.apsr & APSR_BITS);
      if (all || n == 77 || n == 311) {
        if (all) {
          put("  in");
          reg("r0", a);
          reg("r1", values[i]);
          reg("r2", values[j]);
          reg("r3", c);
          reg("apsr", in);
          put(" out");
        }
        reg("r0", s.r[0]);
        if (all || s.r[3] != c) reg("r3", s.r[3]);
        if (all) reg("r1", s.r[1]);
        if (all) reg("r2", s.r[2]);
        reg("apsr", s.apsr & APSR_BITS);
        if (all) nl();
      }
    }
  }
}

#elif defined(KIND_MEM)

// r1 points into the middle of a buffer at every alignment, r2 is a small offset.
static u8 buffer[256] __attribute__((aligned(64)));
static const u32 offsets[] = {0, 4, 8, 0xfffffffc, 1, 0xfffffff9};

static void run_row(const struct row *row, int all) {
  unsigned n = 0;
  int aligned = row->text[0] == ' ';
  for (unsigned align = 0; align < 8; align += aligned ? 4 : 1) {
    for (unsigned j = 0; j < COUNT(offsets); j++, n++) {
      for (unsigned k = 0; k < sizeof buffer; k++) buffer[k] = (u8)(k * 73 + 41 + n);
      struct state s = {.apsr = n & 1 ? 0xf80f0000 : 0};
      u32 base = (u32)(uintptr_t)(buffer + 128 + align);
      if (aligned && (offsets[j] & 3)) continue;
      for (int k = 0; k < 8; k++) s.r[k] = 0x01020304u * (u32)(k + 1) + 0x80f00000u;
      s.r[1] = base;
      s.r[2] = offsets[j];
      run_int(&s, row->stub);
      s.r[1] -= base;
      for (int k = 0; k < 8; k++) mix(s.r[k]);
      mix(s.apsr & APSR_BITS);
      for (unsigned k = 0; k < sizeof buffer; k++) mix(buffer[k]);
      if (all || (align == 4 && j == 1)) {
        if (all) {
          put("  align ");
          dec((long)align);
          put(" r2 ");
          dec((long)offsets[j]);
        }
        reg("r0", s.r[0]);
        reg("r1-base", s.r[1]);
        if (all)
          for (int k = 2; k < 8; k++) {
            char name[3] = {'r', (char)('0' + k), 0};
            reg(name, s.r[k]);
          }
        put(" memory=");
        for (unsigned k = 112; k < 160; k += 4)
          if (all || k == 132 || k == 136)
            hex(buffer[k] | buffer[k + 1] << 8 | buffer[k + 2] << 16 | (u32)buffer[k + 3] << 24, 8);
        if (all) nl();
      }
    }
  }
}

#elif defined(KIND_VFP)

static const u64 doubles[] = {
    0x0000000000000000, 0x8000000000000000, 0x3ff0000000000000, 0xbff0000000000000,
    0x4000000000000000, 0x3fe0000000000000, 0x400921fb54442d18, 0x7ff0000000000000,
    0xfff0000000000000, 0x7ff8000000000123, 0xfff8000000000456, 0x7ff0000000000789,
    0x7fefffffffffffff, 0x0010000000000000, 0x0000000000000001, 0x800fffffffffffff,
    0x3ff0000000000001, 0x41dfffffffe00000, 0x41e0000000000000, 0xc1e0000000100000,
    0x41efffffffe00000, 0x4330000000000001, 0x3f1a36e2eb1c432d, 0x4012000000000000,
};
// A single in each half of the registers: the upper half holds another one.
static const u32 singles[] = {
    0x00000000, 0x80000000, 0x3f800000, 0xbf800000, 0x40000000, 0x3f000000, 0x40490fdb, 0x7f800000,
    0xff800000, 0x7fc00123, 0xffc00456, 0x7f800789, 0x7f7fffff, 0x00800000, 0x00000001, 0x807fffff,
    0x3f800001, 0x4effffff, 0x4f000000, 0xcf000001, 0x4f7fffff, 0x4b000001, 0x38d1b717, 0x40900000,
};
// round to nearest, up, down, to zero; flush to zero; default NaN; both
static const u32 modes[] = {0x00000000, 0x00400000, 0x00800000, 0x00c00000,
                            0x01000000, 0x02000000, 0x03400000};

static void run_row(const struct row *row, int all) {
  // Names that end in .f64 or name a d register take doubles; "vcvt" rows are told by their source.
  int is_double = 0;
  for (const char *t = row->text; *t; t++)
    if (t[0] == ' ' && t[1] == 'd' && t[2] >= '0' && t[2] <= '9') is_double |= 1;
  unsigned shown = 0;
  for (unsigned m = 0; m < COUNT(modes); m++) {
    unsigned n = 0;
    for (unsigned i = 0; i < COUNT(doubles); i++) {
      for (unsigned j = 0; j < COUNT(doubles); j++, n++) {
        struct state s = {.apsr = n & 1 ? 0xf80f0000 : 0, .fpscr = modes[m]};
        for (int k = 0; k < 8; k++) s.r[k] = 0x11111111u * (u32)(k + 1) + n;
        u32 acc = (i * 5 + j * 11 + 3) % COUNT(doubles);
        if (is_double) {
          s.d[0] = doubles[acc];
          s.d[1] = doubles[i];
          s.d[2] = doubles[j];
        } else {
          s.d[0] = singles[acc] | (u64)singles[j] << 32;
          s.d[1] = singles[i] | (u64)singles[acc] << 32;
          s.d[2] = singles[j] | (u64)singles[i] << 32;
        }
        s.d[3] = 0x0123456789abcdef;
        u64 a = s.d[0], b = s.d[1], c = s.d[2];
        run_vfp(&s, row->stub);
        for (int k = 0; k < 4; k++) mix((u32)s.d[k]), mix((u32)(s.d[k] >> 32));
        for (int k = 0; k < 4; k++) mix(s.r[k]);
        mix(s.fpscr & ~0x00000060u);  // bits 5 and 6 are reserved
        mix(s.apsr & APSR_BITS);
        if (all || (m == 0 && (n == 66 || n == 161)) || (m == 1 && n == 166)) {
          if (all) {
            put("  fpscr=");
            hex(modes[m], 8);
            put(" d0=");
            hex64(a);
            put(" d1=");
            hex64(b);
            put(" d2=");
            hex64(c);
            put(" r0=");
            hex(0x11111111u + n, 8);
            put(" out");
          }
          if (all || s.d[0] != a || ++shown == 0) put(" d0="), hex64(s.d[0]);
          reg("fpscr", s.fpscr & ~0x60u);
          if (all) {
            reg("r0", s.r[0]);
            reg("r1", s.r[1]);
            reg("apsr", s.apsr & APSR_BITS);
            nl();
          }
        }
      }
    }
  }
}

#endif

int rt_main(int argc, char **argv, char **envp) {
  const char *only = argc > 1 ? argv[1] : 0;
  (void)envp;
  for (const struct row *row = table; row->stub; row++) {
    if (only && !begins(row->text, only)) continue;
    put(row->text);
    flush();  // so that a crash names its instruction
    if (only) nl();
    digest = 0x811c9dc5u;
    run_row(row, only != 0);
    reg("digest", digest);
    nl();
  }
  return 0;
}
