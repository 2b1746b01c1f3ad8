@ Every way of changing the pc, with and without a change of state. Each step adds its own digit.
#include "print.h"
    .arch armv7-a
    .arm
    .text
    .global _start

    .type  add_a, %function
add_a: add r5, r5, #0x1
    bx    lr
    .type  pop_a, %function
pop_a: push {r4, lr}
    add   r5, r5, #0x10
    pop   {r4, pc}
    .type  ldr_a, %function
ldr_a: push {lr}
    add   r5, r5, #0x100
    ldr   pc, [sp], #4
    .type  ldm_a, %function
ldm_a: push {r4, lr}
    add   r5, r5, #0x1000
    ldmfd sp!, {r4, pc}
    .type  mov_a, %function
mov_a: add r5, r5, #0x10000
    mov   pc, lr
    .type  add_pc_a, %function
add_pc_a: add r5, r5, #0x100000
    mov   r12, #8
    add   pc, pc, r12         @ skips two words after the next
    .word 0xe7f000f0          @ udf
    .word 0xe7f000f0
    .word 0xe7f000f0
    bx    lr
    .type  table_a, %function
table_a:
    cmp   r0, #3
    ldrls pc, [pc, r0, lsl #2]
    b     9f
    .word 1f, 2f, 3f, 9f
1:  add   r5, r5, #0x1000000
    bx    lr
2:  add   r5, r5, #0x2000000
    bx    lr
3:  add   r5, r5, #0x4000000
9:  bx    lr
    .type  cond_return_a, %function
cond_return_a:
    cmp   r0, #0
    bxeq  lr
    sub   r0, r0, #1
    add   r5, r5, #0x20000000
    b     cond_return_a

    .macro CALLS suffix
    mov   r5, #0
    bl    add_\suffix
    bl    pop_\suffix
    bl    ldr_\suffix
    bl    ldm_\suffix
    bl    mov_\suffix
    ldr   r3, =add_\suffix
    blx   r3
    ldr   r3, =pop_\suffix
    blx   r3
    ldr   r3, =ldr_\suffix
    blx   r3
    ldr   r3, =ldm_\suffix
    blx   r3
    HEX   r5
    NEWLINE
    mov   r5, #0
    bl    add_pc_\suffix
    mov   r0, #0
    bl    table_\suffix
    mov   r0, #1
    bl    table_\suffix
    mov   r0, #2
    bl    table_\suffix
    mov   r0, #200
    bl    table_\suffix
    mov   r0, #3
    bl    cond_return_\suffix
    HEX   r5
    NEWLINE
    .endm

_start:
    PRINT "arm to arm "
    CALLS a
    PRINT "arm to thumb "
    CALLS t
    @ bx without link, and ldr pc with a Thumb address
    mov   r5, #0
    ldr   r0, =thumb_start
    bx    r0
    .ltorg
back_in_arm:
    PRINT "back in arm "
    HEX   r5
    NEWLINE
    @ computed return address in r14 with bit 0
    ldr   lr, =after_arm_t
    ldr   pc, =add_t
    .ltorg
    .thumb
    .balign 4
    .thumb_func
    .type after_arm_t, %function
after_arm_t:
    PRINT "computed "
    HEX   r5
    NEWLINE
    @ deep recursion, alternating state
    movs  r0, #200
    lsls  r0, r0, #4
    movs  r4, #0
    bl    deep_a
    PRINT "deep "
    HEX   r4
    NEWLINE
    EXIT  0
    .ltorg
    .balign 4
    .thumb_func
    .type thumb_start, %function
thumb_start:
    PRINT "thumb to thumb "
    CALLS t
    PRINT "thumb to arm "
    CALLS a
    ldr   r0, =back_in_arm
    bx    r0
    .ltorg
    .thumb_func
    .type add_t, %function
add_t: add r5, r5, #0x1
    bx    lr
    .thumb_func
    .type pop_t, %function
pop_t: push {r4, lr}
    add   r5, r5, #0x10
    pop   {r4, pc}
    .thumb_func
    .type ldr_t, %function
ldr_t: push {lr}
    add   r5, r5, #0x100
    ldr   pc, [sp], #4
    .thumb_func
    .type ldm_t, %function
ldm_t: push {r4, r8, lr}
    add   r5, r5, #0x1000
    ldmia.w sp!, {r4, r8, pc}
    .thumb_func
    .type mov_t, %function
mov_t: add r5, r5, #0x10000
    mov   r12, lr
    bx    r12
    .thumb_func
    .type add_pc_t, %function
add_pc_t: add r5, r5, #0x100000
    movs  r3, #4
    add   pc, r3               @ skips three halfwords after the next
    udf   #1
    udf   #2
    udf   #3
    bx    lr
    .thumb_func
    .type table_t, %function
table_t:
    cmp   r0, #3
    bhi   9f
    tbb   [pc, r0]
0:  .byte (1f - 0b) / 2, (2f - 0b) / 2, (3f - 0b) / 2, (9f - 0b) / 2
1:  add   r5, r5, #0x1000000
    b     8f
2:  add   r5, r5, #0x2000000
    b     8f
3:  add   r5, r5, #0x4000000
8:  bx    lr
9:  bx    lr
    .thumb_func
    .type cond_return_t, %function
cond_return_t:
    cbz   r0, 1f
    subs  r0, #1
    add   r5, r5, #0x20000000
    cbnz  r0, cond_return_more
1:  bx    lr
cond_return_more:
    b     cond_return_t
    .thumb_func
    .type deep_t, %function
deep_t:
    push  {r7, lr}
    adds  r4, #1
    subs  r0, #1
    beq   1f
    blx   deep_a
1:  pop   {r7, pc}
    .arm
    .balign 4
    .type deep_a, %function
deep_a:
    push  {r7, lr}
    add   r4, r4, #1
    subs  r0, r0, #1
    beq   1f
    blx   deep_t
1:  pop   {r7, pc}
    .section .note.GNU-stack, "", %progbits
