@ Entry and raw system call of the freestanding programs.
    .syntax unified
    .arch armv7-a
#ifdef __thumb__
    .thumb
#else
    .arm
#endif
    .text
    .global _start
    .type _start, %function
_start:
    mov   r0, sp
    mov   r4, sp
    bic   r4, r4, #7
    mov   sp, r4
    bl    rt_start
    .size _start, .-_start

@ long rt_syscall(long nr, long a, long b, long c, long d, long e, long f)
    .global rt_syscall
    .type rt_syscall, %function
rt_syscall:
    push  {r4, r5, r6, r7}
    mov   r7, r0
    mov   r0, r1
    mov   r1, r2
    mov   r2, r3
    ldr   r3, [sp, #16]
    ldr   r4, [sp, #20]
    ldr   r5, [sp, #24]
    svc   #0
    pop   {r4, r5, r6, r7}
    bx    lr
    .size rt_syscall, .-rt_syscall
    .section .note.GNU-stack, "", %progbits
