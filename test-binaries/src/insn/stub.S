@ Runs one instruction stub with a given register state and stores the state after it.
    .syntax unified
    .arch armv7ve
    .fpu neon-vfpv4
#ifdef __thumb__
    .thumb
#else
    .arm
#endif
    .text
@ void run_int(struct state *s, void *stub): r0..r7 and APSR in, r0..r7 and APSR out
    .global run_int
    .type run_int, %function
run_int:
    push  {r4-r11, lr}
    mov   r8, r0
    mov   r9, r1
    ldr   r0, [r8, #32]
    msr   APSR_nzcvqg, r0
    ldm   r8, {r0-r7}
    blx   r9
    stm   r8, {r0-r7}
    mrs   r0, APSR
    str   r0, [r8, #32]
    pop   {r4-r11, pc}
    .size run_int, .-run_int

@ void run_vfp(struct state *s, void *stub): also d0..d7 at offset 40 and FPSCR at 36
    .global run_vfp
    .type run_vfp, %function
run_vfp:
    push  {r4-r11, lr}
    mov   r8, r0
    mov   r9, r1
    ldr   r0, [r8, #36]
    vmsr  fpscr, r0
    add   r0, r8, #40
    vldmia r0, {d0-d7}
    ldr   r0, [r8, #32]
    msr   APSR_nzcvqg, r0
    ldm   r8, {r0-r7}
    blx   r9
    stm   r8, {r0-r7}
    mrs   r0, APSR
    str   r0, [r8, #32]
    vmrs  r0, fpscr
    str   r0, [r8, #36]
    add   r0, r8, #40
    vstmia r0, {d0-d7}
    mov   r0, #0
    vmsr  fpscr, r0
    pop   {r4-r11, pc}
    .size run_vfp, .-run_vfp
    .section .note.GNU-stack, "", %progbits
