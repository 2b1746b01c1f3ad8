package dev.armature.decode;

/**
 * The address of a load or store.
 *
 * @param rn base register; 15 means the instruction's address + 8 (A32) or + 4 (Thumb) aligned down
 *     to a multiple of 4
 * @param offset what is added to or subtracted from the base
 * @param add whether the offset is added
 * @param preIndexed whether the access is at base with offset; otherwise at the base itself
 * @param writeback whether base with offset is written to {@code rn}; always true when post-indexed
 */
public record MemoryOperand(
    int rn, Operand offset, boolean add, boolean preIndexed, boolean writeback) {}
