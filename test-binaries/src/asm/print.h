@ Output for the assembler programs: PRINT "text", HEX reg (8 digits), NEWLINE, EXIT status.
@ All registers and flags but those named are kept; works in both states.
    .syntax unified
    .macro PRINT text
    .section .rodata
9:  .asciz "\text"
    .text
    push  {r0, lr}
    ldr   r0, =9b
    bl    print_string
    pop   {r0, lr}
    .endm
    .macro HEX reg
    push  {r0, lr}
    mov   r0, \reg
    bl    print_hex
    pop   {r0, lr}
    .endm
    .macro NEWLINE
    PRINT "\n"
    .endm
    .macro EXIT status
    mov   r0, #\status
    mov   r7, #1
    svc   #0
    .endm
