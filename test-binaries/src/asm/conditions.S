@ Every condition under every NZCV: one line a condition, bit n of the mask is set when the condition
@ held for NZCV = n. First by predicated move (A32), then by branch, then by Thumb IT and branch.
#include "print.h"
    .arch armv7-a
    .arm
    .text
    .global _start
    .macro SWEEP name, body
    PRINT "\name "
    mov   r4, #0            @ NZCV
    mov   r5, #0            @ mask
1:  lsl   r6, r4, #28
    mov   r8, #0
    msr   APSR_nzcvq, r6
    \body
    orr   r5, r5, r8, lsl r4
    add   r4, r4, #1
    cmp   r4, #16
    bne   1b
    HEX   r5
    NEWLINE
    .endm
    .macro MOVES cond
    SWEEP "mov\cond", "mov\cond r8, #1"
    .endm
    .macro BRANCHES cond
    SWEEP "b\cond", "b\cond 2f ; b 3f ; 2: mov r8, #1 ; 3:"
    .endm
_start:
    .irp cond, eq, ne, cs, cc, mi, pl, vs, vc, hi, ls, ge, lt, gt, le
    MOVES \cond
    BRANCHES \cond
    b     4f
    .ltorg
4:
    .endr
    adr   r0, thumb_part + 1
    bx    r0
    .ltorg
    .thumb
    .balign 4
    .macro TSWEEP name, body
    PRINT "\name "
    mov   r4, #0
    mov   r5, #0
1:  lsl   r6, r4, #28
    mov   r8, #0
    msr   APSR_nzcvq, r6
    \body
    lsl   r8, r8, r4
    orr   r5, r5, r8
    add   r4, r4, #1
    cmp   r4, #16
    bne   1b
    HEX   r5
    NEWLINE
    .endm
    .macro ITS cond
    TSWEEP "it \cond", "it \cond ; mov\cond r8, #1"
    .endm
    .macro TBRANCHES cond
    TSWEEP "b\cond\().n", "b\cond\().n 2f ; b 3f ; 2: mov r8, #1 ; 3:"
    TSWEEP "b\cond\().w", "b\cond\().w 2f ; b 3f ; 2: mov r8, #1 ; 3:"
    .endm
thumb_part:
    .irp cond, eq, ne, cs, cc, mi, pl, vs, vc, hi, ls, ge, lt, gt, le
    ITS \cond
    TBRANCHES \cond
    b     4f
    .ltorg
4:
    .endr
    @ a flag-setting instruction inside an IT block changes the rest of the block
    mov   r5, #0
    movs  r0, #0
    itte  eq
    cmpeq r0, #1            @ now ne
    moveq r5, #1            @ not executed
    addne r5, r5, #2        @ executed
    PRINT "itte "
    HEX   r5
    NEWLINE
    EXIT  0
    .ltorg
    .section .note.GNU-stack, "", %progbits
