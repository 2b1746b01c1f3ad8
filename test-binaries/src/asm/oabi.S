@ The old ABI: the call's number is in the SVC, r7 means nothing.
    .syntax unified
    .arch armv4t
    .arm
    .text
    .global _start
_start:
    mvn   r7, #0
    mov   r0, #1
    ldr   r1, =message
    mov   r2, #(message_end - message)
    svc   #0x900004         @ write
    cmp   r0, #(message_end - message)
    movne r0, #1
    moveq r0, #0
    svc   #0x900001         @ exit
    .section .rodata
message:
    .ascii "Hello from the old ABI\n"
message_end:
    .section .note.GNU-stack, "", %progbits
