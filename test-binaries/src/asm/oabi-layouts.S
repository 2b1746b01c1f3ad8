@ What the old ABI has of its own: arguments without holes, structures without holes, calls that the EABI
@ has dropped, syscall as a call. Prints the number of the first check that fails, or that all is well.
    .syntax unified
    .arch armv4t
    .arm

    .macro  oabi number
    mvn     r7, #0
    svc     #(0x900000 + \number)
    .endm

@ Fails with the number of this check unless r0 is as expected.
    .macro  check expected
    .set    checks, checks + 1
    mov     r11, #checks
    ldr     r12, =\expected
    cmp     r0, r12
    bne     failed
    .endm

    .macro  check_word address, expected
    ldr     r0, =\address
    ldr     r0, [r0]
    check   \expected
    .endm

    .set    checks, 0
    .text
    .global _start
_start:
@ A file of 5 bytes: open O_RDWR|O_CREAT|O_TRUNC
    ldr     r0, =file
    ldr     r1, =0x242
    ldr     r2, =0x180
    oabi    5
    mov     r4, r0
    cmp     r0, #3
    movlt   r0, #0
    movge   r0, #1
    check   1
@ pwrite64(fd, buf, 5, 0x100000000 + 0): the offset follows in r3, r4 without a hole; r4 is the file
    mov     r5, r4
    mov     r0, r4
    ldr     r1, =text
    mov     r2, #5
    mov     r3, #2
    mov     r4, #0
    oabi    181
    check   5
    mov     r0, r5
    ldr     r1, =buffer
    mov     r2, #4
    mov     r3, #3
    mov     r4, #0
    oabi    180
    check   4
    check_word buffer, 0x6f6c6c65       @ "ello"
@ ftruncate64(fd, 0x123): r1, r2
    mov     r0, r5
    ldr     r1, =0x123
    mov     r2, #0
    oabi    194
    check   0
@ truncate64(path, 0x456)
    ldr     r0, =file
    ldr     r1, =0x456
    mov     r2, #0
    oabi    193
    check   0
@ stat64: the size is at 44, the mode at 16, in 96 bytes
    ldr     r0, =file
    ldr     r1, =buffer
    oabi    195
    check   0
    check_word buffer+44, 0x456
    check_word buffer+48, 0
    check_word buffer+16, 0x8180
    check_word buffer+96, 0x55555555
    mov     r0, r5
    ldr     r1, =buffer
    oabi    197
    check   0
    check_word buffer+44, 0x456
@ fcntl64(F_SETLK64): type, whence, then start at 4, length at 12, pid at 20
    mov     r0, r5
    mov     r1, #13
    ldr     r2, =flock
    oabi    221
    check   0
@ Another process sees it with F_GETLK64
    oabi    2
    cmp     r0, #0
    bne     parent
    mov     r0, r5
    mov     r1, #12
    ldr     r2, =question
    oabi    221
    check   0
    check_word question, 1              @ F_WRLCK, SEEK_SET
    check_word question+4, 0x11
    check_word question+8, 0
    check_word question+12, 0x22
    check_word question+24, 0x55555555
    mov     r0, #0
    oabi    1
parent:
    mvn     r0, #0
    ldr     r1, =buffer
    mov     r2, #0
    mov     r3, #0
    oabi    114                         @ wait4
    check_word buffer, 0
@ epoll_event has 12 bytes: events, data
    mov     r0, #1
    oabi    250
    mov     r8, r0
    ldr     r0, =ends
    oabi    42                          @ pipe
    check   0
    mov     r0, r8
    mov     r1, #1                      @ EPOLL_CTL_ADD
    ldr     r2, =ends
    ldr     r2, [r2]
    ldr     r3, =event
    oabi    251
    check   0
    ldr     r0, =ends
    ldr     r0, [r0, #4]
    ldr     r1, =text
    mov     r2, #1
    oabi    4
    check   1
    mov     r0, r8
    ldr     r1, =events
    mov     r2, #2
    mvn     r3, #0
    oabi    252
    check   1
    check_word events, 1
    check_word events+4, 0x01234567
    check_word events+8, 0x89abcdef
    check_word events+12, 0x55555555
@ semop: each operation has 8 bytes
    mov     r0, #0                      @ IPC_PRIVATE
    mov     r1, #2
    ldr     r2, =0x180
    oabi    299
    mov     r9, r0
    ldr     r1, =operations
    mov     r2, #2
    oabi    298
    check   0
    mov     r0, r9
    mov     r1, #1
    mov     r2, #12                     @ GETVAL
    oabi    300
    check   3
@ The same through ipc(SEMCTL): the argument is behind a pointer
    mov     r0, #3
    mov     r1, r9
    mov     r2, #0
    mov     r3, #12
    ldr     r4, =buffer
    oabi    117
    check   2
    mov     r0, r9
    mov     r1, #0
    mov     r2, #0                      @ IPC_RMID
    oabi    300
    check   0
@ syscall(write, fd, text, 5): the number may come with or without the old ABI's base
    ldr     r0, =0x900004
    mov     r1, r5
    ldr     r2, =text
    mov     r3, #5
    oabi    113
    check   5
    mov     r0, #4
    mov     r1, r5
    ldr     r2, =text
    mov     r3, #2
    oabi    113
    check   2
    mov     r0, #113
    oabi    113
    check   -38
@ mmap with its arguments in memory
    ldr     r0, =map
    oabi    90
    cmn     r0, #4096
    movhi   r0, #1
    movls   r0, #0
    check   0
@ socketcall(SYS_SOCKETPAIR)
    mov     r0, #8
    ldr     r1, =pair
    oabi    102
    check   0
@ alarm, and what is left of it
    ldr     r0, =1000
    oabi    27
    check   0
    mov     r0, #0
    oabi    27
    check   1000
@ Calls that are nowhere
    oabi    400000
    check   -38
    ldr     r0, =file
    oabi    10
    check   0
    mov     r0, #1
    ldr     r1, =well
    mov     r2, #(well_end - well)
    oabi    4
    mov     r0, #0
    oabi    1
failed:
    mov     r0, r11
    oabi    1

    .data
    .align  3
buffer:     .fill 32, 4, 0x55555555
events:     .fill 8, 4, 0x55555555
@ F_WRLCK of 0x22 bytes from 0x11
flock:      .hword 1, 0
            .word 0x11, 0, 0x22, 0, 0
question:   .hword 1, 0
            .word 0x12, 0, 1, 0, 0
            .word 0x55555555
ends:       .word 0, 0
event:      .word 1, 0x01234567, 0x89abcdef
operations: .hword 0, 2, 0, 0x5555, 1, 3, 0, 0x5555
map:        .word 0, 4096, 3, 0x22, -1, 0
pair:       .word 1, 1, 0, ends
text:       .ascii "hello"
file:       .asciz "oabi-file"
    .section .rodata
well:
    .ascii "as the old ABI has it\n"
well_end:
    .section .note.GNU-stack, "", %progbits
