@ exit status = argc * 16 + number of environment strings, so that argv and envp are seen.
    .syntax unified
    .arch armv5te
    .arm
    .text
    .global _start
_start:
    ldr   r0, [sp]
    add   r1, sp, #8
    add   r1, r1, r0, lsl #2
    lsl   r0, r0, #4
1:  ldr   r2, [r1], #4
    cmp   r2, #0
    addne r0, r0, #1
    bne   1b
    mov   r7, #248          @ exit_group
    svc   #0
    .section .note.GNU-stack, "", %progbits
