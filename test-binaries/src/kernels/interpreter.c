#define NAME "interpreter"
#define EXPECTED 0x1bdf4e9c
#include "kernel.h"

// A byte-code interpreter: a switch in a loop, the shape of many scripting languages.
enum { PUSH, ADD, SUB, MUL, DUP, SWAP, LOAD, STORE, JUMP, JNZ, LESS, XOR, SHR, END };

// s = 12345; for (i = 0; i < 4000; i++) { s = s * 69069 + i; t = t ^ (s >> 3); } return t
static const int32_t code[] = {
    PUSH, 12345, STORE, 0, PUSH, 0, STORE, 1, PUSH, 0, STORE, 2,
    // 12: loop
    LOAD, 0, PUSH, 69069, MUL, LOAD, 1, ADD, STORE, 0,
    LOAD, 2, LOAD, 0, PUSH, 3, SHR, XOR, STORE, 2,
    LOAD, 1, PUSH, 1, ADD, DUP, STORE, 1, PUSH, 4000, LESS, JNZ, 12,
    LOAD, 2, END};

static uint32_t run(void) {
  uint32_t stack[16], vars[4] = {0}, *sp = stack;
  for (const int32_t *pc = code;;) {
    switch (*pc++) {
      case PUSH: *sp++ = (uint32_t)*pc++; break;
      case ADD: sp--, sp[-1] += *sp; break;
      case SUB: sp--, sp[-1] -= *sp; break;
      case MUL: sp--, sp[-1] *= *sp; break;
      case DUP: *sp = sp[-1], sp++; break;
      case SWAP: {
        uint32_t t = sp[-1];
        sp[-1] = sp[-2];
        sp[-2] = t;
        break;
      }
      case LOAD: *sp++ = vars[*pc++]; break;
      case STORE: vars[*pc++] = *--sp; break;
      case JUMP: pc = code + *pc; break;
      case JNZ:
        if (*--sp) pc = code + *pc;
        else pc++;
        break;
      case LESS: sp--, sp[-1] = (int32_t)sp[-1] < (int32_t)*sp; break;
      case XOR: sp--, sp[-1] ^= *sp; break;
      case SHR: sp--, sp[-1] >>= *sp; break;
      case END: return sp[-1];
    }
  }
}
