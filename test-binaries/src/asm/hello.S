@ The README's first run: write(1, ...) and exit(0), A32, no libc.
    .syntax unified
    .arch armv4t
    .arm
    .text
    .global _start
_start:
    mov   r0, #1
    ldr   r1, =message
    mov   r2, #(message_end - message)
    mov   r7, #4
    svc   #0
    cmp   r0, #(message_end - message)
    movne r0, #1
    moveq r0, #0
    mov   r7, #1
    svc   #0
    .section .rodata
message:
    .ascii "Hello from ARM Linux!\n"
message_end:
    .section .note.GNU-stack, "", %progbits
