    .section .rodata.table, "a"
    .word 0, 0
    .section .note.GNU-stack, "", %progbits
