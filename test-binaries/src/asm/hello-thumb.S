@ The same in Thumb: entry point with bit 0 set.
    .syntax unified
    .arch armv6t2
    .thumb
    .text
    .global _start
    .type _start, %function
    .thumb_func
_start:
    movs  r0, #1
    ldr   r1, =message
    movs  r2, #(message_end - message)
    movs  r7, #4
    svc   #0
    subs  r0, #(message_end - message)
    movs  r7, #1
    svc   #0
    .section .rodata
message:
    .ascii "Hello from Thumb!\n"
message_end:
    .section .note.GNU-stack, "", %progbits
