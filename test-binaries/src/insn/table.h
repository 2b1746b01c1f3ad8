@ T "instruction" puts a stub and its text into the table the driver walks.
    .syntax unified
    .arch armv7ve
    .fpu neon-vfpv4
#ifdef __thumb__
    .thumb
    .set THUMB_BIT, 1
#else
    .arm
    .set THUMB_BIT, 0
#endif
    .macro T insn
    .text
    .balign 4
1:  \insn
    bx    lr
    .section .rodata.names, "a"
2:  .asciz "\insn"
    .section .rodata.table, "a"
    .word 1b + THUMB_BIT, 2b
    .endm
    .section .rodata.table, "a"
    .global table
table:
