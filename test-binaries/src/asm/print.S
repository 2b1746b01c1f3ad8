@ print_string(r0), print_hex(r0): keep every register and the flags, callable from both states.
    .syntax unified
    .arch armv7-a
    .arm
    .text
    .global print_string
    .type print_string, %function
print_string:
    push  {r0-r12, lr}
    mrs   r4, apsr
    mov   r1, r0
    mov   r2, #0
1:  ldrb  r3, [r1, r2]
    cmp   r3, #0
    addne r2, r2, #1
    bne   1b
    mov   r0, #1
    mov   r7, #4
    svc   #0
    msr   APSR_nzcvq, r4
    pop   {r0-r12, lr}
    bx    lr
    .size print_string, .-print_string

    .global print_hex
    .type print_hex, %function
print_hex:
    push  {r0-r12, lr}
    mrs   r4, apsr
    sub   sp, sp, #16
    mov   r1, #8
2:  subs  r1, r1, #1
    and   r2, r0, #15
    lsr   r0, r0, #4
    cmp   r2, #10
    addlt r2, r2, #'0'
    addge r2, r2, #('a' - 10)
    strb  r2, [sp, r1]
    cmp   r1, #0
    bne   2b
    strb  r1, [sp, #8]
    mov   r0, #1
    mov   r1, sp
    mov   r2, #8
    mov   r7, #4
    svc   #0
    add   sp, sp, #16
    msr   APSR_nzcvq, r4
    pop   {r0-r12, lr}
    bx    lr
    .size print_hex, .-print_hex
    .section .note.GNU-stack, "", %progbits
